import { useEffect, useState } from 'preact/hooks';
import { go, type Place } from './address.js';
import { useAsked } from './ask.js';
import { Answered, AsQuery, Field, Light, Panel, SENTENCE, Text } from './pieces.js';
import { type Span, TIMELINE, type TimelineOf } from './questions.js';
import { period, VERDICTS } from './words.js';
import type { WorldAsked } from './world.js';

interface TimelineProps {
  readonly place: Place;
  readonly world: WorldAsked;
  readonly party: string;
  readonly today: string;
}

const YEARS = 8;
const DAY_MS = 86_400_000;
const dayOf = (date: string): number => Math.round(Date.parse(date) / DAY_MS);
const dateOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** The verdict of each day of the last years, and a slider that takes the whole page to a day. */
export function TimelinePanel({ place, world, party, today }: TimelineProps) {
  const from = `${Number(today.slice(0, 4)) - YEARS}-01-01`;
  const variables = { id: party, policy: place.policy, from, to: today, asOf: null, suppose: world.suppose };
  const asked = useAsked<TimelineOf>(TIMELINE, variables);
  return (
    <Panel title="Over time" id="timeline" beside={<AsQuery query={TIMELINE} variables={variables} />}>
      <Answered asked={asked}>
        {({ world: { party: told } }) => {
          const spans = told?.restrictionTimeline;
          if (spans === undefined) return <p class="faint">Only companies have a verdict over time.</p>;
          return (
            <>
              <Band spans={spans} from={from} today={today} />
              <Slider place={place} from={from} today={today} />
              <ol class="spans">
                {spans.map((span) => (
                  <li key={span.from}>
                    <Light verdict={span.verdict} /> {period(span.from, span.to) || 'always'}:{' '}
                    <Text text={span.because} most={SENTENCE} />
                  </li>
                ))}
              </ol>
            </>
          );
        }}
      </Answered>
    </Panel>
  );
}

/** A picture of the list below it, so nothing for who has it read out. */
function Band({
  spans,
  from,
  today,
}: {
  readonly spans: readonly Span[];
  readonly from: string;
  readonly today: string;
}) {
  const [first, last] = [dayOf(from), dayOf(today)];
  const at = (date: string | null, otherwise: number): number =>
    ((Math.min(Math.max(date === null ? otherwise : dayOf(date), first), last) - first) / (last - first)) * 1000;
  return (
    <svg class="band" viewBox="0 0 1000 26" preserveAspectRatio="none" aria-hidden="true">
      {spans.map((span) => {
        const x = at(span.from, first);
        return (
          <rect key={span.from} class={span.verdict} x={x} y="0" width={Math.max(at(span.to, last) - x, 2)} height="26">
            <title>{VERDICTS[span.verdict].words}</title>
          </rect>
        );
      })}
    </svg>
  );
}

const PAUSE_MS = 200;

function Slider({ place, from, today }: { readonly place: Place; readonly from: string; readonly today: string }) {
  const asOf = place.asOf ?? today;
  const [day, setDay] = useState(dayOf(asOf));
  useEffect(() => setDay(dayOf(asOf)), [asOf]);
  useEffect(() => {
    if (dateOf(day) === asOf) return;
    const date = dateOf(day);
    const going = setTimeout(() => go({ ...place, asOf: date === today ? null : date }, true), PAUSE_MS);
    return () => clearTimeout(going);
  }, [day]);
  return (
    <div class="slider">
      <Field label="The day that the whole page is about">
        {(id) => (
          <input
            id={id}
            type="range"
            min={dayOf(from)}
            max={dayOf(today)}
            value={day}
            aria-valuetext={dateOf(day)}
            onInput={(event) => setDay(Number(event.currentTarget.value))}
          />
        )}
      </Field>
      <Field label="Date">
        {(id) => (
          <input
            id={id}
            type="date"
            value={dateOf(day)}
            onChange={(event) => {
              if (/^\d{4}-\d{2}-\d{2}$/.test(event.currentTarget.value)) setDay(dayOf(event.currentTarget.value));
            }}
          />
        )}
      </Field>
    </div>
  );
}
