import { go, type Place } from './address.js';
import type { Asked } from './ask.js';
import { Answered, Light, Panel, PartyLink, SENTENCE, Sources, Text } from './pieces.js';
import type { Ruling, RulingOf } from './questions.js';
import { shareText } from './words.js';

interface ProofProps {
  readonly asked: Asked<RulingOf>;
  readonly place: Place;
}

/** What to ask next, and the smallest changes that would turn the verdict; each can be tried at once. */
export function FactsPanel({ asked, place }: ProofProps) {
  return (
    <Panel title="What would decide or turn it" id="facts">
      <Answered asked={asked}>
        {({ world: { party } }) => party !== null && <Facts ruling={party.restriction} place={place} />}
      </Answered>
    </Panel>
  );
}

function Facts({
  ruling: { decidingFacts, counterfactuals },
  place,
}: {
  readonly ruling: Ruling;
  readonly place: Place;
}) {
  if (decidingFacts.length + counterfactuals.length === 0)
    return (
      <p class="faint">
        No single fact would: the verdict rests on the record, and no small change of it gives another.
      </p>
    );
  return (
    <>
      {decidingFacts.map(({ question, about, restrictedWhen, notRestrictedWhen }, index) => (
        <div class="fact" key={index}>
          <h3>
            <Text text={question} most={SENTENCE} />
          </h3>
          <dl class="pair">
            <div>
              <dt>Restricted when</dt>
              <dd>
                <Text text={restrictedWhen} most={SENTENCE} />
              </dd>
            </div>
            <div>
              <dt>Not restricted when</dt>
              <dd>
                <Text text={notRestrictedWhen} most={SENTENCE} />
              </dd>
            </div>
          </dl>
          {about !== null && (
            <p class="faint">
              About <PartyLink party={about} place={place} />
            </p>
          )}
        </div>
      ))}
      {counterfactuals.length > 0 && (
        <>
          <h3>Smallest changes that give another verdict</h3>
          <ul class="reasons">
            {counterfactuals.map(({ description, verdict, supposition }, index) => (
              <li key={index}>
                <Light verdict={verdict} /> <Text text={description} most={SENTENCE} />{' '}
                <button
                  type="button"
                  class="quiet"
                  onClick={() => go({ ...place, suppose: JSON.stringify(supposition) })}
                >
                  Suppose it
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

/** The verdict under every registered reading of the policy's words, side by side. */
export function ReadingsPanel({ asked }: ProofProps) {
  return (
    <Panel title="Other readings of the policy" id="readings">
      <Answered asked={asked}>
        {({ world: { party } }) =>
          party !== null && (
            <>
              <p class="faint">
                {party.restriction.readings.length === 0
                  ? 'No other reading of this policy is registered.'
                  : party.restriction.readingsAgree
                    ? 'All readings agree.'
                    : 'The readings do not agree.'}
              </p>
              <ul class="readings">
                {party.restriction.readings.map(({ id, basis, verdict, restrictedShare }) => (
                  <li key={id}>
                    <Light verdict={verdict} />
                    <strong>{id}</strong>
                    <span>{basis}</span>
                    <span class="faint">held by restricted parties: {shareText(restrictedShare)}</span>
                  </li>
                ))}
              </ul>
            </>
          )
        }
      </Answered>
    </Panel>
  );
}

export function EvidencePanel({ asked }: ProofProps) {
  return (
    <Panel title="Evidence" id="evidence">
      <Answered asked={asked}>
        {({ world: { party, revision } }) =>
          party !== null && (
            <>
              <Sources sources={party.restriction.evidence} />
              <p class="faint">
                Revision {revision}, engine {party.restriction.engineVersion}. A grade says how near the source is to
                the fact; it never changes a verdict.
              </p>
            </>
          )
        }
      </Answered>
    </Panel>
  );
}
