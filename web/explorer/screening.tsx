import { useEffect, useState } from 'preact/hooks';
import { ask, because } from './ask.js';
import { blobOf, save } from './downloads.js';
import type { TabProps } from './later.js';
import { csvOf, type Line, subjectsOf } from './list.js';
import { AsQuery, Light, Panel, PartyLink, SENTENCE, Text } from './pieces.js';
import { type Outcome, SCREEN, type ScreenedAll } from './questions.js';
import { counted, VERDICTS } from './words.js';

const AT_ONCE = 200;
const MOST_SHOWN = 500;
const EXAMPLE =
  'name\nTencent Music Entertainment Group\nSPRING (SG) PTE. LTD.\nTikTok USDS Joint Venture LLC\nNo Such Company';

/** A list pasted or dropped, a light for each line, and the result as a file. */
export default function Screening({ place, policies }: TabProps) {
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<readonly string[]>([place.policy]);
  const [lines, setLines] = useState<readonly Line[]>([]);
  const [under, setUnder] = useState<readonly string[]>([]);
  const [progress, setProgress] = useState<string | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  useEffect(() => {
    document.title = 'Screen a list · Controlgraph';
  }, []);

  const take = async (file: File | undefined): Promise<void> => {
    if (file !== undefined) setText(await file.text());
  };
  const screen = async (): Promise<void> => {
    setFault(null);
    setLines([]);
    setUnder(chosen);
    try {
      const subjects = subjectsOf(text);
      if (subjects.length === 0) throw new Error('There is no line to screen.');
      const done: Line[] = [];
      for (let from = 0; from < subjects.length; from += AT_ONCE) {
        setProgress(`${from} of ${subjects.length} screened…`);
        const part = subjects.slice(from, from + AT_ONCE);
        const asked = part.map(({ key }, index) => ({ ref: String(from + index), ...key }));
        // What one part of the list meets is said at its lines, and the others are asked all the same.
        const told = await ask<ScreenedAll>(SCREEN, { subjects: asked, policies: chosen }).catch(because);
        const byRef = new Map(
          typeof told === 'string' ? [] : told.screen.map((result) => [result.ref, result] as const),
        );
        const failed = typeof told === 'string' ? told : 'The service left this line out.';
        for (const [index, subject] of part.entries()) {
          const result = byRef.get(String(from + index)) ?? null;
          done.push({ subject, result, failed: result === null ? failed : null });
        }
        setLines([...done]);
      }
    } catch (error) {
      setFault(because(error));
    }
    setProgress(null);
  };

  return (
    <>
      <h1>Screen a list</h1>
      <Panel title="The list" id="list">
        <p class="faint">
          A name or an LEI a line; or CSV whose first line names its columns: ref, id, lei, name, product, jurisdiction.
          It goes to this service and nowhere else.
        </p>
        <div
          class="drop"
          onDragOver={(event) => event.preventDefault()}
          onDrop={(event) => {
            event.preventDefault();
            take(event.dataTransfer?.files[0]).catch((error: unknown) => setFault(because(error)));
          }}
        >
          <label for="lines">Paste it here, or drop a file</label>
          <textarea
            id="lines"
            rows={8}
            spellcheck={false}
            placeholder={EXAMPLE}
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
          />
        </div>
        <fieldset>
          <legend>Under which policies</legend>
          {policies.map(({ id, name }) => (
            <label key={id}>
              <input
                type="checkbox"
                checked={chosen.includes(id)}
                onChange={() => setChosen(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id])}
              />{' '}
              {name}
            </label>
          ))}
        </fieldset>
        <p class="actions">
          <button
            type="button"
            class="main"
            disabled={progress !== null || text.trim() === '' || chosen.length === 0}
            onClick={() => void screen()}
          >
            Screen
          </button>
          <label class="button">
            <input
              type="file"
              class="unseen"
              accept=".csv,.txt,.tsv,text/*"
              onChange={(event) =>
                take(event.currentTarget.files?.[0]).catch((error: unknown) => setFault(because(error)))
              }
            />
            Choose a file
          </label>
          <button type="button" onClick={() => setText(EXAMPLE)}>
            An example
          </button>
        </p>
        <p role="status">{progress}</p>
        {fault !== null && (
          <div class="failed" role="alert">
            <p>
              <strong>Not screened.</strong> <Text text={fault} most={SENTENCE} />
            </p>
          </div>
        )}
      </Panel>
      {lines.length > 0 && <Results lines={lines} under={under} place={place} isWhole={progress === null} />}
    </>
  );
}

