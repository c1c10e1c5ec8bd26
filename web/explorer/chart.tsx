import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { BOX_PADDING, BOX_WIDTH, LINE_HEIGHT } from '../../src/rules/chart/boxes.js';
import { type Drawn, layout, type Placed } from '../../src/rules/chart/layout.js';
import { pathOf } from '../../src/rules/chart/path.js';
import { addressOf, followTo, opened, type Place } from './address.js';
import { type ChartData, chartData, gathered, type Wish } from './chartData.js';
import { ChartDetails, type Looked, Opener, said } from './chartDetails.js';
import { Downloads } from './downloads.js';
import { useLights, useOwnerships } from './gathering.js';
import { Answered, AsQuery, Failed, Panel } from './pieces.js';
import { OWNERSHIP, type Ruling } from './questions.js';
import { VERDICTS } from './words.js';
import type { WorldAsked } from './world.js';

interface ChartProps {
  readonly place: Place;
  readonly world: WorldAsked;
  readonly party: string;
  readonly ruling: Ruling | null;
}

/** Owners above, the party in the middle, what it holds below; the same layout as the charts of the service. */
export function ChartPanel({ place, world, party, ruling }: ChartProps) {
  const asked = useOwnerships(party, place, world);
  const first = { id: party, direction: 'UP', depth: null, limit: 300, ...world };
  const beside = (
    <div class="actions">
      <Downloads place={place} world={world} party={party} />
      <AsQuery query={OWNERSHIP} variables={first} />
    </div>
  );
  return (
    <Panel title="Who owns it" id="chart" beside={beside}>
      <Answered asked={asked}>
        {(ownerships) => (
          <>
            {ownerships
              .filter(({ complete }) => !complete)
              .slice(0, 1)
              .map(({ truncatedBecause }) => (
                <p class="note" key="cut">
                  Not all of it is drawn{truncatedBecause === null ? '' : `: ${truncatedBecause}`} The verdict rests on
                  all of it.
                </p>
              ))}
            <Chart around={ownerships} place={place} world={world} party={party} ruling={ruling} />
          </>
        )}
      </Answered>
    </Panel>
  );
}

function Chart({
  around,
  place,
  world,
  party,
  ruling,
}: ChartProps & { readonly around: Parameters<typeof gathered>[0] }) {
  const [looked, setLooked] = useState<Looked | null>(null);
  const proof = useMemo(
    () => new Set(ruling?.chains.flatMap(({ steps }) => steps.map(({ id }) => id)) ?? []),
    [ruling],
  );
  const graph = useMemo(() => gathered(around), [around]);
  const base: Omit<Wish, 'verdicts'> = {
    subject: party,
    up: new Set(place.up),
    down: new Set(place.down),
    proof,
    verdict: ruling?.verdict ?? 'INDETERMINATE',
  };
  const key = JSON.stringify([place.up, place.down]);
  const shown = useMemo(() => chartData(graph, { ...base, verdicts: new Map() }), [graph, proof, key]);
  const lights = useLights([...shown.parties.keys()], place, world);
  const verdicts = lights.state === 'answered' ? lights.answer : NONE;
  const data = useMemo(() => chartData(graph, { ...base, verdicts }), [graph, proof, key, verdicts, ruling]);
  const placed = useMemo(() => layout(data.drawing), [data]);
  const frame = useRef<HTMLDivElement>(null);
  // A wide chart begins with the party that it is about in the middle, not with its left edge.
  useLayoutEffect(() => {
    const own = placed.boxes.find(({ box }) => box.party.key === party);
    const to = frame.current;
    if (own === undefined || to === null) return;
    const scale = to.scrollWidth / Math.max(placed.width, 1);
    to.scrollLeft = (own.x + BOX_WIDTH / 2) * Math.min(scale, 1) - to.clientWidth / 2;
  }, [placed.width, party]);
  const look = (to: Looked) => () => setLooked(to);
  if (data.drawing.interests.length === 0)
    return (
      <p class="note">
        No record says who owns it.{' '}
        {!place.down.includes(party) && <Opener place={place} id={party} direction="down" words="Show what it holds" />}
      </p>
    );
  return (
    <>
      {lights.state === 'failed' && <Failed error={lights.error} again={lights.again} />}
      <div class="chart" ref={frame}>
        <svg
          role="group"
          aria-label="Ownership chart. Owners stand above what they hold."
          viewBox={`0 0 ${placed.width} ${placed.height}`}
          width={placed.width}
          style={{ height: 'auto', maxWidth: `max(100%, ${Math.round(placed.width * LEAST_SCALE)}px)` }}
        >
          <defs>
            <marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">
              <path d="M0 0 8 4 0 8z" />
            </marker>
          </defs>
          {placed.lines.map((line) => (
            <Line key={`${line.interest.from} ${line.interest.to}`} line={line} data={data} look={look} />
          ))}
          {placed.boxes.map((each) => (
            <Box key={each.box.party.key} placed={each} data={data} place={place} look={look} verdicts={verdicts} />
          ))}
        </svg>
      </div>
      <ul class="key">
        <li class="proof">makes the difference</li>
        <li class="unknown">share or holder not exactly known</li>
        <li class="circle">closes a circle</li>
      </ul>
      <ChartDetails looked={looked} data={data} place={place} />
    </>
  );
}

