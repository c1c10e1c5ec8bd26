import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';
import { addressOf, follow, type Place } from './address.js';
import type { Asked, Unanswered } from './ask.js';
import type { Named, Source, Verdict } from './questions.js';
import { plain, VERDICTS } from './words.js';

const LONGEST = 120;

/** A sentence of the service, which may name several parties. */
export const SENTENCE = 1_200;

/** Text from a source: never markup, never able to turn the text around it, cut when it is very long. */
export function Text({ text, most = LONGEST }: { readonly text: string; readonly most?: number }) {
  const [whole, setWhole] = useState(false);
  const characters = text.length > most ? [...text] : null;
  if (characters === null || characters.length <= most) return <bdi>{text}</bdi>;
  return (
    <>
      <bdi>{whole ? text : `${characters.slice(0, most).join('')}…`}</bdi>{' '}
      <button type="button" class="small" aria-expanded={whole} onClick={() => setWhole(!whole)}>
        {whole ? 'cut' : `all ${characters.length.toLocaleString('en')} characters`}
      </button>
    </>
  );
}

export function PartyLink({ party, place }: { readonly party: Named; readonly place: Place }) {
  const { policy, asOf, suppose } = place;
  const name = [...party.name];
  return (
    <a href={addressOf({ party: party.id, policy, asOf, suppose })} onClick={follow}>
      <bdi>{name.length > LONGEST ? `${name.slice(0, LONGEST).join('')}…` : party.name || party.id}</bdi>
    </a>
  );
}

export function Light({ verdict }: { readonly verdict: Verdict }) {
  const { words, sign } = VERDICTS[verdict];
  return (
    <span class={`light ${verdict}`}>
      <span class="sign" aria-hidden="true">
        {sign}
      </span>
      {words}
    </span>
  );
}

interface PanelProps {
  readonly title: string;
  readonly id: string;
  readonly beside?: ComponentChildren;
  readonly children: ComponentChildren;
}

export function Panel({ title, id, beside, children }: PanelProps) {
  return (
    <section class="panel" id={id} aria-labelledby={`${id}-title`}>
      <header>
        <h2 id={`${id}-title`}>{title}</h2>
        {beside}
      </header>
      {children}
    </section>
  );
}

/** The answer when it is there; while it is not, or where there is none, that is said in its place. */
export function Answered<Answer>({
  asked,
  children,
}: {
  readonly asked: Asked<Answer>;
  readonly children: (answer: Answer) => ComponentChildren;
}) {
  if (asked.state === 'failed') return <Failed error={asked.error} again={asked.again} />;
  if (asked.state === 'answered') return <>{children(asked.answer)}</>;
  return <p class="asking">Asking…</p>;
}

export function Failed({ error, again }: { readonly error: Unanswered; readonly again?: () => void }) {
  return (
    <div class="failed" role="alert">
      <p>
        <strong>No answer.</strong> <Text text={error.message} />
      </p>
      <p>
        This says nothing about anybody: it is no clearance. <code>{error.code}</code>
        {error.requestId !== null && (
          <>
            , request <code>{error.requestId}</code>
          </>
        )}
      </p>
      {again !== undefined && (
        <button type="button" onClick={again}>
          Ask again
        </button>
      )}
    </div>
  );
}

const SOURCES_AT_ONCE = 40;

export function Sources({ sources }: { readonly sources: readonly Source[] }) {
  if (sources.length === 0) return <span class="faint">no source</span>;
  return (
    <FirstOf items={sources} atOnce={SOURCES_AT_ONCE} what="sources">
      {(source) => <SourceLine source={source} />}
    </FirstOf>
  );
}

interface FirstOfProps<Item> {
  readonly items: readonly Item[];
  readonly atOnce: number;
  /** What they are, in the plural; the class of the list too. */
  readonly what: string;
  readonly children: (item: Item) => ComponentChildren;
}

/** The first ones, and the others when they are asked for: a large structure may have a thousand. */
export function FirstOf<Item>({ items, atOnce, what, children }: FirstOfProps<Item>) {
  const [most, setMost] = useState(atOnce);
  return (
    <>
      <ul class={what}>
        {items.slice(0, most).map((item, index) => (
          <li key={index}>{children(item)}</li>
        ))}
      </ul>
      {items.length > most && (
        <button type="button" class="small" onClick={() => setMost(most + atOnce)}>
          {items.length - most} more {what}
        </button>
      )}
    </>
  );
}

function SourceLine({ source: { dataset, url, retrievedAt, statementId, quote, grade } }: { readonly source: Source }) {
  // Only what leads to a page is a link: an address may come from a hostile file.
  const isPage = url !== null && /^https?:\/\//i.test(url);
  return (
    <>
      {isPage ? (
        <a href={url} rel="noopener noreferrer nofollow" target="_blank">
          <bdi>{dataset}</bdi>
        </a>
      ) : (
        <Text text={url === null ? dataset : `${dataset}, ${url}`} />
      )}{' '}
      <span class={`grade ${grade}`}>{plain(grade)}</span>
      {retrievedAt !== null && <span class="faint"> {retrievedAt}</span>}
      {url === null && quote === null && statementId !== null && (
        <span class="faint">
          {' '}
          <Text text={statementId} />
        </span>
      )}
      {quote !== null && (
        <q>
          <Text text={quote} />
        </q>
      )}
    </>
  );
}

/** "Open this as a query": the same question in the playground. */
export function AsQuery({ query, variables }: { readonly query: string; readonly variables: unknown }) {
  const params = new URLSearchParams({ query, variables: JSON.stringify(variables, null, 2) });
  return (
    <a class="quiet" href={`/playground#${params}`}>
      Open as a query
    </a>
  );
}

export function Field({
  label,
  children,
}: {
  readonly label: string;
  readonly children: (id: string) => ComponentChildren;
}) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children(id)}
    </div>
  );
}
