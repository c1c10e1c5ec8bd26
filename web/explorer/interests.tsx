import { useEffect, useState } from 'preact/hooks';
import type { Place } from './address.js';
import { useAsked } from './ask.js';
import { Answered, AsQuery, Panel, PartyLink, Sources, Text } from './pieces.js';
import { HOLDINGS, type Interest, OWNERS, type Paged } from './questions.js';
import { counted, period, plain, shareText } from './words.js';
import type { WorldAsked } from './world.js';

interface InterestsProps {
  readonly which: 'owners' | 'holdings';
  readonly place: Place;
  readonly world: WorldAsked;
  readonly party: string;
}

/** One step up or down, page by page, each with its sources. */
export function InterestsPanel({ which, place, world, party }: InterestsProps) {
  // The cursors of the pages before this one, so that one can go back.
  const [cursors, setCursors] = useState<readonly string[]>([]);
  const worldKey = JSON.stringify(world);
  useEffect(() => setCursors([]), [worldKey]);
  const query = which === 'owners' ? OWNERS : HOLDINGS;
  const variables = { id: party, after: cursors.at(-1) ?? null, ...world };
  const asked = useAsked<Paged>(query, variables);
  return (
    <Panel
      title={which === 'owners' ? 'Owners' : 'Holdings'}
      id={which}
      beside={<AsQuery query={query} variables={variables} />}
    >
      <Answered asked={asked}>
        {({ world: { party: told } }) =>
          told !== null && (
            <>
              <p class="faint">
                {told.page.totalCount === 0
                  ? which === 'owners'
                    ? 'No record says who owns it.'
                    : 'No record says that it holds anything.'
                  : counted(told.page.totalCount, 'interest', 'interests')}
                {told.unaccountedShare && shareText(told.unaccountedShare) !== '0 %' && (
                  <>
                    {' '}
                    · no record accounts for{' '}
                    {shareText(told.unaccountedShare) === 'unknown' ? 'all of it' : shareText(told.unaccountedShare)}
                  </>
                )}
              </p>
              {told.page.nodes.length > 0 && <Table interests={told.page.nodes} which={which} place={place} />}
              {(cursors.length > 0 || told.page.pageInfo.hasNextPage) && (
                <p class="actions">
                  <button
                    type="button"
                    disabled={cursors.length === 0}
                    onClick={() => setCursors(cursors.slice(0, -1))}
                  >
                    Page before
                  </button>
                  <span>page {cursors.length + 1}</span>
                  <button
                    type="button"
                    disabled={!told.page.pageInfo.hasNextPage}
                    onClick={() => setCursors([...cursors, told.page.pageInfo.endCursor as string])}
                  >
                    Next page
                  </button>
                </p>
              )}
            </>
          )
        }
      </Answered>
    </Panel>
  );
}

interface TableProps {
  readonly interests: readonly Interest[];
  readonly which: 'owners' | 'holdings';
  readonly place: Place;
}

function Table({ interests, which, place }: TableProps) {
  return (
    <div class="wide" tabIndex={0} role="region" aria-label={`Table of ${which}`}>
      <table>
        <thead>
          <tr>
            <th scope="col">{which === 'owners' ? 'Owner' : 'Holding'}</th>
            <th scope="col">Interest</th>
            <th scope="col">Share</th>
            <th scope="col">When</th>
            <th scope="col">Sources</th>
          </tr>
        </thead>
        <tbody>
          {interests.map((interest) => (
            <tr key={interest.id}>
              <th scope="row">
                <Other interest={interest} which={which} place={place} />
              </th>
              <td>{plain(interest.type)}</td>
              <td class="number">{shareText(interest.share)}</td>
              <td>{period(interest.startDate, interest.endDate)}</td>
              <td>
                <Sources sources={interest.sources} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Other({ interest, which, place }: Omit<TableProps, 'interests'> & { readonly interest: Interest }) {
  const party = which === 'owners' ? interest.interestedParty : interest.subject;
  if (party !== null) return <PartyLink party={party} place={place} />;
  return (
    <>
      not named{' '}
      {interest.undisclosed !== null && (
        <span class="faint">
          <Text text={interest.undisclosed} />
        </span>
      )}
    </>
  );
}
