import type { Party } from '../model/party.js';
import type { ParentDefinition } from '../model/ruling.js';
import { type Bounds, describeShare, WHOLE } from '../model/share.js';
import { isReport } from './frame.js';
import { at, edgesOf, type Graph, TYPE } from './graph.js';
import { certainlyMeets, type Measure, measure } from './measure.js';

/** Who stands at the top of a company under one definition; null with a note that says why nobody does. */
export interface UltimateParent {
  readonly definition: ParentDefinition;
  readonly party: Party | null;
  readonly note: string | null;
}

/** The four definitions side by side; where they differ, each is right by its own words. */
export function ultimateParents(graph: Graph, subject: number): UltimateParent[] {
  const majority = (type: 'SHAREHOLDING' | 'VOTING_RIGHTS'): Measure =>
    measure(graph, type, 'decides', WHOLE / 2, 'MORE_THAN');
  const shares = majority('SHAREHOLDING');
  const votes = majority('VOTING_RIGHTS');
  return [
    reported(graph, subject),
    climbed(graph, subject, 'MAJORITY_SHARES', (node) => majorityHolder(graph, shares, node)),
    climbed(graph, subject, 'MAJORITY_VOTES', (node) => majorityHolder(graph, votes, node)),
    climbed(graph, subject, 'LARGEST_HOLDING', (node) => largestHolder(graph, shares, node)),
  ];
}

interface Step {
  readonly holder: number | null;
  /** Why there is none, or what is open about the one there is. */
  readonly note: string | null;
}

const NOBODY: Step = { holder: null, note: null };

function climbed(
  graph: Graph,
  subject: number,
  definition: ParentDefinition,
  above: (node: number) => Step,
): UltimateParent {
  const seen = new Set([subject]);
  const notes: string[] = [];
  let top = subject;
  for (;;) {
    const { holder, note } = above(top);
    if (note !== null) notes.push(note);
    if (holder === null) break;
    if (seen.has(holder)) {
      notes.push(`The climb comes back to ${graph.parties[holder]?.name}: the parties of a circle have no top.`);
      return { definition, party: null, note: notes.join(' ') };
    }
    seen.add(holder);
    top = holder;
  }
  if (top !== subject) return { definition, party: graph.parties[top] ?? null, note: said(notes) };
  return { definition, party: null, note: said(notes) ?? NO_ONE[definition] };
}

const NO_ONE: Readonly<Record<ParentDefinition, string>> = {
  REPORTED: 'No parent is reported.',
  MAJORITY_SHARES: 'Nobody certainly holds more than half of the shares.',
  MAJORITY_VOTES: 'Nobody certainly holds more than half of the votes.',
  LARGEST_HOLDING: 'No holder is recorded.',
};

function said(notes: readonly string[]): string | null {
  return notes.length === 0 ? null : notes.join(' ');
}

/**
 * As reported for the company itself; else its direct parents' own reports, climbed. Where climbing ends elsewhere than
 * the report, or a report does not name the parent, the note says so.
 */
function reported(graph: Graph, subject: number): UltimateParent {
  const climb = climbed(graph, subject, 'REPORTED', (node) => reportedStep(graph, node, 'ULTIMATE_FIRST'));
  const own = reportedParents(graph, subject, TYPE.REPORTED_ULTIMATE_PARENT).map(
    (node) => graph.parties[node] as Party,
  );
  const [first] = own;
  if (first === undefined || climb.party === null) return climb;
  const isOwn = ({ id }: Party): boolean => own.some((party) => party.id === id);
  const notes: string[] = [];
  if (own.length > 1)
    notes.push(`Several ultimate parents are reported: ${own.map(({ name }) => name).join(' and ')}.`);
  // Reports of parents are made for the whole group: what its own report names stands, the climb is said.
  if (!isOwn(climb.party)) notes.push(`Climbing the reports leads on to ${climb.party.name}.`);
  const direct = climbed(graph, subject, 'REPORTED', (node) => reportedStep(graph, node, 'DIRECT_FIRST')).party;
  if (direct !== null && !isOwn(direct) && direct.id !== climb.party.id)
    notes.push(`Climbing the direct parents ends at ${direct.name}.`);
  const unnamed = unnamedReports(graph, subject);
  if (unnamed !== null) notes.push(unnamed);
  return { definition: 'REPORTED', party: isOwn(climb.party) ? climb.party : first, note: said(notes) };
}

function reportedStep(graph: Graph, node: number, order: 'ULTIMATE_FIRST' | 'DIRECT_FIRST'): Step {
  const [ultimate] = reportedParents(graph, node, TYPE.REPORTED_ULTIMATE_PARENT);
  const direct = reportedParents(graph, node, TYPE.REPORTED_PARENT);
  const [first] = direct;
  const unnamed = unnamedReports(graph, node);
  if (ultimate !== undefined && (order === 'ULTIMATE_FIRST' || first === undefined))
    return { holder: ultimate, note: unnamed };
  if (first === undefined) return { holder: null, note: unnamed };
  const names = direct.map((parent) => graph.parties[parent]?.name).join(' and ');
  const several = direct.length > 1 ? [`Several direct parents are reported: ${names}.`] : [];
  return { holder: first, note: said(unnamed === null ? several : [...several, unnamed]) };
}

