import { type Interest, type InterestType, interestId } from '../../model/interest.js';
import type { Located, Party, PartyId } from '../../model/party.js';
import type { UnrecordedOwners } from '../../model/policy.js';
import type { Verdict } from '../../model/ruling.js';
import type { Bounds } from '../../model/share.js';
import type { Source } from '../../model/source.js';
import type { Explanation } from '../explanation.js';
import { at, compiled, edgesOf, type Graph } from '../graph.js';
import type { Setting } from '../seeds.js';
import { type Place, type Solution, solve } from '../solution.js';
import { PLACE, verdictOf } from '../verdict.js';
import { type Alteration, alteredPolicy, type SupposedInterest, type SupposedParty } from './alteration.js';
import { cone } from './cone.js';
import type { Fact } from './fact.js';

/** The record of one party's owners under a policy, to be judged as it is or as altered. */
export class Situation {
  private solved: Solution | undefined;
  private explained: Explanation | undefined;
  private idsByEdge: readonly string[] | undefined;
  private idSet: ReadonlySet<string> | undefined;
  private steps: ReadonlyMap<PartyId, number> | undefined;

  constructor(
    readonly graph: Graph,
    readonly setting: Setting,
    readonly mode: UnrecordedOwners,
    readonly subjectId: PartyId,
    /** Parties whose owners are out of sight, each asked about as one fact. */
    readonly beyond: ReadonlyMap<PartyId, Fact> = new Map(),
  ) {}

  static around(solution: Solution, node: number): Situation {
    const { graph, setting, mode } = solution.frame;
    return new Situation(cone(graph, node), setting, mode, (graph.parties[node] as Party).id);
  }

  get subject(): number {
    return this.graph.nodeOf.get(this.subjectId) as number;
  }

  get solution(): Solution {
    this.solved ??= solve(this.graph, this.setting, this.mode);
    return this.solved;
  }

  get verdict(): Verdict {
    return verdictOf(this.solution, this.subject);
  }

  get explanation(): Explanation {
    this.explained ??= this.solution.explanation(this.subject, PLACE[this.solution.place(this.subject)]);
    return this.explained;
  }

  party(node: number): Party | null {
    return this.graph.parties[node] ?? null;
  }

  named(id: PartyId): Party | null {
    return this.graph.parties[this.graph.nodeOf.get(id) ?? -1] ?? null;
  }

  /** The same as a supposed world shows it: what is supposed replaces what is recorded. */
  altered(alteration: Alteration): Situation {
    const { graph, setting } = this;
    const parties = graph.parties.map((party) => supposedOf(party, alteration.parties.get(party.id)));
    const known = parties.length;
    for (const party of alteration.parties.values())
      if (!graph.nodeOf.has(party.id)) parties.push(supposedOf(nobody(party.id), party));
    if (parties.length > known) parties.sort((a, b) => (a.id < b.id ? -1 : 1));
    const isKept = (id: string): boolean => !alteration.without.has(id) && !alteration.interests.has(id);
    const held = graph.interests.filter((_, edge) => isKept(this.ids[edge] as string));
    const ids = new Set(parties.map((party) => party.id));
    const isThere = (each: SupposedInterest): boolean => ids.has(each.interestedParty) && ids.has(each.subject);
    const supposed = [...alteration.interests.values()].filter(isThere).map(supposedInterest);
    const interests = [...held, ...supposed];
    const policy = alteredPolicy(setting.policy, alteration);
    const missingLists = alteration.listsComplete
      ? []
      : setting.missingLists.filter((list) => policy.seeds.lists.includes(list));
    return new Situation(
      compiled(parties, interests, this.cut, graph.asOf),
      { ...setting, policy, missingLists },
      this.mode,
      this.subjectId,
      this.beyond,
    );
  }

  private get cut(): { readonly unexpanded: readonly PartyId[]; readonly complete: boolean } {
    const unexpanded = this.graph.parties.filter((_, node) => this.graph.isUnexpanded[node] === 1);
    return { unexpanded: unexpanded.map((party) => party.id), complete: this.graph.complete };
  }

  /** Recorded interests in a party, of one type or of any. */
  interestsIn(subject: PartyId, type?: InterestType): Interest[] {
    const node = this.graph.nodeOf.get(subject);
    const edges = node === undefined ? [] : [...edgesOf(this.graph.owners, node)];
    const interests = edges.map((edge) => this.graph.interests[edge] as Interest);
    return type === undefined ? interests : interests.filter((each) => each.type === type);
  }

