import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { ask, because } from './ask.js';
import { type PartyBrief, SEARCH, type Searched } from './questions.js';
import { beginning, plain } from './words.js';

interface Choice {
  readonly party: PartyBrief;
  /** What it was found by, where that is not its name. */
  readonly by: string;
}

type Found =
  | { readonly state: 'idle' | 'asking' }
  | { readonly state: 'found'; readonly choices: readonly Choice[] }
  | { readonly state: 'failed'; readonly why: string };

interface SearchProps {
  /** What may be typed, for who cannot see the hint. */
  readonly words: string;
  readonly hint: string;
  readonly chosen: (party: PartyBrief) => void;
}

/** One box for companies, people, products and identifiers: a combobox with a list (ARIA Authoring Practices). */
export function Search({ words, hint, chosen }: SearchProps) {
  const [text, setText] = useState('');
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const found = useFound(text.trim());
  const list = useId();
  const input = useRef<HTMLInputElement>(null);
  const choices = found.state === 'found' ? found.choices : [];
  const isShown = isOpen && text.trim() !== '' && found.state !== 'idle';

  const choose = (choice: Choice | undefined): void => {
    if (choice === undefined) return;
    setOpen(false);
    setText('');
    input.current?.blur();
    chosen(choice.party);
  };
  const press = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && choices.length > 0) {
      event.preventDefault();
      setOpen(true);
      setActive((active + step + choices.length + (active < 0 && step < 0 ? 1 : 0)) % choices.length);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      choose(choices[Math.max(active, 0)]);
    } else if (event.key === 'Escape') {
      setOpen(false);
      setActive(-1);
    }
  };

  return (
    <search class="search">
      <label for={`${list}-input`} class="unseen">
        {words}
      </label>
      <input
        id={`${list}-input`}
        ref={input}
        type="text"
        role="combobox"
        autocomplete="off"
        spellcheck={false}
        placeholder={hint}
        aria-expanded={isShown}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={isShown && active >= 0 ? `${list}-${active}` : undefined}
        value={text}
        onInput={(event) => {
          setText(event.currentTarget.value);
          setOpen(true);
          setActive(-1);
        }}
        onKeyDown={press}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
      />
      <ul id={list} role="listbox" aria-label="Found" hidden={!isShown || choices.length === 0}>
        {choices.map((choice, index) => (
          <li
            key={choice.party.id}
            id={`${list}-${index}`}
            role="option"
            aria-selected={index === active}
            // The press would take the focus, and with it the list, before the click.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => choose(choice)}
          >
            <bdi class="name">{beginning(choice.party.name, 120)}</bdi>
            <span class="faint">
              {[
                plain(choice.party.__typename),
                ...choice.party.headquarters.map(({ jurisdiction }) => jurisdiction.name),
              ].join(', ')}
              {choice.by !== '' && (
                <>
                  {' · '}
                  <bdi>{beginning(choice.by, 80)}</bdi>
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
      <p class={isShown && choices.length === 0 ? 'nothing' : 'unseen'} role="status">
        {isShown ? said(found) : ''}
      </p>
    </search>
  );
}

function said(found: Found): string {
  if (found.state === 'asking') return 'Searching…';
  if (found.state === 'failed') return found.why;
  if (found.state !== 'found') return '';
  if (found.choices.length > 0) return `${found.choices.length} found`;
  return 'Nobody of that name is recorded. That is no clearance: who is not recorded is not known.';
}

const PAUSE_MS = 120;

function useFound(text: string): Found {
  const [told, setTold] = useState<{ text: string; found: Found }>({ text: '', found: { state: 'idle' } });
  useEffect(() => {
    if (text === '') return;
    const leaving = new AbortController();
    const asking = setTimeout(() => {
      ask<Searched>(SEARCH, { name: text }, leaving.signal).then(
        (answer) => setTold({ text, found: { state: 'found', choices: choicesOf(answer) } }),
        (error: unknown) => {
          if (leaving.signal.aborted) return;
          setTold({ text, found: { state: 'failed', why: `No answer: ${because(error)}` } });
        },
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(asking);
      leaving.abort();
    };
  }, [text]);
  if (text === '') return { state: 'idle' };
  return told.text === text ? told.found : { state: 'asking' };
}

/** Operators of a product of that name first, then parties; each party once. */
function choicesOf({ search, product }: Searched): Choice[] {
  const choices = new Map<string, Choice>();
  for (const { operator } of product?.operators ?? [])
    choices.set(operator.id, { party: operator, by: `operates ${product?.name}` });
  for (const { party, matchedName } of search)
    if (!choices.has(party.id)) choices.set(party.id, { party, by: matchedName === party.name ? '' : matchedName });
  return [...choices.values()];
}
