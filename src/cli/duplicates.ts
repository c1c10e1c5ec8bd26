import { badInput } from '../errors.js';
import { dateOf } from '../model/date.js';
import { duplicates, type Proposal, type Some } from '../names/duplicates.js';
import { type Profile, profileOf } from '../names/profile.js';
import { legalForms } from '../names/shipped.js';
import { partyAsOf } from '../rules/party.js';
import { readConfig } from '../server/config.js';
import { openedStore } from '../server/openedStore.js';
import type { Store } from '../store/store.js';

export interface DuplicatesOptions {
  readonly db?: string;
  readonly json?: boolean;
  readonly min: string;
}

const PIECE_WITHIN_MS = 120_000;
const SAID_EVERY = 50_000;

/** Proposes pairs of parties that are probably one, by name and place; changes nothing. */
export async function proposeDuplicates({ db, json, min }: DuplicatesOptions): Promise<void> {
  if (!/^\d{1,3}$/.test(min)) throw badInput(`--min: expected a score from 0 to 100, came ${JSON.stringify(min)}.`);
  const store = await openedStore(readConfig(process.env), db);
  try {
    const revision = await store.revision();
    const { proposals, crowds } = await duplicates(() => everybody(store, revision), Number(min));
    if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
    for (const proposal of proposals)
      process.stdout.write(json === true ? `${JSON.stringify(asJson(proposal))}\n` : `${asText(proposal)}\n`);
    for (const { key, parties } of crowds)
      process.stderr.write(`Not compared: ${parties} parties share the name ${visible(JSON.stringify(key))}.\n`);
    if (json !== true) process.stdout.write(`${counted(proposals.length)} at ${min} or more; none is applied.\n`);
  } finally {
    await store.close();
  }
}

/** All parties as they are today, by their interests of any day: who held the other once is still another. */
async function* everybody(store: Store, revision: number): AsyncGenerator<Some> {
  const today = dateOf(new Date());
  const forms = legalForms();
  let read = 0;
  for await (const { parties, interests } of store.whole({ asOf: null, revision }, PIECE_WITHIN_MS)) {
    yield {
      parties: parties
        .filter(({ statements }) => statements.length > 0)
        .map(({ id, statements }) => ({ id, profile: () => profileOf(partyAsOf(id, statements, today), forms) })),
      held: interests.flatMap(({ interestedParty, subject }) =>
        interestedParty === null ? [] : [[interestedParty, subject] as const],
      ),
    };
    const before = Math.floor(read / SAID_EVERY);
    read += parties.length;
    if (process.stderr.isTTY && Math.floor(read / SAID_EVERY) > before)
      process.stderr.write(`\r${read} parties read …`);
  }
}

function asJson({ into, other, score, why }: Proposal): object {
  return { score, parties: [into, other].map(shown), why, command: command(into, other, why) };
}

function shown({ id, name, kind, incorporatedIn, headquarters }: Profile): object {
  return { id, name, kind, incorporatedIn, headquarters };
}

function asText({ into, other, score, why }: Proposal): string {
  const lines = [into, other].map((party) => `${party.name} (${party.id})${placesOf(party)}`);
  const [first, second] = lines.map(visible);
  return [
    `${String(score).padStart(3)}  ${first}`,
    `     ${second}`,
    `     ${visible(why.join('; '))}`,
    `     ${command(into, other, why)}`,
    '',
  ].join('\n');
}

function placesOf({ incorporatedIn, headquarters }: Profile): string {
  const places = [
    ...(incorporatedIn.length > 0 ? [`incorporated in ${incorporatedIn.join(', ')}`] : []),
    ...(headquarters.length > 0 ? [`headquartered in ${headquarters.join(', ')}`] : []),
  ];
  return places.length === 0 ? '' : `, ${places.join(', ')}`;
}

function command(into: Profile, other: Profile, why: readonly string[]): string {
  return `controlgraph merge ${[into.id, other.id].map(word).join(' ')} --because ${word(why.join('; '))}`;
}

/** A text as one word of a shell; what a terminal would not show stands as an escape that no shell takes for the letter. */
function word(text: string): string {
  return /^[\w.:/@%+=,][\w.:/@%+=,-]*$/.test(text) ? text : `'${visible(text).replaceAll("'", `'\\''`)}'`;
}

/** Control and direction marks, which would let a name show itself as another, as escapes. */
function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (mark) => `\\u{${(mark.codePointAt(0) as number).toString(16)}}`);
}

function counted(proposals: number): string {
  return proposals === 1 ? '1 proposal' : `${proposals} proposals`;
}