  private get ids(): readonly string[] {
    this.idsByEdge ??= this.graph.interests.map(interestId);
    return this.idsByEdge;
  }

  get interestIds(): ReadonlySet<string> {
    this.idSet ??= new Set(this.ids);
    return this.idSet;
  }

  /** The interest as recorded; null for one that is only supposed. */
  recorded(interest: Interest): Interest | null {
    const id = interestId(interest);
    return this.interestsIn(interest.subject).find((each) => interestId(each) === id) ?? null;
  }

  /** Where the holder of an interest stands; who is not named may be anybody. */
  placeOf({ interestedParty }: Pick<Interest, 'interestedParty'>): Place {
    const node = interestedParty === null ? undefined : this.graph.nodeOf.get(interestedParty);
    return node === undefined ? 'BETWEEN' : this.solution.place(node);
  }

  /** What is held in a party of one type, as altered, but for one interest. */
  held(upon: Alteration, subject: PartyId, type: InterestType, but?: string): Bounds[] {
    const { graph, ids } = this;
    const shares: Bounds[] = [];
    const node = graph.nodeOf.get(subject);
    for (const edge of node === undefined ? [] : edgesOf(graph.owners, node)) {
      const id = ids[edge] as string;
      const interest = graph.interests[edge] as Interest;
      if (interest.type === type && id !== but && !upon.without.has(id) && !upon.interests.has(id))
        shares.push(interest.share);
    }
    for (const [id, each] of upon.interests)
      if (each.subject === subject && each.type === type && id !== but) shares.push(each.share);
    return shares;
  }

  /** Steps up from the subject to each party, the subject's groups and co-members counted one step from each other. */
  get distances(): ReadonlyMap<PartyId, number> {
    this.steps ??= this.measured();
    return this.steps;
  }

  private measured(): ReadonlyMap<PartyId, number> {
    const distance = new Map([[this.subject, 0]]);
    for (const [node, steps] of distance) {
      const above = [...edgesOf(this.graph.owners, node)].map((edge) => at(this.graph.holder, edge));
      const beside = [...edgesOf(this.graph.holdings, node)].map((edge) => at(this.graph.subject, edge));
      for (const next of [...above, ...beside.filter((each) => this.graph.isGroup[each] === 1)])
        if (!distance.has(next)) distance.set(next, steps + 1);
    }
    return new Map(
      [...distance].flatMap(([node, steps]) => {
        const party = this.party(node);
        return party === null ? [] : [[party.id, steps] as const];
      }),
    );
  }
}

/** The source of what is supposed: nobody's claim but the asker's. */
const SUPPOSED: Source = {
  dataset: 'supposition',
  url: null,
  retrievedAt: null,
  statementId: null,
  quote: null,
  grade: 'ASSERTED',
};

/** Whether an interest was supposed on the way, and is no part of the record: what it is, is not asked. */
export function isSupposed({ sources }: Interest): boolean {
  return sources[0] === SUPPOSED;
}

function nobody(id: PartyId): Party {
  return {
    id,
    kind: 'COMPANY',
    name: id,
    names: [],
    identifiers: [],
    incorporatedIn: [],
    headquarters: [],
    nationalities: [],
    listings: [],
    publiclyListed: null,
    majorHoldersStated: false,
    ownersComplete: false,
    sources: [],
  };
}

export function supposedOf(party: Party, supposed: SupposedParty | undefined): Party {
  if (supposed === undefined) return party;
  const { incorporatedIn, headquarters, listings, ...same } = supposed;
  const open = { startDate: null, endDate: null, source: SUPPOSED };
  return {
    ...party,
    ...same,
    ...(incorporatedIn === undefined ? {} : { incorporatedIn: [incorporatedIn] }),
    ...(headquarters === undefined
      ? {}
      : { headquarters: [{ jurisdiction: headquarters, ...open } satisfies Located] }),
    ...(listings === undefined ? {} : { listings: listings.map(({ list }) => ({ list, programme: null, ...open })) }),
    sources: [...party.sources, SUPPOSED],
  };
}

export function strangerOf(supposed: SupposedParty): Party {
  return supposedOf(nobody(supposed.id), supposed);
}

function supposedInterest(interest: SupposedInterest): Interest {
  return { ...interest, undisclosed: null, conflicting: false, startDate: null, endDate: null, sources: [SUPPOSED] };
}
