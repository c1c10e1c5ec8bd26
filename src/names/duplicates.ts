import type { PartyId } from '../model/party.js';
import { Blocks, type Crowd, LARGEST_BLOCK } from './blocks.js';
import { COMPARISONS, type Comparison, type Pair } from './comparisons.js';
import { alikeBy } from './likeness.js';
import { keysOf, type Profile } from './profile.js';
import { WordCounts } from './wordCounts.js';

/** Two parties that are probably one. Nothing is done about it. */
export interface Proposal {
  /** The one recorded first. */
  readonly into: Profile;
  readonly other: Profile;
  readonly score: number;
  readonly why: readonly string[];
}

export interface Duplicates {
  /** The highest score first. */
  readonly proposals: readonly Proposal[];
  /** Names that so many bear that nobody was compared by them. */
  readonly crowds: readonly Crowd[];
}

/** Parties as they come, each with whoever holds an interest in it. */
export interface Some {
  readonly parties: readonly { readonly id: PartyId; readonly profile: () => Profile }[];
  readonly held: readonly (readonly [holder: PartyId, subject: PartyId])[];
}

/**
 * Pairs whose score reaches the bar. The parties are read twice, in the same order: first for the keys of their names, then
 * for those that share one, which alone are kept.
 */
export async function duplicates(everybody: () => AsyncIterable<Some>, bar: number): Promise<Duplicates> {
  const blocks = new Blocks();
  const words = new WordCounts();
  let count = 0;
  for await (const { parties } of everybody()) {
    for (const { profile } of parties) {
      const { names } = profile();
      for (const key of new Set(names.flatMap(keysOf))) blocks.add(key, count);
      words.add(new Set(names.flatMap((name) => name.words)));
      count += 1;
    }
  }
  const shared = [...blocks.shared()];
  const { kept, related } = await keep(everybody, shared, count);
  const proposals = new Map<string, Proposal>();
  const crowds: Crowd[] = [];
  for (const block of shared) {
    if (block.length > LARGEST_BLOCK) {
      crowds.push({ key: commonKey(block.flatMap((each) => kept.get(each) ?? [])), parties: block.length });
      continue;
    }
    for (const [index, number] of block.entries()) {
      for (const later of block.slice(index + 1)) {
        const key = `${number} ${later}`;
        if (proposals.has(key)) continue;
        const [one, other] = [kept.get(number) as Profile, kept.get(later) as Profile];
        const alike = alikeBy(one, other);
        if (alike === null) continue;
        const pair = {
          ...{ one, other, alike, related: related.has(bothOf(one.id, other.id)), namesakes: block.length },
          common: alike.one.words.every((word) => words.isCommon(word)),
        };
        const { score, why } = compared(pair);
        if (score >= bar) proposals.set(key, { into: one, other, score, why });
      }
    }
  }
  return { proposals: [...proposals.values()].sort((a, b) => b.score - a.score), crowds };
}

/** The sum of what holds, and what that is, in words. */
export function compared(
  pair: Pair,
  by: readonly Comparison[] = COMPARISONS,
): { readonly score: number; readonly why: readonly string[] } {
  const holding = by.filter((comparison) => comparison.holds(pair));
  return {
    score: holding.reduce((sum, { points }) => sum + points, 0),
    why: holding.map((comparison) => comparison.says(pair)),
  };
}

async function keep(
  everybody: () => AsyncIterable<Some>,
  shared: readonly (readonly number[])[],
  count: number,
): Promise<{ readonly kept: ReadonlyMap<number, Profile>; readonly related: ReadonlySet<string> }> {
  const wanted = new Uint8Array(count);
  // Of a crowd two tell which name it is.
  for (const block of shared)
    for (const number of block.length > LARGEST_BLOCK ? block.slice(0, 2) : block) wanted[number] = 1;
  const kept = new Map<number, Profile>();
  const related = new Set<string>();
  let number = 0;
  for await (const { parties, held } of everybody()) {
    const here = new Set<PartyId>();
    for (const { id, profile } of parties) {
      if (wanted[number] === 1) {
        kept.set(number, profile());
        here.add(id);
      }
      number += 1;
    }
    for (const [holder, subject] of held) if (here.has(subject)) related.add(bothOf(holder, subject));
  }
  return { kept, related };
}

function bothOf(one: PartyId, other: PartyId): string {
  return one < other ? `${one}\u0000${other}` : `${other}\u0000${one}`;
}

/** The key that all of them have. */
function commonKey(profiles: readonly Profile[]): string {
  const [first, second] = profiles;
  const theirs = new Set(second?.names.flatMap(keysOf));
  return (first?.names.flatMap(keysOf).find((key) => theirs.has(key)) ?? first?.name ?? '').replace(/^~/, '');
}
