import { badInput } from './errors.js';
import type { Inquiry } from './inquiry.js';
import type { Verdict } from './model/ruling.js';
import { formatPercent, type Units } from './model/share.js';
import { checkFirst, connection, cursorOf, keyOf } from './paging.js';
import { verdictOf } from './rules/ruling.js';
import type { Solution } from './rules/solution.js';
import type { Connection, Edge, RulingView } from './views.js';

/** Of all parties those whose rulings are wanted; what is left out admits everybody. */
export interface RulingsAsked {
  readonly policy: string;
  readonly verdict?: Verdict | null | undefined;
  readonly incorporatedIn?: string | null | undefined;
  readonly shareFrom?: Units | null | undefined;
  readonly shareTo?: Units | null | undefined;
}

/** The rulings of the whole graph that are asked for, by id of the party; how many there are is counted when asked. */
export async function rulings(
  inquiry: Inquiry,
  asked: RulingsAsked,
  first: number,
  after?: string | null,
): Promise<Connection<RulingView>> {
  checkFirst(first);
  checkShares(asked);
  const key = keyOf(after);
  const solution = await inquiry.everybody(asked.policy);
  const isWanted = wanted(inquiry, asked, solution);
  const { parties } = solution.frame.graph;
  const edges: Edge<RulingView>[] = [];
  for (let node = key === null ? 0 : firstAfter(parties, key); node < parties.length; node += 1) {
    if (!isWanted(node)) continue;
    edges.push({ cursor: cursorOf(parties[node]?.id as string), node: inquiry.rulingOf(solution, node) });
    // One more than the page holds tells that there is a next one.
    if (edges.length > first) break;
  }
  const count = (): number => parties.reduce((sum, _, node) => sum + (isWanted(node) ? 1 : 0), 0);
  return connection(edges.slice(0, first), edges.length > first, key !== null, count);
}

function checkShares({ shareFrom, shareTo }: RulingsAsked): void {
  if (shareFrom == null || shareTo == null || shareFrom <= shareTo) return;
  throw badInput(
    `shareFrom, shareTo: no share lies from ${formatPercent(shareFrom)} to ${formatPercent(shareTo)}; the first has to be the smaller.`,
  );
}

function wanted(inquiry: Inquiry, asked: RulingsAsked, solution: Solution): (node: number) => boolean {
  const { verdict, incorporatedIn, shareFrom, shareTo } = asked;
  const places = incorporatedIn == null ? null : new Set(inquiry.rulebook.atlas.codesWithin(incorporatedIn));
  const { parties } = solution.frame.graph;
  return (node) => {
    if (verdict != null && verdictOf(solution, node) !== verdict) return false;
    if (places !== null && parties[node]?.incorporatedIn.some((code) => places.has(code.toUpperCase())) !== true)
      return false;
    if (shareFrom == null && shareTo == null) return true;
    const share = solution.restrictedShare(node);
    return (shareFrom == null || share.min >= shareFrom) && (shareTo == null || share.max <= shareTo);
  };
}

/** Where the parties after an id begin; they are in the order of their ids. */
function firstAfter(parties: readonly { readonly id: string }[], id: string): number {
  let [low, high] = [0, parties.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((parties[middle]?.id as string) <= id) low = middle + 1;
    else high = middle;
  }
  return low;
}
