import { useEffect } from 'preact/hooks';
import { addressOf, follow, type Place } from './address.js';
import { Unanswered, useAsked } from './ask.js';
import { ChartPanel } from './chart.js';
import { InterestsPanel } from './interests.js';
import { Answered, AsQuery, Failed, FirstOf, Light, Panel, PartyLink, SENTENCE, Text } from './pieces.js';
import { EvidencePanel, FactsPanel, ReadingsPanel } from './proof.js';
import {
  type InWorld,
  PARTY,
  type PolicyBrief,
  type Reason,
  RULING,
  type Ruling,
  type RulingOf,
  type WholeParty,
} from './questions.js';
import { SupposePanel } from './suppose.js';
import { TimelinePanel } from './timeline.js';
import { beginning, plain, shareText, VERDICTS } from './words.js';
import { type WorldAsked, worldOf } from './world.js';

interface PartyProps {
  readonly place: Place;
  readonly policies: readonly PolicyBrief[];
  readonly today: string;
}

export function PartyPage({ place, policies, today }: PartyProps) {
  const world = worldOf(place);
  if (world instanceof Unanswered) return <Failed error={world} />;
  return <InOneWorld place={place} policies={policies} today={today} world={world} party={place.party as string} />;
}

interface Within extends PartyProps {
  readonly world: WorldAsked;
  readonly party: string;
}

function InOneWorld({ place, policies, today, world, party }: Within) {
  const asked = useAsked<InWorld<WholeParty>>(PARTY, { id: party, policies: policies.map(({ id }) => id), ...world });
  const ruled = useAsked<RulingOf>(RULING, { id: party, policy: place.policy, ...world });
  const ruling = ruled.state === 'answered' ? (ruled.answer.world.party?.restriction ?? null) : null;
  const found = asked.state === 'answered' ? asked.answer.world.party : undefined;
  useEffect(() => {
    if (found) document.title = `${beginning(found.name, 80)} · Controlgraph`;
  }, [found]);
  if (found === null)
    return (
      <div class="note">
        <h1>Not recorded</h1>
        <p>
          Nobody bears the id <Text text={party} />. That is no clearance: who is not recorded is not known.
        </p>
      </div>
    );
  return (
    <>
      <Elsewhere place={place} today={today} />
      <Answered asked={asked}>
        {({ world: { party: whole, asOf } }) =>
          whole !== null && <Head party={whole} place={place} asOf={asOf} ruling={ruling} />
        }
      </Answered>
      <Why place={place} world={world} party={party} asked={ruled} />
      <ChartPanel place={place} world={world} party={party} ruling={ruling} />
      <FactsPanel asked={ruled} place={place} />
      <TimelinePanel place={place} world={world} party={party} today={today} />
      <SupposePanel place={place} world={world} party={party} name={found?.name ?? party} />
      <InterestsPanel which="owners" place={place} world={world} party={party} />
      <InterestsPanel which="holdings" place={place} world={world} party={party} />
      <ReadingsPanel asked={ruled} place={place} />
      <EvidencePanel asked={ruled} place={place} />
    </>
  );
}

/** Whoever reads of another day or of a supposed world is told so before anything else. */
function Elsewhere({ place, today }: { readonly place: Place; readonly today: string }) {
  const { party, policy, asOf, suppose } = place;
  if (suppose === null && (asOf === null || asOf === today)) return null;
  return (
    <p class="note" role="status">
      {asOf !== null && `As of ${asOf}. `}
      {suppose !== null && 'A supposed world: nothing of it is stored. '}
      <a href={addressOf({ party, policy })} onClick={follow}>
        Back to the record of today
      </a>
    </p>
  );
}

interface HeadProps {
  readonly party: WholeParty;
  readonly place: Place;
  readonly asOf: string;
  readonly ruling: Ruling | null;
}

