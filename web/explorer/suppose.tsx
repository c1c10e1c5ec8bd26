import { useState } from 'preact/hooks';
import { go, type Place } from './address.js';
import { useAsked } from './ask.js';
import { Answered, AsQuery, Field, Light, Panel, PartyLink, SENTENCE, Text } from './pieces.js';
import { FLIPS, type Flips, type Named } from './questions.js';
import { Search } from './search.js';
import { counted } from './words.js';
import type { WorldAsked } from './world.js';

interface SupposeProps {
  readonly place: Place;
  readonly world: WorldAsked;
  readonly party: string;
  readonly name: string;
}

type Stake = NonNullable<NonNullable<WorldAsked['suppose']>['interests']>[number];

/** A stake added or resized, for this page alone: the whole page then shows that world, and here what it flips. */
export function SupposePanel({ place, world, party, name }: SupposeProps) {
  const [holder, setHolder] = useState<Named | null>(null);
  const [share, setShare] = useState('51');
  const stakes: readonly Stake[] = Array.isArray(world.suppose?.interests) ? world.suppose.interests : [];
  const put = (interests: readonly Stake[]): void => {
    const facts = { ...world.suppose, interests };
    const isEmpty = interests.length === 0 && Object.keys(facts).length === 1;
    go({ ...place, suppose: isEmpty ? null : JSON.stringify(facts) });
  };
  const add = (event: Event): void => {
    event.preventDefault();
    if (holder === null) return;
    const others = stakes.filter((each) => each.interestedParty !== holder.id || each.subject !== party);
    put([...others, { interestedParty: holder.id, subject: party, share: { exact: share.trim() } }]);
  };
  const variables = { policy: place.policy, ...world };
  return (
    <Panel
      title="Suppose"
      id="suppose"
      beside={world.suppose !== null && <AsQuery query={FLIPS} variables={variables} />}
    >
      <p class="faint">
        What if somebody held a share of <Text text={name} />? A stake that is recorded is resized, any other is added.
        Nothing is stored.
      </p>
      <form class="supposing" onSubmit={add}>
        <div class="field holder">
          <span>{holder === null ? 'Who' : 'Who (choose another to change)'}</span>
          {holder !== null && (
            <strong>
              <Text text={holder.name} />
            </strong>
          )}
          <Search words="Who holds it, in the supposed world" hint="Name of a recorded party" chosen={setHolder} />
        </div>
        <Field label="holds, in percent">
          {(id) => (
            <input
              id={id}
              inputMode="decimal"
              size={8}
              required
              value={share}
              onInput={(event) => setShare(event.currentTarget.value)}
            />
          )}
        </Field>
        <button type="submit" class="main" disabled={holder === null}>
          Suppose it
        </button>
      </form>
      {stakes.length > 0 && (
        <ul class="stakes">
          {stakes.map((stake, index) => (
            <li key={index}>
              <code>
                <Text
                  text={`${stake.interestedParty ?? '?'} → ${stake.subject}: ${JSON.stringify(stake.share ?? null)}`}
                />
              </code>{' '}
              <button type="button" class="small" onClick={() => put(stakes.filter((each) => each !== stake))}>
                Take it out
              </button>
            </li>
          ))}
        </ul>
      )}
      {world.suppose !== null && <Flipped place={place} variables={variables} />}
    </Panel>
  );
}

function Flipped({
  place,
  variables,
}: {
  readonly place: Place;
  readonly variables: Readonly<Record<string, unknown>>;
}) {
  const asked = useAsked<Flips>(FLIPS, variables);
  return (
    <>
      <h3>What it flips</h3>
      <Answered asked={asked}>
        {({ world: { flips } }) => (
          <>
            <p>
              {flips.totalCount === 0
                ? 'No verdict of a recorded party changes.'
                : `${counted(flips.totalCount, 'verdict changes', 'verdicts change')}.`}
            </p>
            <ul class="flips">
              {flips.nodes.map(({ party, before, after, because }) => (
                <li key={party.id}>
                  <PartyLink party={party} place={place} /> <Light verdict={before} /> <span aria-hidden="true">→</span>
                  <span class="unseen">becomes</span> <Light verdict={after} />
                  <div class="faint">
                    <Text text={because} most={SENTENCE} />
                  </div>
                </li>
              ))}
            </ul>
            {flips.totalCount > flips.nodes.length && <p class="faint">The first {flips.nodes.length} are shown.</p>}
          </>
        )}
      </Answered>
    </>
  );
}
