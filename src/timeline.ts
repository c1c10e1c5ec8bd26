import { setImmediate } from 'node:timers/promises';
import { badInput, Failure } from './errors.js';
import type { Inquiry } from './inquiry.js';
import { type Dated, type DateString, dateOf } from './model/date.js';
import type { RegionList } from './model/jurisdiction.js';
import type { PartyId } from './model/party.js';
import type { Policy } from './model/policy.js';
import type { Verdict } from './model/ruling.js';
import { type Gathered, graph } from './rules/graph.js';
import { Ruling } from './rules/ruling.js';
import { solve } from './rules/solution.js';
import type { RecordedEdition } from './store/store.js';

/** Days, [from, to), on each of which the verdict is the same; null is for ever. */
export interface Span {
  readonly from: DateString | null;
  readonly to: DateString | null;
  readonly verdict: Verdict;
  /** The first reason for it on its first day. */
  readonly because: string;
}

/**
 * The verdict over time, as the world's revision knows it: one gathering of whoever stood above on any day, then a
 * decision for each day on which something there, or a list, begins or ends. Neighbours with one verdict are one span.
 */
export async function restrictionTimeline(
  inquiry: Inquiry,
  id: PartyId,
  policyId: string,
  from: DateString | null,
  to: DateString | null,
): Promise<Span[]> {
  if (from !== null && to !== null && to <= from)
    throw badInput(`from, to: ${to} does not come after ${from}; to is the first day that is not told of any more.`);
  const policy = inquiry.policyFor(policyId, 'RESTRICTION');
  const [gathered, editions] = await Promise.all([
    inquiry.gatherer.upstreamEver(id),
    policy.seeds.lists.length === 0 ? [] : inquiry.gatherer.listsEver(),
  ]);
  if (!gathered.complete) {
    const message = `More parties stood above "${id}" over time than one gathering brings; ask for single days, by world(asOf:).`;
    throw new Failure('LIMIT_EXCEEDED', message);
  }
  const turns = turningDays(gathered, editions, policy, inquiry.rulebook.regionLists).filter(
    (day) => (from === null || day > from) && (to === null || day < to),
  );
  const spans: Span[] = [];
  for (const start of [from, ...turns]) {
    // Each day is decided in one go; others get their turn in between.
    await setImmediate();
    inquiry.refuseLate();
    const day = start ?? dayBefore(turns[0] ?? inquiry.asOf);
    const { verdict, because } = rulingOn(inquiry, day, id, gathered, editions, policy);
    const last = spans.at(-1);
    if (last?.verdict === verdict) continue;
    if (last !== undefined) spans.splice(-1, 1, { ...last, to: start });
    spans.push({ from: start, to, verdict, because });
  }
  return spans;
}

function rulingOn(
  inquiry: Inquiry,
  day: DateString,
  id: PartyId,
  gathered: Gathered,
  editions: readonly RecordedEdition[],
  policy: Policy,
): Ruling {
  const setting = inquiry.settingOn(policy, day, editions);
  const compiled = graph(gathered, day);
  const solution = solve(compiled, setting, inquiry.world.unrecordedOwners ?? policy.unrecordedOwners);
  return new Ruling(solution, compiled.nodeOf.get(id) as number);
}

/** The days on which a verdict may change, ascending: nothing begins or ends on any other. */
function turningDays(
  { parties, interests }: Gathered,
  editions: readonly RecordedEdition[],
  policy: Policy,
  regionLists: readonly RegionList[],
): DateString[] {
  const facts = parties.flatMap(({ statements }) => statements.map((statement) => statement.facts));
  const dated: Dated[] = [
    ...interests,
    ...facts.flatMap(({ headquarters = [], listings = [] }) => [...headquarters, ...listings]),
    ...editions.filter((edition) => policy.seeds.lists.includes(edition.list)),
  ];
  const regions = regionLists.find((list) => list.id === policy.seeds.regions)?.editions ?? [];
  const days = [
    ...dated.flatMap(({ startDate, endDate }) => [startDate, endDate]),
    ...regions.flatMap((edition) => [edition.from, edition.to]),
  ];
  return [...new Set(days.filter((day) => day !== null))].sort();
}

function dayBefore(day: DateString): DateString {
  const time = new Date(`${day}T00:00:00Z`);
  time.setUTCDate(time.getUTCDate() - 1);
  return dateOf(time);
}