function Head({ party, place, asOf, ruling }: HeadProps) {
  const chosen = party.restrictions.find(({ policy }) => policy.id === place.policy);
  const others = party.names.filter(({ text }) => text !== party.name);
  return (
    <div class="head">
      <h1>
        <Text text={party.name || party.id} />
      </h1>
      <p class="faint">
        {[
          plain(party.__typename),
          ...party.headquarters.map(({ jurisdiction }) => `headquarters ${jurisdiction.name}`),
          party.incorporatedIn && `incorporated in ${party.incorporatedIn.name}`,
          party.publiclyListed === true && 'listed on an exchange',
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {chosen === undefined ? (
        <p class="note">
          The service knows no policy <Text text={place.policy} /> that answers this question.
        </p>
      ) : (
        <div class={`answer ${chosen.verdict}`}>
          <p class="verdict">
            <Light verdict={chosen.verdict} />
            <span class="faint">
              {chosen.policy.name}, {asOf}
              {!chosen.inForce && ' (not in force on that day)'}
            </span>
          </p>
          <p class="summary">
            <Text text={chosen.summary} most={SENTENCE} />
          </p>
          {chosen.verdict === 'INDETERMINATE' && ruling?.decidingFacts[0] !== undefined && (
            <p class="decides">
              <strong>What would decide it:</strong> <Text text={ruling.decidingFacts[0].question} most={SENTENCE} />
            </p>
          )}
        </div>
      )}
      <h2 class="unseen">Under every policy</h2>
      <ul class="policies">
        {party.restrictions.map((ruling) => (
          <li key={ruling.policy.id}>
            <a
              href={addressOf({ ...place, policy: ruling.policy.id })}
              onClick={follow}
              aria-current={ruling.policy.id === place.policy ? 'true' : undefined}
              title={beginning(ruling.summary, 300)}
            >
              <Light verdict={ruling.verdict} />
              <span>{ruling.policy.name}</span>
            </a>
          </li>
        ))}
      </ul>
      <details class="about">
        <summary>Names, numbers and lists</summary>
        <dl>
          {others.length > 0 && <dt>Also called</dt>}
          {others.map(({ text, language, kind }) => (
            <dd key={`${text}${kind}`}>
              <Text text={text} /> <span class="faint">{[plain(kind), language].filter(Boolean).join(', ')}</span>
            </dd>
          ))}
          <dt>Id</dt>
          <dd>
            <Text text={party.id} />
          </dd>
          {party.identifiers.map(({ scheme, value }) => (
            <div key={`${scheme}${value}`}>
              <dt>{scheme}</dt>
              <dd>
                <Text text={value} />
              </dd>
            </div>
          ))}
          {party.listings.map(({ list, programme }) => (
            <div key={`${list}${programme}`}>
              <dt>On the list</dt>
              <dd>
                <Text text={[list, programme].filter(Boolean).join(', ')} />
              </dd>
            </div>
          ))}
          {(party.products ?? []).length > 0 && <dt>Products</dt>}
          {(party.products ?? []).map(({ id, name }) => (
            <dd key={id}>
              <Text text={name} />
            </dd>
          ))}
        </dl>
      </details>
    </div>
  );
}

interface WhyProps {
  readonly place: Place;
  readonly world: WorldAsked;
  readonly party: string;
  readonly asked: ReturnType<typeof useAsked<RulingOf>>;
}

function Why({ place, world, party, asked }: WhyProps) {
  const query = <AsQuery query={RULING} variables={{ id: party, policy: place.policy, ...world }} />;
  return (
    <Panel title="Why" id="why" beside={query}>
      <Answered asked={asked}>
        {({ world: { party: told } }) => told !== null && <Reasons ruling={told.restriction} place={place} />}
      </Answered>
    </Panel>
  );
}

function Reasons({ ruling, place }: { readonly ruling: Ruling; readonly place: Place }) {
  return (
    <>
      <p>
        Held by restricted parties, as the policy counts it: <strong>{shareText(ruling.restrictedShare)}</strong>
        {ruling.weakestGrade !== null && <span class="faint"> · weakest source {plain(ruling.weakestGrade)}</span>}
        {ruling.oldestSource !== null && <span class="faint"> · oldest source {ruling.oldestSource}</span>}
      </p>
      <Reasoned reasons={ruling.reasons} />
      {ruling.assumptions.length > 0 && (
        <>
          <h3>Presumed, not recorded</h3>
          <Reasoned reasons={ruling.assumptions} />
        </>
      )}
      {ruling.chains.some(({ steps }) => steps.length > 0) && (
        <>
          <h3>Chains that make the difference</h3>
          <ol class="chains">
            {ruling.chains.map(({ parties, steps, share }, index) => (
              <li key={index}>
                {parties.length > 0 && parties.length === steps.length && (
                  <span>
                    not named<span aria-hidden="true"> → </span>
                  </span>
                )}
                {parties.map((each, step) => (
                  <span key={each.id}>
                    {step > 0 && <span aria-hidden="true"> → </span>}
                    <PartyLink party={each} place={place} />
                  </span>
                ))}{' '}
                <span class="faint">{shareText(share)}</span>
              </li>
            ))}
          </ol>
        </>
      )}
      {!ruling.complete && (
        <p class="note">
          A limit stopped the gathering; {VERDICTS[ruling.verdict].words.toLowerCase()} holds for what was gathered.
        </p>
      )}
    </>
  );
}

const REASONS_AT_ONCE = 25;

function Reasoned({ reasons }: { readonly reasons: readonly Reason[] }) {
  return (
    <FirstOf items={reasons} atOnce={REASONS_AT_ONCE} what="reasons">
      {({ code, message }) => (
        <>
          <Text text={message} most={SENTENCE} /> <code>{code}</code>
        </>
      )}
    </FirstOf>
  );
}