const NONE: Wish['verdicts'] = new Map();
/** A chart is drawn smaller to fit its frame, down to where it can still be read; a wider one scrolls. */
const LEAST_SCALE = 0.7;

type Look = (to: Looked) => () => void;

function Line({ line, data, look }: { readonly line: Drawn; readonly data: ChartData; readonly look: Look }) {
  const { interest, points, closesCircle } = line;
  const tie = data.ties.get(`${interest.from} ${interest.to}`);
  const d = pathOf(points, closesCircle);
  const classes = ['tie', interest.isUnknown && 'unknown', tie?.isProof && 'proof', closesCircle && 'circle']
    .filter(Boolean)
    .join(' ');
  if (tie === undefined) return <path class={classes} d={d} />;
  const see = look({ kind: 'tie', key: `${interest.from} ${interest.to}` });
  return (
    <g
      class={classes}
      tabIndex={0}
      role="img"
      aria-label={tie.interests.map(said).join('; ')}
      onMouseEnter={see}
      onFocus={see}
    >
      <path class="wide" d={d} />
      <path class="thin" d={d} marker-end="url(#tip)" />
    </g>
  );
}

interface BoxProps {
  readonly placed: Placed;
  readonly data: ChartData;
  readonly place: Place;
  readonly look: Look;
  readonly verdicts: Wish['verdicts'];
}

function Box({ placed: { box, x, y }, data, place, look, verdicts }: BoxProps) {
  const { key, role, shape, name } = box.party;
  const party = data.parties.get(key);
  const folded = data.folds.get(key);
  const verdict = role === 'SUBJECT' ? data.drawing.verdict : verdicts.get(key);
  const href =
    folded !== undefined
      ? addressOf(opened(place, folded.of, folded.direction))
      : party && addressOf({ party: key, policy: place.policy, asOf: place.asOf, suppose: place.suppose });
  const see = look({ kind: 'party', key });
  const content = (
    <>
      <rect x={x} y={y} width={BOX_WIDTH} height={box.height} rx={shape === 'PERSON' || shape === 'UNNAMED' ? 22 : 6} />
      {verdict !== undefined && role !== 'SUBJECT' && (
        <text class="sign" x={x + BOX_WIDTH - 14} y={y + 18} text-anchor="middle" aria-hidden="true">
          {VERDICTS[verdict].sign}
        </text>
      )}
      {box.lines.map(({ text, part }, index) => (
        <text
          key={index}
          class={part}
          x={x + BOX_WIDTH / 2}
          y={y + BOX_PADDING + (index + 0.75) * LINE_HEIGHT}
          text-anchor="middle"
        >
          {`${text} `}
        </text>
      ))}
    </>
  );
  const classes = ['box', role, role === 'SUBJECT' && verdict, folded && 'fold'].filter(Boolean).join(' ');
  if (href === undefined)
    return (
      <g class={classes} tabIndex={0} role="img" aria-label={name} onMouseEnter={see} onFocus={see}>
        {content}
      </g>
    );
  const label = [box.lines.map(({ text }) => text).join(' '), verdict && VERDICTS[verdict].words]
    .filter(Boolean)
    .join(', ');
  return (
    <a
      class={classes}
      href={href}
      aria-label={label}
      onMouseEnter={see}
      onFocus={see}
      onClick={(event) => followTo(event, href, folded !== undefined)}
    >
      {content}
    </a>
  );
}
