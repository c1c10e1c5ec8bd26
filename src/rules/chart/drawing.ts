import type { Interest } from '../../model/interest.js';
import type { Verdict } from '../../model/ruling.js';
import { type Bounds, formatPercent, saysNothing } from '../../model/share.js';
import { describeInterest } from '../explanation.js';
import { nodeSeed } from '../frame.js';
import { at } from '../graph.js';
import type { Solution } from '../solution.js';
import { visible } from './visible.js';

/** A party of a drawing, in words: nothing is said by colour or shape alone. */
export interface DrawnParty {
  /** Plain characters, for the languages of charts; steady for the same proof. */
  readonly key: string;
  /** The whole name, without control characters. */
  readonly name: string;
  /** "headquartered in CN"; empty where no place is recorded. */
  readonly place: string;
  readonly shape: 'COMPANY' | 'PERSON' | 'STATE' | 'ARRANGEMENT' | 'UNNAMED';
  /** What it is in the proof, by what it is itself: the subject, restricted, possibly so, or neither. */
  readonly role: 'SUBJECT' | 'RESTRICTED' | 'POSSIBLE' | 'NONE';
}

/** An interest of a drawing, from the holder down to its subject. */
export interface DrawnInterest {
  readonly from: string;
  readonly to: string;
  /** "25 %", "votes > 25–50 %", "reported parent". */
  readonly label: string;
  /** The same as a clause: "A holds more than 25 and at most 50 % of the votes of B". */
  readonly words: string;
  /** The share is not exactly recorded, or the holder not named. */
  readonly isUnknown: boolean;
}

/** The proof of a ruling to be drawn: what makes the difference, and nothing else. */
export interface Drawing {
  readonly title: string;
  readonly verdict: Verdict;
  /** The subject first, then by distance. */
  readonly parties: readonly DrawnParty[];
  readonly interests: readonly DrawnInterest[];
  /** Parties of the proof that are left out, the farthest ones. */
  readonly leftOut: number;
}

export const MOST_DRAWN = 60;

export function drawing(
  solution: Solution,
  subject: number,
  verdict: Verdict,
  proof: { readonly nodes: readonly number[]; readonly edges: readonly number[] },
): Drawing {
  const { graph, setting } = solution.frame;
  const nodes = proof.nodes.slice(0, MOST_DRAWN);
  const drawn = new Set(nodes);
  const keys = keysOf(nodes, (node) => graph.parties[node]?.id ?? `?${node}`);
  const parties = nodes.map((node): DrawnParty => {
    const party = graph.parties[node];
    const key = keys.get(node) as string;
    if (party === undefined) return { key, name: 'not named', place: '', shape: 'UNNAMED', role: 'POSSIBLE' };
    const places = party.headquarters.map((located) => located.jurisdiction);
    const { state } = nodeSeed(graph, setting, node);
    const byItself = state === 'CERTAIN' ? 'RESTRICTED' : state === 'POSSIBLE' ? 'POSSIBLE' : 'NONE';
    return {
      key,
      name: visible(party.name),
      place: places.length === 0 ? '' : `${PLACED[party.kind]} ${places.join(', ')}`,
      shape: party.kind,
      role: node === subject ? 'SUBJECT' : byItself,
    };
  });
  const edges = proof.edges.filter((edge) => drawn.has(at(graph.holder, edge)) && drawn.has(at(graph.subject, edge)));
  const interests = edges
    .sort((a, b) => a - b)
    .map((edge): DrawnInterest => {
      const interest = graph.interests[edge] as Interest;
      const name = (node: number): string => visible(graph.parties[node]?.name ?? 'somebody who is not named');
      return {
        from: keys.get(at(graph.holder, edge)) as string,
        to: keys.get(at(graph.subject, edge)) as string,
        label: labelOf(interest),
        words: describeInterest(interest, name(at(graph.holder, edge)), name(at(graph.subject, edge))),
        isUnknown: interest.share.min !== interest.share.max || interest.interestedParty === null,
      };
    });
  const name = visible(graph.parties[subject]?.name ?? '');
  const title = `${name}: ${IN_WORDS[verdict]} under ${visible(setting.policy.name)} as of ${graph.asOf}`;
  return { title, verdict, parties, interests, leftOut: proof.nodes.length - nodes.length };
}

export const IN_WORDS: Readonly<Record<Verdict, string>> = {
  RESTRICTED: 'restricted',
  INDETERMINATE: 'indeterminate',
  NOT_RESTRICTED: 'not restricted',
};

const PLACED = { COMPANY: 'headquartered in', PERSON: 'resident in', STATE: 'of', ARRANGEMENT: 'seated in' } as const;

const KIND: Readonly<Partial<Record<Interest['type'], string>>> = {
  SHAREHOLDING: '',
  VOTING_RIGHTS: 'votes',
  PROFIT_RIGHTS: 'profits',
  BOARD_APPOINTMENT: 'board seats',
  CONDITIONAL_RIGHTS: 'conditional rights',
};

function labelOf({ type, share }: Interest): string {
  const kind = KIND[type];
  if (kind === undefined) return type.toLowerCase().replaceAll('_', ' ');
  return kind === '' ? short(share) : `${kind} ${short(share)}`;
}

function short(share: Bounds): string {
  if (share.min === share.max) return `${formatPercent(share.min)} %`;
  if (saysNothing(share)) return 'unknown share';
  return `${share.minExclusive ? '> ' : ''}${formatPercent(share.min)}–${share.maxExclusive ? '< ' : ''}${formatPercent(share.max)} %`;
}

/** A key of plain letters that a party keeps whatever else is drawn, by a hash of its id; a number tells equals apart. */
function keysOf(nodes: readonly number[], idOf: (node: number) => string): Map<number, string> {
  const taken = new Set<string>();
  const keys = new Map<number, string>();
  for (const node of nodes) {
    const base = `p${hash(idOf(node)).toString(36)}`;
    let key = base;
    for (let turn = 2; taken.has(key); turn += 1) key = `${base}_${turn}`;
    taken.add(key);
    keys.set(node, key);
  }
  return keys;
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1)
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193) >>> 0;
  return value;
}
