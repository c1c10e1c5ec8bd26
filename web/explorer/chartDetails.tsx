import { addressOf, followTo, opened, type Place } from './address.js';
import type { ChartData, Tie } from './chartData.js';
import { PartyLink, Sources, Text } from './pieces.js';
import type { Interest } from './questions.js';
import { period, plain, shareText } from './words.js';

/** What of the chart is pointed at, by mouse or by keyboard. */
export interface Looked {
  readonly kind: 'party' | 'tie';
  readonly key: string;
}

interface DetailsProps {
  readonly looked: Looked | null;
  readonly data: ChartData;
  readonly place: Place;
}

/** What is pointed at, in words: what is held, since when, and who says so. */
export function ChartDetails(props: DetailsProps) {
  return (
    <div class="details" aria-live="polite">
      <Words {...props} />
    </div>
  );
}

function Words({ looked, data, place }: DetailsProps) {
  if (looked === null)
    return <p class="faint">Point at a box or a line, or go there with Tab, to see shares, dates and sources.</p>;
  const ties =
    looked.kind === 'tie'
      ? [data.ties.get(looked.key)]
      : [...data.ties.values()].filter(({ from }) => from === looked.key);
  const held = ties.filter((tie): tie is Tie => tie !== undefined).flatMap(({ interests }) => interests);
  const party = looked.kind === 'party' ? data.parties.get(looked.key) : undefined;
  return (
    <>
      {party !== undefined && (
        <p>
          <PartyLink party={party} place={place} />{' '}
          <Opener
            place={place}
            id={party.id}
            direction="up"
            words={place.up.includes(party.id) ? 'Fewer owners' : 'More owners'}
          />{' '}
          <Opener
            place={place}
            id={party.id}
            direction="down"
            words={place.down.includes(party.id) ? 'Hide its holdings' : 'Show its holdings'}
          />
        </p>
      )}
      {held.length > 0 && (
        <ul>
          {held.slice(0, MOST).map((interest) => (
            <li key={interest.id}>
              <Text text={said(interest)} /> <Sources sources={interest.sources} />
            </li>
          ))}
        </ul>
      )}
      {held.length > MOST && <p class="faint">and {held.length - MOST} more</p>}
    </>
  );
}

const MOST = 12;

/** "A holds 25 % of B (shareholding, since 2020-01-01)". */
export function said({ interestedParty, undisclosed, subject, type, share, startDate, endDate }: Interest): string {
  const holder = interestedParty?.name ?? `Somebody who is not named${undisclosed === null ? '' : ` (${undisclosed})`}`;
  const beside = [plain(type), period(startDate, endDate)].filter(Boolean).join(', ');
  const much = shareText(share) === 'unknown' ? 'an unknown share' : shareText(share);
  return `${holder} holds ${much} of ${subject.name} (${beside})`;
}

interface OpenerProps {
  readonly place: Place;
  readonly id: string;
  readonly direction: 'up' | 'down';
  readonly words: string;
}

export function Opener({ place, id, direction, words }: OpenerProps) {
  const href = addressOf(opened(place, id, direction));
  return (
    <a class="quiet" href={href} onClick={(event) => followTo(event, href, true)}>
      {words}
    </a>
  );
}
