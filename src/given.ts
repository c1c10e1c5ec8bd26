import { Failure } from './errors.js';
import type { Inquiry, Rulebook } from './inquiry.js';
import { canonical, digestOf } from './model/canonical.js';
import type { GivenRules, GivenRuling } from './model/given.js';
import { RecordedRuling } from './recordedRuling.js';
import { type Outcome, outcomeOf } from './rulingOutcome.js';
import { definitionOf, withPolicies } from './supposedRules.js';
import type { RulingView } from './views.js';
import {
  asGiven,
  damaged,
  type GivenLink,
  givenId,
  linkKey,
  linkOf,
  partsOfGivenId,
  rulesKey,
} from './watch/recordLinks.js';

export interface Replay {
  readonly identical: boolean;
  /** What is otherwise, in a sentence; null where nothing is. */
  readonly difference: string | null;
}

interface Replayed extends Replay {
  /** What was said then. */
  readonly view: RulingView;
}

/** A ruling on record. It is decided anew when it is first looked into, from what it was decided from. */
export class GivenRulingView {
  readonly id: string;
  readonly at: string;
  readonly by: string | null;
  private replayed: Promise<Replayed> | undefined;

  constructor(
    readonly world: Inquiry,
    link: GivenLink,
    private readonly given: GivenRuling,
    /** The ruling itself where it has just been given. */
    private readonly fresh: RulingView | null = null,
  ) {
    this.id = givenId(link);
    this.at = link.at;
    this.by = given.by;
  }

  async ruling(): Promise<RulingView> {
    return this.fresh ?? (await this.again()).view;
  }

  replay(): Promise<Replay> {
    return this.again();
  }

  private again(): Promise<Replayed> {
    this.replayed ??= replayed(this.world, this.given);
    return this.replayed;
  }
}

/** The rules that a policy is decided by, to be kept beside its rulings. */
export function rulesOf({ regionLists }: Rulebook, policy: RulingView['ruling']['policy']): GivenRules {
  return {
    policy: definitionOf(policy),
    regions: regionLists.find(({ id }) => id === policy.seeds.regions) ?? null,
  };
}

export function digestOfRules(rules: GivenRules): string {
  return digestOf(canonical(rules));
}

/** Null where none of this id is on record; FAILED_PRECONDITION for one that was erased. */
export async function givenRuling(inquiry: Inquiry, id: string): Promise<GivenRulingView | null> {
  inquiry.permit('screener', 'Reading rulings on record');
  const parts = partsOfGivenId(id);
  if (parts === null) return null;
  const document = await inquiry.gatherer.document(linkKey(parts.sequence));
  const link = document === null ? null : asGiven(linkOf(document));
  if (link === null || link.mark !== parts.mark) return null;
  if (link.sealed === null)
    throw new Failure(
      'FAILED_PRECONDITION',
      `${id}: what this ruling of ${link.at} said was erased; that it was given stays on record.`,
    );
  return new GivenRulingView(inquiry, link, link.sealed.payload);
}

/** Decides a ruling on record again: at its revision and day, by its rules, with this program. */
async function replayed(inquiry: Inquiry, given: GivenRuling): Promise<Replayed> {
  const outcome = given.outcome as Outcome;
  const rules = await rulesOnRecord(inquiry, given.rules);
  const world = worldOf(inquiry, given, rules);
  const { id } = outcome.subject;
  const now = await world.restriction(id, given.policy.id);
  const { engineVersion } = given;
  const difference = differenceOf(outcome, outcomeOf(now.ruling));
  if (difference === null) return { identical: true, difference, view: { ...now, engineVersion } };
  const graph = await world.gatherer.upstream(id);
  const { subject, policy, asOf } = now.ruling;
  const ruling = new RecordedRuling(outcome, { graph, subject, policy, asOf });
  const engines =
    engineVersion === now.engineVersion
      ? `engine ${engineVersion}`
      : `engine ${engineVersion} then, ${now.engineVersion} now`;
  return {
    identical: false,
    difference: `${difference} (${engines})`,
    view: { ...now, engineVersion, ruling },
  };
}

async function rulesOnRecord(inquiry: Inquiry, digest: string): Promise<GivenRules> {
  const document = await inquiry.gatherer.document(rulesKey(digest));
  if (document === null || digestOf(document.body) !== digest)
    throw damaged(`the rules ${digest} are ${document === null ? 'not there' : 'no longer what they were'}`);
  return JSON.parse(document.body) as GivenRules;
}

/** Rulings of one state share a world, so that a thousand of them are one gathering. */
const worlds = new WeakMap<Inquiry, Map<string, Inquiry>>();

function worldOf(inquiry: Inquiry, { revision, asOf, rules: digest }: GivenRuling, rules: GivenRules): Inquiry {
  const known = worlds.get(inquiry) ?? new Map<string, Inquiry>();
  worlds.set(inquiry, known);
  const key = `${revision} ${asOf} ${digest}`;
  const world = known.get(key) ?? inquiry.under(rulebookOf(inquiry.rulebook, rules), { asOf, revision });
  known.set(key, world);
  return world;
}

/** Those of now, but for what is on record. FAILED_PRECONDITION where this program does not read such rules any more. */
function rulebookOf(rulebook: Rulebook, { policy, regions }: GivenRules): Rulebook {
  try {
    const then = rulebook.parsePolicy(policy, 'the policy on record');
    const lists = rulebook.regionLists.filter(({ id }) => id !== regions?.id);
    return withPolicies({ ...rulebook, regionLists: regions === null ? lists : [...lists, regions] }, [then]);
  } catch (cause) {
    throw new Failure(
      'FAILED_PRECONDITION',
      `This program does not read the rules that the ruling was decided by: ${(cause as Error).message}`,
      { cause },
    );
  }
}

const LONGEST_SHOWN = 200;

/** The first field that is otherwise, and how many more are; null where every byte is the same. */
function differenceOf(then: Outcome, now: Outcome): string | null {
  const fields = [...new Set([...Object.keys(now), ...Object.keys(then)])] as (keyof Outcome)[];
  const others = fields.filter((field) => canonical(then[field] ?? null) !== canonical(now[field] ?? null));
  const [first] = others;
  if (first === undefined) return null;
  const more = others.length === 1 ? '' : `; also otherwise: ${others.slice(1).join(', ')}`;
  return `${first} was ${shown(then[first])}, and is ${shown(now[first])} now${more}`;
}

function shown(value: unknown): string {
  const text = canonical(value ?? null);
  return text.length <= LONGEST_SHOWN ? text : `${text.slice(0, LONGEST_SHOWN)}…`;
}
