import type { Inquiry } from './inquiry.js';
import { checkFirst, pageOf } from './paging.js';
import { cyclesOf } from './rules/ownership.js';
import type { Connection, CycleView } from './views.js';

/** Who owns each other in a circle, in the whole graph, by the least id in the circle. */
export async function cycles(inquiry: Inquiry, first: number, after?: string | null): Promise<Connection<CycleView>> {
  checkFirst(first);
  const { graph } = await inquiry.gatherer.everything();
  const rows = cyclesOf(graph).map(({ members, interests }) => {
    const named = new Map(members.map((party) => [party.id, party]));
    const seen = interests.map((interest) => inquiry.interestView(interest, named));
    const node = { world: inquiry, members, interests: seen };
    return { key: members[0]?.id as string, edge: (cursor: string) => ({ cursor, node }) };
  });
  return pageOf(rows, first, after);
}
