import type { Inquiry } from './inquiry.js';
import { plainName } from './model/name.js';
import type { Party, PartyId } from './model/party.js';
import { farWays, nearWays, type Way } from './names/keys.js';
import { type ReadName, readAsked, readName } from './names/readings.js';
import { CLEAR_BY, LIKELY, type Scored, scored } from './names/score.js';

/** A party that may be meant by a name. */
export interface Candidate extends Scored {
  readonly party: Party;
  /** The name of it that is most alike. */
  readonly name: string;
}

export interface Candidates {
  /** Those that are likely, the most alike first; of equals by id. */
  readonly likely: readonly Candidate[];
  /** The highest score of which there may be others that were not looked at; 0 where none is left. */
  readonly unseen: number;
}

/** Names that the index gives for one way to look: of names that are nearly the same, and of others. */
export const MOST_NEAR = 100;
export const MOST_FAR = 50;
/** Of what it gives, parties whose names are read in full. */
const MOST_READ = 50;
/** A name as the index has it lacks little of how it was stated. */
const SLACK = 0.02;

/**
 * Parties that may be meant by a name: by likeness, and operators of a product that is called so. `all`: also those that are
 * less alike than one that stands clear of them.
 */
export async function candidates(inquiry: Inquiry, name: string, all: boolean): Promise<Candidates> {
  const asked = readAsked(name);
  if (asked.readings.length === 0) return { likely: [], unseen: 0 };
  const [near, operators, supposed] = await Promise.all([
    hits(inquiry, asked, nearWays(asked), MOST_NEAR),
    operatorsOf(inquiry, name),
    inquiry.gatherer.supposedParties(),
  ]);
  const further = farWays(asked);
  const isClear =
    !all && best(near) - CLEAR_BY >= Math.max(...further.map(({ most, narrower }) => narrower?.most ?? most));
  const far = isClear ? NO_HITS : await hits(inquiry, asked, further, MOST_FAR);
  const { scores, unseen } = both(near, far);
  const ranked = [...scores].filter(([, score]) => score >= LIKELY - SLACK).sort(byScore);
  const [leftOut] = ranked.slice(MOST_READ);
  const ids = [...ranked.slice(0, MOST_READ).map(([id]) => id), ...supposed, ...operators.keys()];
  const parties = await Promise.all([...new Set(ids)].map((id) => inquiry.gatherer.party({ id })));
  // Names as the index has them may lead to one party by several ids.
  const found = new Map(parties.flatMap((party) => (party === null ? [] : [[party.id, party] as const])));
  const likely = [...found.values()].map((party) => likeness(asked, party, operators.get(party.id)));
  return {
    likely: likely.filter(({ score }) => score >= LIKELY).sort(byRank),
    unseen: Math.max(unseen, leftOut?.[1] ?? 0),
  };
}

interface Hits {
  /** The best of any name that a party bears. */
  readonly scores: ReadonlyMap<PartyId, number>;
  readonly unseen: number;
}

const NO_HITS: Hits = { scores: new Map(), unseen: 0 };

function best({ scores, unseen }: Hits): number {
  return unseen > 0 ? 0 : Math.max(0, ...scores.values());
}

async function hits(inquiry: Inquiry, asked: ReadName, ways: readonly Way[], first: number): Promise<Hits> {
  const answers = await Promise.all(ways.map(({ allOf }) => inquiry.gatherer.alike({ allOf }, first)));
  const scores = new Map<PartyId, number>();
  const known = new Map<string, number>();
  for (const { plain, party } of answers.flatMap(({ names }) => names)) {
    const score = known.get(plain) ?? scored(asked, readName(plain)).score;
    known.set(plain, score);
    scores.set(party, Math.max(score, scores.get(party) ?? 0));
  }
  const cut = ways.filter((_, index) => answers[index]?.cut);
  const unseen = Math.max(0, ...cut.map(({ most }) => most));
  const narrower = cut.flatMap((way) => way.narrower ?? []);
  return narrower.length === 0
    ? { scores, unseen }
    : both({ scores, unseen }, await hits(inquiry, asked, narrower, first));
}

function both(one: Hits, other: Hits): Hits {
  const scores = new Map(one.scores);
  for (const [party, score] of other.scores) scores.set(party, Math.max(score, scores.get(party) ?? 0));
  return { scores, unseen: Math.max(one.unseen, other.unseen) };
}

/** Who operates a product of that name, with what it is called. */
async function operatorsOf(inquiry: Inquiry, name: string): Promise<ReadonlyMap<PartyId, string>> {
  const products = await inquiry.productsNamed(name);
  return new Map(products.flatMap((product) => inquiry.operatorsAt(product).map((id) => [id, product.name] as const)));
}

function likeness(asked: ReadName, party: Party, product: string | undefined): Candidate {
  const names = [{ text: party.name, kind: null }, ...party.names];
  const compared = names.map(({ text, kind }) => ({ name: text, ...scored(asked, readName(text), kind) }));
  if (product !== undefined) compared.push({ name: product, score: 1, why: ['it operates a product of that name'] });
  const [first] = compared.sort((a, b) => b.score - a.score) as [Scored & { readonly name: string }];
  return { party, ...first };
}

function byScore([a, score]: readonly [PartyId, number], [b, other]: readonly [PartyId, number]): number {
  return other - score || (a < b ? -1 : 1);
}

function byRank(a: Candidate, b: Candidate): number {
  return byScore([a.party.id, a.score], [b.party.id, b.score]);
}

/** Whether a text has anything by which a name could be found. */
export function isName(text: string): boolean {
  return plainName(text) !== '';
}