const OUTCOMES: Readonly<Record<Outcome, string>> = {
  FOUND: 'Found',
  AMBIGUOUS: 'Several bear this name',
  NOT_FOUND: 'Not recorded: no clearance',
  INVALID: 'Cannot be screened as it stands',
};

interface ResultsProps extends Pick<TabProps, 'place'> {
  readonly lines: readonly Line[];
  readonly under: readonly string[];
  readonly isWhole: boolean;
}

function Results({ lines, under, place, isWhole }: ResultsProps) {
  const counts = Object.entries(VERDICTS).map(([verdict, { words }]) => {
    const count = lines.filter(({ result }) => result?.overall === verdict).length;
    return `${count} ${words.toLowerCase()}`;
  });
  const open = lines.filter(({ result }) => result === null || result.overall === null).length;
  const variables = {
    subjects: lines.slice(0, AT_ONCE).map(({ subject: { ref, key } }) => ({ ref, ...key })),
    policies: under,
  };
  return (
    <Panel
      title="What became of it"
      id="results"
      beside={
        <div class="actions">
          <button
            type="button"
            disabled={!isWhole}
            onClick={() => save('screened.csv', blobOf(`\uFEFF${csvOf(lines, under)}`, 'text/csv'))}
          >
            Download CSV
          </button>
          <AsQuery query={SCREEN} variables={variables} />
        </div>
      }
    >
      <p role="status">
        {counted(lines.length, 'line', 'lines')}: {counts.join(', ')}, {open} without a verdict.
      </p>
      <div class="wide" tabIndex={0} role="region" aria-label="Lines screened">
        <table>
          <thead>
            <tr>
              <th scope="col">Ref</th>
              <th scope="col">Asked</th>
              <th scope="col">Overall</th>
              <th scope="col">Party</th>
              {under.length > 1 && <th scope="col">By policy</th>}
            </tr>
          </thead>
          <tbody>
            {lines.slice(0, MOST_SHOWN).map((line, index) => (
              <tr key={index}>
                <td>
                  <Text text={line.subject.ref} />
                </td>
                <th scope="row">
                  <Text text={line.subject.said} />
                </th>
                <td>
                  <Outcomed line={line} />
                </td>
                <td>
                  {line.result?.match && <PartyLink party={line.result.match.party} place={place} />}
                  {line.result?.alternatives.map(({ party, verdicts }) => (
                    <div key={party.id}>
                      {line.result?.outcome === 'AMBIGUOUS' ? 'perhaps' : 'also'}{' '}
                      <PartyLink party={party} place={place} />
                      {verdicts.map(({ verdict, policy }) => (
                        <div key={policy.id}>
                          <Light verdict={verdict} /> {under.length > 1 && <code>{policy.id}</code>}
                        </div>
                      ))}
                    </div>
                  ))}
                </td>
                {under.length > 1 && (
                  <td>
                    {line.result?.verdicts.map(({ verdict, policy }) => (
                      <div key={policy.id}>
                        <Light verdict={verdict} /> <code>{policy.id}</code>
                      </div>
                    ))}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {lines.length > MOST_SHOWN && <p class="faint">The first {MOST_SHOWN} are shown; the file has all.</p>}
    </Panel>
  );
}

function Outcomed({ line: { result, failed } }: { readonly line: Line }) {
  if (result === null)
    return (
      <span class="faint">
        <strong>Not answered.</strong> <Text text={failed ?? ''} most={SENTENCE} />
      </span>
    );
  if (result.overall !== null) return <Light verdict={result.overall} />;
  return (
    <>
      <span class="light none">
        <span class="sign" aria-hidden="true">
          !
        </span>
        {OUTCOMES[result.outcome]}
      </span>
      {result.problem !== null && (
        <div class="faint">
          <Text text={result.problem.message} most={SENTENCE} />
        </div>
      )}
    </>
  );
}