/** Those that a report of the type names. */
function reportedParents(graph: Graph, node: number, type: number): number[] {
  return [...edgesOf(graph.owners, node)]
    .filter((edge) => at(graph.type, edge) === type && at(graph.holder, edge) !== node)
    .map((edge) => at(graph.holder, edge))
    .filter((holder) => holder < graph.parties.length);
}

/** Why parents are not named, where it is reported that they are, or may be, there. */
function unnamedReports(graph: Graph, node: number): string | null {
  const notes = [...edgesOf(graph.owners, node)]
    .filter((edge) => isReport(at(graph.type, edge)) && at(graph.holder, edge) >= graph.parties.length)
    .map((edge) => {
      const why = graph.interests[edge]?.undisclosed ?? null;
      const which = at(graph.type, edge) === TYPE.REPORTED_PARENT ? 'direct' : 'ultimate';
      return `The ${which} parent of ${graph.parties[node]?.name} is not named${why === null ? '' : ` (${why})`}.`;
    });
  return said(notes);
}

function majorityHolder(graph: Graph, counted: Measure, node: number): Step {
  const ownEdge = at(counted.ownEdge, node);
  const own = ownEdge === -1 ? { min: 0, max: 0 } : { min: at(graph.min, ownEdge), max: at(graph.max, ownEdge) };
  const found: { readonly edge: number; readonly units: number }[] = [];
  for (const edge of edgesOf(graph.owners, node)) {
    const holder = at(graph.holder, edge);
    if (counted.edges[edge] !== 1 || holder === node || holder >= graph.parties.length) continue;
    // Of all the owners, one has at least what the others cannot have.
    const left = WHOLE - own.max - (at(counted.maxOf, node) - at(graph.max, edge));
    const units = counted.isComplete[node] === 1 ? Math.max(at(graph.min, edge), left) : at(graph.min, edge);
    const strict = units === at(graph.min, edge) && graph.minExclusive[edge] === 1;
    if (certainlyMeets({ units, strict }, own.min, counted)) found.push({ edge, units });
  }
  found.sort((a, b) => b.units - a.units || a.edge - b.edge);
  const [first] = found;
  if (first === undefined) return NOBODY;
  const names = found.map(({ edge }) => graph.parties[at(graph.holder, edge)]?.name).join(' and ');
  const note =
    found.length > 1
      ? `Recorded shares in ${graph.parties[node]?.name} contradict each other: ${names} each hold more than half.`
      : null;
  return { holder: at(graph.holder, first.edge), note };
}

/** The largest by what is certain, then by what is possible; a tie is said, and the first by id taken. */
function largestHolder(graph: Graph, counted: Measure, node: number): Step {
  const rows = [...edgesOf(graph.owners, node)].filter(
    (edge) =>
      counted.edges[edge] === 1 && at(graph.holder, edge) !== node && at(graph.holder, edge) < graph.parties.length,
  );
  rows.sort((a, b) => at(graph.min, b) - at(graph.min, a) || at(graph.max, b) - at(graph.max, a) || a - b);
  const [first, second] = rows;
  if (first === undefined) return reportedAlone(graph, node);
  const share = graph.interests[first]?.share as Bounds;
  const other = second === undefined ? undefined : (graph.interests[second]?.share as Bounds);
  if (
    other === undefined ||
    other.max < share.min ||
    (share.min === share.max && other.max <= share.min && other.min < share.min)
  )
    return { holder: at(graph.holder, first), note: null };
  const name = (edge: number): string => graph.parties[at(graph.holder, edge)]?.name ?? '';
  const tie = `${name(first)} (${describeShare(share)}) is taken as the largest holder of ${graph.parties[node]?.name}; ${name(second as number)} (${describeShare(other)}) may hold as much.`;
  return { holder: at(graph.holder, first), note: tie };
}

/** Where no share is recorded at all, a reported parent is the largest holder there is. */
function reportedAlone(graph: Graph, node: number): Step {
  const edge = [...edgesOf(graph.owners, node)].find((each) => {
    const holder = at(graph.holder, each);
    return isReport(at(graph.type, each)) && holder !== node && holder < graph.parties.length;
  });
  if (edge === undefined) return { holder: null, note: unnamedReports(graph, node) };
  const parent = at(graph.holder, edge);
  const note = `No share in ${graph.parties[node]?.name} is recorded; its reported parent ${graph.parties[parent]?.name} is taken.`;
  return { holder: parent, note };
}
