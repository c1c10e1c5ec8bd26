import type { NamesFound, NameWay, ReadAt } from '../store.js';
import { unescaped } from '../writing/text.js';
import type { Connection } from './connection.js';
import { visible } from './cypher.js';

// The index gives the names that have the rarest keys first; one that nobody bears any more takes a place.
const ALIKE = `
  UNWIND range(0, size($questions) - 1) AS index
  CALL (index) {
    CALL db.index.fulltext.queryNodes('name_keys', $questions[index], {limit: $most}) YIELD node
    WITH collect(node) AS nodes
    UNWIND nodes AS node
    OPTIONAL MATCH (node)<-[by:NAMED]-(p:Party) WHERE ${visible('by')}
    RETURN node.plain AS plain, p.id AS party, size(nodes) AS found
  }
  RETURN index, found, plain, party`;

/** A full-text question for one of each list of keys, which are letters and digits. */
function questionOf({ allOf }: NameWay): string {
  return allOf.map((keys) => `+(${keys.map((key) => `"${key}"`).join(' ')})`).join(' ');
}

type Found = readonly [index: number, found: number, plain: string, party: string | null];

export async function alike(
  connection: Connection,
  ways: readonly NameWay[],
  at: ReadAt,
  first: number,
): Promise<NamesFound[]> {
  const parameters = { questions: ways.map(questionOf), revision: at.revision, most: first + 1 };
  const rows = (await connection.read(ALIKE, parameters, at.deadlineAt)) as readonly unknown[] as Found[];
  const answers = ways.map(() => ({ names: [] as { plain: string; party: string }[], cut: false }));
  for (const [index, found, plain, party] of rows) {
    const answer = answers[index] as (typeof answers)[number];
    answer.cut ||= found > first;
    if (party !== null) answer.names.push({ plain: unescaped(plain), party: unescaped(party) });
  }
  return answers.map(({ names, cut }) => ({ names: names.slice(0, first), cut: cut || names.length > first }));
}
