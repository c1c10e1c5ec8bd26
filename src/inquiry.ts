import { createHash } from 'node:crypto';
import { cycles as cyclesOfAll } from './cycles.js';
import { badInput, Failure } from './errors.js';
import { type Candidate, candidates } from './finding.js';
import { flips } from './flips.js';
import { Gatherer } from './gatherer.js';
import { givenRuling } from './given.js';
import { type SuppositionInput, supposition } from './input.js';
import { permit, type Role } from './model/actor.js';
import { type DateString, holdsAt } from './model/date.js';
import { type Interest, type InterestType, interestId, partsOfInterestId } from './model/interest.js';
import type { Atlas, RegionList } from './model/jurisdiction.js';
import { isLeiShaped } from './model/lei.js';
import { plainName } from './model/name.js';
import { LEI_SCHEME, type Party, type PartyId, type PartyKind } from './model/party.js';
import {
  COUNTED_TYPES,
  type CountedType,
  type Method,
  type Policy,
  type Standing,
  type UnrecordedOwners,
} from './model/policy.js';
import { gravest } from './model/ruling.js';
import { type Bounds, WHOLE } from './model/share.js';
import { type InterestStatement, interestKey, type Revision } from './model/statement.js';
import { type Supposition, supposesFacts } from './model/supposition.js';
import { checkFirst, connection, cursorOf, keyOf, pageOf } from './paging.js';
import { beneficialOwners } from './rules/beneficialOwners.js';
import { controlled, controllers } from './rules/control.js';
import { effectiveShare } from './rules/effectiveShare.js';
import { at, edgesOf, type Graph } from './rules/graph.js';
import { interestsAsOf } from './rules/interests.js';
import { cycles, structure, unaccountedShare } from './rules/ownership.js';
import { ultimateParents } from './rules/parents.js';
import { partyAsOf } from './rules/party.js';
import { Ruling } from './rules/ruling.js';
import type { Setting } from './rules/seeds.js';
import { type Solution, solve } from './rules/solution.js';
import { editionAt, standing } from './rules/standing.js';
import { type RulingsAsked, rulings } from './rulings.js';
import { screened } from './screening.js';
import type { Direction, Place, ProductRecord, RecordedEdition, Store } from './store/store.js';
import { standingsUnder, withPolicies } from './supposedRules.js';
import { restrictionTimeline, type Span } from './timeline.js';
import { ENGINE_VERSION } from './version.js';
import type {
  BeneficialOwnersView,
  Connection,
  ControlledEdge,
  CycleView,
  FlipView,
  InterestView,
  JurisdictionView,
  MatchView,
  NodeView,
  OperationView,
  OwnershipView,
  PartyView,
  PolicyView,
  ProductView,
  RulingView,
  ScreenResultView,
  ScreenSubject,
  UltimateParentView,
} from './views.js';
import { watchlist } from './watched.js';
import { WholeGraphs } from './wholeGraph.js';

/** Policies, region lists and places: data that ships beside the graph. */
export interface Rulebook {
  readonly policies: readonly Policy[];
  readonly regionLists: readonly RegionList[];
  readonly atlas: Atlas;
  /** A policy from its definition; BAD_USER_INPUT names what is malformed, or a region list that is not known. */
  parsePolicy(definition: unknown, where: string): Policy;
}

export interface InquiryLimits {
  /** Parties and interests one gathering may bring; above, a ruling says LIMIT_REACHED. */
  readonly maxParties: number;
  readonly maxInterests: number;
  /** Parties above a company that are tried as its controllers. */
  readonly maxControllers: number;
  /** What the asker may do besides reading. */
  readonly role: Role;
}

export interface World {
  readonly asOf: DateString;
  readonly revision: Revision;
  /** The instant whose knowledge was asked for, as it was asked; the revision is the newest one then. */
  readonly knownAt: string | null;
  readonly deadlineAt: number;
  readonly unrecordedOwners: UnrecordedOwners | null;
  readonly supposition: Supposition | null;
}

/** What another world has otherwise; what is left out stays. */
export interface WorldChange {
  readonly asOf?: DateString | null | undefined;
  readonly knownAt?: string | null | undefined;
  readonly unrecordedOwners?: UnrecordedOwners | null | undefined;
  readonly suppose?: SuppositionInput | null | undefined;
}

export interface PartyBy {
  readonly id?: string | null | undefined;
  readonly lei?: string | null | undefined;
  readonly identifier?: { readonly scheme: string; readonly value: string } | null | undefined;
}

export interface EffectiveShareOf {
  readonly of: PartyBy;
  readonly method: Method;
  readonly type: InterestType;
  readonly policy: string;
}

export const MOST_SUBJECTS = 1_000;
export const MOST_GATHERED = 10_000;

/**
 * The questions the system answers, for one world: as of a date, at one revision, with suppositions laid over it.
 * Whatever is asked of one inquiry is read once; verdicts, chains and owners upward for any number of parties and
 * policies cost one gathering.
 */
export class Inquiry {
  /** The rules of this world, what is supposed of policies included. */
  readonly rulebook: Rulebook;
  readonly gatherer: Gatherer;
  private readonly settings = new Map<string, Promise<Setting>>();
  private readonly solutions = new WeakMap<Graph, Map<Setting, Solution>>();
  private supposedDigest: string | undefined;
  private editions: Promise<readonly RecordedEdition[]> | undefined;

  constructor(
    private readonly store: Store,
    private readonly recordedRules: Rulebook,
    readonly limits: InquiryLimits,
    readonly world: World,
    private readonly graphs = new WholeGraphs(store),
  ) {
    const { supposition } = world;
    this.rulebook = withPolicies(recordedRules, supposition?.policies ?? []);
    const facts = supposition !== null && supposesFacts(supposition) ? supposition : null;
    this.gatherer = new Gatherer(store, world, limits, facts, graphs);
  }

  get asOf(): DateString {
    return this.world.asOf;
  }

  get revision(): string {
    return `r${this.world.revision}`;
  }

  /** What is kept besides the graph. */
  get documents(): Pick<Store, 'documents'> {
    return this.store;
  }

  get knownAt(): string | null {
    return this.world.knownAt;
  }

  /** Another world of the same store, at this revision or an earlier one. */
  async inWorld(change: WorldChange): Promise<Inquiry> {
    const { asOf, unrecordedOwners, suppose, knownAt } = change;
    const supposed = suppose == null ? this.world.supposition : supposition(suppose, this.recordedRules);
    const known = knownAt == null ? {} : { knownAt, revision: await this.revisionAt(knownAt) };
    const world = this.at({
      asOf: asOf ?? this.world.asOf,
      unrecordedOwners: unrecordedOwners ?? this.world.unrecordedOwners,
      supposition: supposed,
      ...known,
    });
    await world.refuseTakenPolicyIds();
    return world;
  }

  /** FORBIDDEN where the asker's role doesn't reach. */
  permit(needed: Role, what: string): void {
    permit(this.limits.role, needed, what);
  }

  /** The same questions at another revision. */
  atRevision(revision: Revision): Inquiry {
    return this.at({ revision });
  }

  /** The world of another day, revision and rules, with nothing supposed. */
  under(rulebook: Rulebook, at: Pick<World, 'asOf' | 'revision'>): Inquiry {
    const world = { ...this.world, ...at, knownAt: null, unrecordedOwners: null, supposition: null };
    return new Inquiry(this.store, rulebook, this.limits, world, this.graphs);
  }

  /** The same world with nothing supposed. */
  get unsupposed(): Inquiry {
    return this.world.supposition === null ? this : this.at({ supposition: null });
  }

  private at(change: Partial<World>): Inquiry {
    return new Inquiry(this.store, this.recordedRules, this.limits, { ...this.world, ...change }, this.graphs);
  }

  /** Never newer than this world: an instant to come means all that is known now. */
  private async revisionAt(instant: string): Promise<Revision> {
    const { revision } = this.world;
    const { revision: then, first } = await this.gatherer.recordedBy(instant);
    if (then === null && first !== null)
      throw badInput(`knownAt: nothing was recorded by ${instant}; the first revision is of ${first}.`);
    return Math.min(then ?? revision, revision);
  }

  private async refuseTakenPolicyIds(): Promise<void> {
    const known = new Set(this.recordedRules.policies.map((policy) => policy.id));
    const fresh = (this.world.supposition?.policies ?? []).filter((policy) => !known.has(policy.id));
    const bearers = await Promise.all(fresh.map((policy) => this.party({ id: policy.id })));
    const taken = fresh.find((_, index) => bearers[index] !== null);
    if (taken !== undefined)
      throw new Failure('CONFLICT', `suppose.policies: "${taken.id}" is the id of a party; choose another id.`);
  }

  // --- parties

  /** `ahead`: what stands above it will be asked too, so that one gathering can bring both. */
  async party(by: PartyBy, ahead = false): Promise<PartyView | null> {
    const party =
      (ahead && by.id != null ? await this.gathered(by.id) : null) ?? (await this.gatherer.party(partyKey(by)));
    return party === null ? null : this.view(party);
  }

  async company(by: PartyBy, ahead = false): Promise<PartyView | null> {
    const found = await this.party(by, ahead);
    return found?.party.kind === 'COMPANY' ? found : null;
  }

  /** A party out of the gathering around it; null where the id is another's now, or nothing is recorded under it. */
  private async gathered(id: PartyId): Promise<Party | null> {
    const graph = await this.gatherer.upstream(id);
    const party = graph.parties[graph.nodeOf.get(id) ?? -1];
    return party === undefined || party.sources.length === 0 ? null : party;
  }

  view(party: Party): PartyView {
    return { world: this, party };
  }

  async owners(party: Party, first: number, after?: string | null): Promise<Connection<InterestView>> {
    checkFirst(first);
    if (party.kind === 'PERSON' || party.kind === 'STATE') return connection([], false, false, 0);
    const graph = await this.gatherer.upstream(party.id);
    const node = graph.nodeOf.get(party.id);
    if (node === undefined || (!graph.complete && !this.gatherer.isSupposed))
      return this.step(party, 'UP', first, after);
    return this.interestPage(graph, edgesOf(graph.owners, node), first, after);
  }

  async holdings(party: Party, first: number, after?: string | null): Promise<Connection<InterestView>> {
    checkFirst(first);
    if (!this.gatherer.isSupposed) return this.step(party, 'DOWN', first, after);
    const graph = await this.below(party, 1);
    return this.interestPage(graph, edgesOf(graph.holdings, graph.nodeOf.get(party.id) as number), first, after);
  }

  /** Companies directly below in which it holds a majority of shares, or whose reported parent it is. */
  async subsidiaries(party: Party, first: number, after?: string | null): Promise<Connection<PartyView>> {
    const graph = await this.below(party, 1);
    const found = new Map<string, Party>();
    for (const edge of edgesOf(graph.holdings, graph.nodeOf.get(party.id) as number)) {
      const subject = graph.parties[at(graph.subject, edge)] as Party;
      if (subject.kind === 'COMPANY' && subject.id !== party.id && isMajority(graph.interests[edge] as Interest))
        found.set(subject.id, subject);
    }
    return this.partyPage([...found.values()], first, after);
  }

  async unaccountedShare(party: Party): Promise<Bounds | null> {
    if (party.kind === 'PERSON' || party.kind === 'STATE') return null;
    const graph = await this.gatherer.upstream(party.id);
    return unaccountedShare(graph, graph.nodeOf.get(party.id) as number);
  }

  async ownership(
    party: Party,
    direction: Direction | 'BOTH',
    depth: number | null,
    limit: number,
  ): Promise<OwnershipView> {
    if (limit < 1 || limit > MOST_GATHERED)
      throw badInput(`limit: expected 1 to ${MOST_GATHERED} parties, came ${limit}.`);
    if (depth !== null && depth < 0) throw badInput(`depth: expected 0 or more steps, came ${depth}.`);
    const ways: Direction[] = direction === 'BOTH' ? ['UP', 'DOWN'] : [direction];
    const found = await Promise.all(
      ways.map(async (way) => {
        const graph =
          way === 'UP' ? await this.gatherer.upstream(party.id) : await this.gatherer.downstream(party.id, depth);
        const part = structure(graph, graph.nodeOf.get(party.id) as number, way, depth, limit);
        return { ...part, truncated: part.truncated || !graph.complete };
      }),
    );
    const parties = new Map(found.flatMap((part) => part.parties.map((each) => [each.id, each] as const)));
    const interests = new Map(found.flatMap((part) => part.interests.map((each) => [interestId(each), each] as const)));
    const truncated = found.some((part) => part.truncated);
    const seen = (interest: Interest): InterestView => this.interestView(interest, parties);
    return {
      world: this,
      parties: [...parties.values()],
      interests: [...interests.values()].filter((interest) => parties.has(interest.subject)).map(seen),
      cycles: cycles([...parties.values()], [...interests.values()]).map((cycle) => ({
        world: this,
        members: cycle.members,
        interests: cycle.interests.map(seen),
      })),
      complete: !truncated,
      truncatedBecause: truncated
        ? `A limit was met: ${limit} parties here, ${this.limits.maxParties} in a gathering.`
        : null,
    };
  }

  /** The parties themselves and everything below them, whose verdict may hang on theirs; null for more than `most`. */
  async reachOf(ids: readonly PartyId[], most: number): Promise<ReadonlySet<PartyId> | null> {
    const reached = new Set<PartyId>();
    for (const [index, graph] of (await this.gatherer.below(ids)).entries()) {
      const node = graph.nodeOf.get(ids[index] as PartyId);
      if (node === undefined) continue;
      const below = structure(graph, node, 'DOWN', null, most + 1);
      for (const party of below.parties) reached.add(party.id);
      if (!graph.complete || below.truncated || reached.size > most) return null;
    }
    return reached;
  }

  flips(policyId: string, first: number, after?: string | null): Promise<Connection<FlipView>> {
    return flips(this, policyId, first, after);
  }

  /** Who owns each other in a circle, among everybody. */
  cycles(first: number, after?: string | null): Promise<Connection<CycleView>> {
    return cyclesOfAll(this, first, after);
  }

  /** DEADLINE_EXCEEDED when the request should be over by now. */
  refuseLate(): void {
    if (Date.now() >= this.world.deadlineAt)
      throw new Failure('DEADLINE_EXCEEDED', `The request's deadline has passed; ask for less, or allow more time.`);
  }

  // --- control

  async controls(
    party: Party,
    policyId: string,
    first: number,
    after?: string | null,
  ): Promise<Connection<PartyView, ControlledEdge>> {
    const setting = await this.setting(this.policyFor(policyId, 'CONTROL'));
    const graph = await this.gatherer.downstream(party.id, null);
    const found = controlled(graph, setting, graph.nodeOf.get(party.id) as number);
    const rows = found.map((each) => ({
      key: each.party.id,
      edge: (cursor: string): ControlledEdge => ({
        cursor,
        node: this.view(each.party),
        chain: { world: this, chain: each.chain },
      }),
    }));
    return pageOf(rows, first, after, graph.complete);
  }

  async controllers(
    party: Party,
    policyId: string,
    first: number,
    after?: string | null,
  ): Promise<Connection<PartyView>> {
    const { graph, node, setting } = await this.above(party, this.policyFor(policyId, 'CONTROL'));
    this.refuseMany(party, graph, 'controllers');
    return this.partyPage(controllers(graph, setting, node), first, after, graph.complete);
  }

  async ultimateParents(party: Party): Promise<UltimateParentView[]> {
    const graph = await this.gatherer.upstream(party.id);
    const found = ultimateParents(graph, graph.nodeOf.get(party.id) as number);
    return found.map((each) => ({ world: this, ...each }));
  }

  async beneficialOwners(party: Party, policyId: string): Promise<BeneficialOwnersView> {
    const { graph, node, setting } = await this.above(party, this.policyFor(policyId, 'BENEFICIAL_OWNERSHIP'));
    this.refuseMany(party, graph, 'beneficial owners');
    const found = beneficialOwners(graph, setting, node);
    return { world: this, ...found, owners: found.owners.map((owner) => ({ world: this, ...owner })) };
  }

  async effectiveShare(party: Party, asked: EffectiveShareOf): Promise<Bounds> {
    const { method, type } = asked;
    if (!isCounted(type))
      throw badInput(`type: an effective share is counted of ${COUNTED_TYPES.join(', ')}; came ${type}.`);
    const [{ graph, node, setting }, holder] = await Promise.all([
      this.above(party, this.policyFor(asked.policy, null)),
      this.party(asked.of),
    ]);
    if (holder === null) throw badInput(`of: no party is recorded by ${JSON.stringify(asked.of)}.`);
    if (!graph.complete)
      throw new Failure('LIMIT_EXCEEDED', `More stands above ${party.name} than a gathering brings.`);
    const mode = this.modeUnder(setting.policy);
    const share = { holder: graph.nodeOf.get(holder.party.id), subject: node, method, type };
    return effectiveShare(graph, setting, mode, share);
  }

  /** Everything above a party, and how a policy looks at it. */
  private async above(party: Party, policy: Policy): Promise<{ graph: Graph; node: number; setting: Setting }> {
    const [graph, setting] = await Promise.all([this.gatherer.upstream(party.id), this.setting(policy)]);
    return { graph, node: graph.nodeOf.get(party.id) as number, setting };
  }

  private refuseMany(party: Party, graph: Graph, what: string): void {
    const { maxControllers } = this.limits;
    if (graph.parties.length <= maxControllers) return;
    throw new Failure(
      'LIMIT_EXCEEDED',
      `${party.name} has ${graph.parties.length} parties around it; ${what} are looked for among at most ${maxControllers}.`,
      { limit: 'controllers' },
    );
  }

  // --- rulings

  async restriction(id: PartyId, policyId: string): Promise<RulingView> {
    const policy = this.policyFor(policyId, 'RESTRICTION');
    const [graph, setting] = await Promise.all([this.gatherer.upstream(id), this.setting(policy)]);
    const node = graph.nodeOf.get(id);
    if (node === undefined) throw badInput(`No party is called "${id}".`);
    return this.rulingOf(this.solution(graph, setting), node);
  }

  rulingOf(solution: Solution, node: number): RulingView {
    const ruling = new Ruling(solution, node);
    const id = this.rulingId(ruling.subject.id, ruling.policy.id, solution.frame.mode);
    return { world: this, id, ruling, engineVersion: ENGINE_VERSION };
  }

  rulings(asked: RulingsAsked, first: number, after?: string | null): Promise<Connection<RulingView>> {
    return rulings(this, asked, first, after);
  }

  /** A policy decided for everybody there is. */
  async everybody(policyId: string): Promise<Solution> {
    const setting = await this.setting(this.policyFor(policyId, 'RESTRICTION'));
    const { graph, whole } = await this.gatherer.everything();
    if (whole === null || this.world.supposition !== null) return this.solution(graph, setting);
    return whole.solution(setting, this.modeUnder(setting.policy));
  }

  restrictionTimeline(party: Party, policyId: string, from: DateString | null, to: DateString | null): Promise<Span[]> {
    return restrictionTimeline(this, party.id, policyId, from, to);
  }

  /** Names everything a ruling depends on, what is supposed by its digest, so that two worlds' rulings never share one. */
  private rulingId(id: PartyId, policyId: string, mode: UnrecordedOwners): string {
    const { asOf, revision, knownAt, supposition } = this.world;
    if (supposition !== null) this.supposedDigest ??= digest(supposition);
    const parts = [id, policyId, asOf, revision, mode, this.supposedDigest ?? null];
    if (knownAt !== null) parts.push(knownAt);
    return `ruling:${Buffer.from(JSON.stringify(parts)).toString('base64url')}`;
  }

  restrictions(id: PartyId, policyIds: readonly string[]): Promise<RulingView[]> {
    return Promise.all(policyIds.map((policyId) => this.restriction(id, policyId)));
  }

  policies(): PolicyView[] {
    return this.rulebook.policies.map((policy) => ({ world: this, policy }));
  }

  policy(id: string): PolicyView | null {
    const policy = this.rulebook.policies.find((each) => each.id === id);
    return policy === undefined ? null : { world: this, policy };
  }

  lists(): Promise<readonly RecordedEdition[]> {
    this.editions ??= this.gatherer.lists();
    return this.editions;
  }

  /** `question`: what it has to answer; null where any policy will do. */
  policyFor(id: string, question: Policy['answers'] | null): Policy {
    const { policies } = this.rulebook;
    const policy = policies.find((each) => each.id === id);
    const able = policies.filter((each) => question === null || each.answers === question).map((each) => each.id);
    if (policy === undefined)
      throw badInput(
        `No policy is called "${id}"; known${question === null ? '' : ` for ${question}`}: ${able.join(', ')}.`,
      );
    if (question !== null && policy.answers !== question)
      throw badInput(`The policy "${id}" answers ${policy.answers}, not ${question}; these do: ${able.join(', ')}.`);
    return policy;
  }

  private setting(policy: Policy): Promise<Setting> {
    const known = this.settings.get(policy.id) ?? this.settingOf(policy);
    this.settings.set(policy.id, known);
    return known;
  }

  private async settingOf(policy: Policy): Promise<Setting> {
    return this.settingOn(policy, this.asOf, policy.seeds.lists.length === 0 ? [] : await this.lists());
  }

  /** What the policy needs to know on a day, of editions that may be of other days too. */
  settingOn(policy: Policy, day: DateString, editions: readonly RecordedEdition[]): Setting {
    const standings = new Map<string, Standing>();
    const standingOf = (code: string): Standing => {
      const standing = standings.get(code) ?? (this.standingOf(policy, code, day) as Standing);
      standings.set(code, standing);
      return standing;
    };
    const loaded = editions.filter((edition) => edition.complete && holdsAt(edition, day)).map(({ list }) => list);
    const isEmpty = this.world.supposition?.empty === true;
    const missingLists = isEmpty ? [] : policy.seeds.lists.filter((list) => !loaded.includes(list));
    return { policy, standingOf, missingLists };
  }

  private modeUnder(policy: Policy): UnrecordedOwners {
    return this.world.unrecordedOwners ?? policy.unrecordedOwners;
  }

  private solution(graph: Graph, setting: Setting): Solution {
    const solved = this.solutions.get(graph) ?? new Map<Setting, Solution>();
    this.solutions.set(graph, solved);
    const solution = solved.get(setting) ?? solve(graph, setting, this.modeUnder(setting.policy));
    solved.set(setting, solution);
    return solution;
  }

  // --- places

  jurisdiction(code: string): JurisdictionView | null {
    const territory = this.rulebook.atlas.find(code);
    return territory === null ? null : { world: this, code, territory };
  }

  /** A recorded code stays shown also where nobody knows the place. */
  place(code: string): JurisdictionView {
    return { world: this, code, territory: this.rulebook.atlas.find(code) };
  }

  partsOf(code: string): JurisdictionView[] {
    return this.rulebook.atlas.parts(code).map((territory) => ({ world: this, code: territory.code, territory }));
  }

  standing(code: string, policyId: string): Standing | null {
    const policy = this.rulebook.policies.find((each) => each.id === policyId);
    if (policy === undefined)
      throw badInput(
        `No policy is called "${policyId}"; known: ${this.rulebook.policies.map((each) => each.id).join(', ')}.`,
      );
    return this.standingOf(policy, code);
  }

  async companiesOf(code: string, place: Place, first: number, after?: string | null): Promise<Connection<PartyView>> {
    checkFirst(first);
    const codes = this.rulebook.atlas.codesWithin(code);
    const page = await this.gatherer.companiesIn(codes, place, first, keyOf(after));
    const parties = page.parties.map((record) => partyAsOf(record.id, record.statements, this.asOf));
    const edges = parties.map((party) => ({ cursor: cursorOf(party.id), node: this.view(party) }));
    return connection(edges, page.hasNextPage, after != null, page.totalCount);
  }

  private standingOf(policy: Policy, code: string, asOf = this.asOf): Standing | null {
    const list = this.rulebook.regionLists.find((each) => each.id === policy.seeds.regions);
    if (list === undefined) return null;
    const supposed = standingsUnder(policy, this.world.supposition?.standings ?? []);
    return standing(code, editionAt(list, asOf), list.kind, this.rulebook.atlas, supposed);
  }

  // --- products

  async product(by: {
    readonly id?: string | null | undefined;
    readonly name?: string | null | undefined;
  }): Promise<ProductView | null> {
    if (by.id != null) {
      const id = by.id.startsWith('product:') ? by.id.slice('product:'.length) : by.id;
      const record = (await this.gatherer.products({ id }))[0];
      return record === undefined ? null : this.productView(record);
    }
    const found = await this.productsNamed(by.name as string);
    const [only, ...others] = found;
    if (others.length > 0) {
      throw badInput(
        `Several products are called "${by.name}": ${found.map(({ id }) => id).join(', ')}; ask for one by id.`,
      );
    }
    return only ?? null;
  }

  /** Products of exactly this name, by any case and spacing. */
  async productsNamed(name: string): Promise<ProductView[]> {
    return (await this.gatherer.products({ plainName: plainName(name) })).map((record) => this.productView(record));
  }

  async productsOf(id: PartyId): Promise<ProductView[]> {
    const products = (await this.gatherer.productsOf(id)).map((record) => this.productView(record));
    return products.filter((product) =>
      product.operators.some((each) => each.operator === id && holdsAt(each, this.asOf)),
    );
  }

  /** Of its operator in the region; without one the gravest of the operators of the date; null when none is recorded. */
  async productRestriction(product: ProductView, policyId: string, region?: string | null): Promise<RulingView | null> {
    const rulings = await Promise.all(this.operatorsAt(product, region).map((id) => this.restriction(id, policyId)));
    const worst = gravest(rulings.map((each) => each.ruling.verdict));
    return rulings.find((each) => each.ruling.verdict === worst) ?? null;
  }

  async productRestrictions(product: ProductView, policyIds: readonly string[]): Promise<RulingView[]> {
    const rulings = await Promise.all(policyIds.map((policyId) => this.productRestriction(product, policyId)));
    return rulings.filter((ruling) => ruling !== null);
  }

  /** The company that operates a product; a store knows every operator that a statement names. */
  async operator(id: PartyId): Promise<PartyView> {
    const operator = await this.party({ id });
    if (operator === null) throw new Error(`The operator ${id} is not recorded.`);
    return operator;
  }

  /** Operators of a product at the date; in a region, those who operate there, else those without a region. */
  operatorsAt(product: ProductView, region?: string | null): PartyId[] {
    const { atlas } = this.rulebook;
    const same = (code: string | null): string | null => (code === null ? null : (atlas.find(code)?.code ?? code));
    const current = product.operators.filter((operation) => holdsAt(operation, this.asOf));
    const places = region == null ? [] : [same(region), same(region.split('-')[0] as string)];
    const there = current.filter((operation) => operation.region !== null && places.includes(same(operation.region)));
    const everywhere = current.filter((operation) => operation.region === null);
    const chosen = region == null ? current : there.length > 0 ? there : everywhere;
    return [...new Set(chosen.map((operation) => operation.operator))];
  }

  private productView(record: ProductRecord): ProductView {
    const latest = new Map(record.statements.map((statement) => [statement.source.dataset, statement]));
    const statements = [...latest.values()];
    const operators = statements.flatMap((statement) =>
      statement.operators.map((operation): OperationView => ({ world: this, ...operation })),
    );
    return { world: this, id: record.id, name: statements.at(-1)?.name ?? record.id, operators };
  }

  // --- finding

  /** Parties that may be meant by the name, the most alike first, and whoever has it as an LEI. */
  async search(
    name: string,
    jurisdiction: string | null,
    kinds: readonly PartyKind[] | null,
    first: number,
  ): Promise<MatchView[]> {
    checkFirst(first);
    const [byLei, { likely }] = await Promise.all([
      isLeiShaped(name.trim()) ? this.gatherer.party(partyKey({ lei: name.trim() })) : null,
      candidates(this, name, true),
    ]);
    const found = likely.map((candidate) => this.likeMatch(candidate));
    if (byLei !== null) found.unshift(this.match(byLei, name.trim(), 'identifier'));
    const wanted = found.filter(
      ({ party }) =>
        (kinds === null || kinds.includes(party.kind)) && (jurisdiction === null || this.mayBeIn(party, jurisdiction)),
    );
    return wanted.slice(0, first);
  }

  async screen(subjects: readonly ScreenSubject[], policies: readonly string[]): Promise<ScreenResultView[]> {
    this.permit('screener', 'Screening');
    if (subjects.length > MOST_SUBJECTS)
      throw badInput(`subjects: expected at most ${MOST_SUBJECTS}, came ${subjects.length}; ask in several requests.`);
    for (const policy of policies) this.policyFor(policy, 'RESTRICTION');
    return screened(this, subjects, policies);
  }

  /** A party that a key names; the score is 1. */
  match(party: Party, asked: string, by: 'identifier' | 'id' | 'product', policies: readonly string[] = []): MatchView {
    const matchedName = by === 'product' ? asked : party.name;
    return { world: this, party, score: 1, matchedName, why: [`the same ${by}`], policies };
  }

  /** A party that a name may mean. */
  likeMatch({ party, score, name, why }: Candidate, policies: readonly string[] = []): MatchView {
    return { world: this, party, score, matchedName: name, why, policies };
  }

  /** Whether the party belongs to the place or a part of it, or nobody says where it belongs. */
  mayBeIn(party: Party, jurisdiction: string): boolean {
    const codes = [
      ...party.incorporatedIn,
      ...party.nationalities,
      ...party.headquarters.map((place) => place.jurisdiction),
    ];
    const within = new Set(this.rulebook.atlas.codesWithin(jurisdiction));
    return codes.length === 0 || codes.some((code) => within.has(code) || code.startsWith(`${jurisdiction}-`));
  }

  // --- nodes

  async node(id: string): Promise<NodeView | null> {
    const rest = id.slice(id.indexOf(':') + 1);
    if (id.startsWith('product:')) return this.product({ id });
    if (id.startsWith('jurisdiction:')) return this.jurisdiction(rest);
    if (id.startsWith('interest:')) return this.interest(id);
    if (id.startsWith('ruling:')) return givenRuling(this, id);
    if (id.startsWith('watchlist:')) return watchlist(this, id);
    return this.policy(id) ?? this.party({ id });
  }

  nodes(ids: readonly string[]): Promise<(NodeView | null)[]> {
    if (ids.length > MOST_SUBJECTS) throw badInput(`ids: expected at most ${MOST_SUBJECTS}, came ${ids.length}.`);
    return Promise.all(ids.map((id) => this.node(id)));
  }

  private async interest(id: string): Promise<InterestView | null> {
    const parts = partsOfInterestId(id);
    const party = parts === null ? null : await this.gatherer.party({ id: parts.subject });
    if (party === null) return null;
    const graph = await this.gatherer.upstream(party.id);
    const interest = graph.interests.find((each) => interestId(each) === id);
    return interest === undefined
      ? null
      : this.interestView(interest, new Map(graph.parties.map((each) => [each.id, each])));
  }

  // --- pages

  private below(party: Party, depth: number): Promise<Graph> {
    return this.gatherer.downstream(party.id, depth).then((graph) => {
      if (graph.complete) return graph;
      throw new Failure(
        'LIMIT_EXCEEDED',
        `${party.name} holds more than the ${this.limits.maxParties} parties one gathering brings; page its holdings instead.`,
      );
    });
  }

  private async step(
    party: Party,
    direction: Direction,
    first: number,
    after?: string | null,
  ): Promise<Connection<InterestView>> {
    const page = await this.gatherer.page(party.id, direction, first, keyOf(after));
    const parties = new Map(
      page.parties.map((record) => [record.id, partyAsOf(record.id, record.statements, this.asOf)]),
    );
    parties.set(party.id, party);
    const byKey = new Map<string, InterestStatement[]>();
    for (const statement of page.interests)
      byKey.set(interestKey(statement), [...(byKey.get(interestKey(statement)) ?? []), statement]);
    const edges = [...byKey].flatMap(([key, statements]) =>
      interestsAsOf(statements, this.asOf).map((interest) => ({
        cursor: cursorOf(key),
        node: this.interestView(interest, parties),
      })),
    );
    return connection(edges, page.hasNextPage, after != null, page.totalCount);
  }

  private interestPage(
    graph: Graph,
    edges: Int32Array,
    first: number,
    after?: string | null,
  ): Connection<InterestView> {
    const rows = [...edges].map((edge) => {
      const interest = graph.interests[edge] as Interest;
      const holder = graph.parties[at(graph.holder, edge)] ?? null;
      const subject = graph.parties[at(graph.subject, edge)] as Party;
      const node: InterestView = { world: this, interest, holder, subject };
      return {
        key: interestKey({ ...interest, source: interest.sources[0] }),
        edge: (cursor: string) => ({ cursor, node }),
      };
    });
    rows.sort((a, b) => (a.key < b.key ? -1 : 1));
    return pageOf(rows, first, after);
  }

  private partyPage(
    parties: readonly Party[],
    first: number,
    after?: string | null,
    complete = true,
  ): Connection<PartyView> {
    const sorted = [...parties].sort((a, b) => (a.id < b.id ? -1 : 1));
    return pageOf(
      sorted.map((party) => ({ key: party.id, edge: (cursor: string) => ({ cursor, node: this.view(party) }) })),
      first,
      after,
      complete,
    );
  }

  interestView(interest: Interest, parties: ReadonlyMap<PartyId, Party>): InterestView {
    const holder = interest.interestedParty === null ? null : (parties.get(interest.interestedParty) ?? null);
    return { world: this, interest, holder, subject: parties.get(interest.subject) as Party };
  }

  /** The parties at the ends of an interest that a ruling names: its gathering holds them. */
  async interestOf(interest: Interest): Promise<InterestView> {
    const graph = await this.gatherer.upstream(interest.subject);
    const named = (id: PartyId): Party | null => graph.parties[graph.nodeOf.get(id) ?? -1] ?? null;
    const holder = interest.interestedParty === null ? null : named(interest.interestedParty);
    return { world: this, interest, holder, subject: named(interest.subject) as Party };
  }
}

function partyKey(by: PartyBy): { id: string } | { identifier: { scheme: string; value: string } } {
  if (by.id != null) return { id: by.id };
  if (by.lei != null) return { identifier: { scheme: LEI_SCHEME, value: by.lei } };
  const { scheme, value } = by.identifier as { scheme: string; value: string };
  return { identifier: { scheme, value } };
}

function isCounted(type: InterestType): type is CountedType {
  return (COUNTED_TYPES as readonly InterestType[]).includes(type);
}

function isMajority(interest: Interest): boolean {
  if (interest.type === 'REPORTED_PARENT') return true;
  const half = WHOLE / 2;
  return (
    interest.type === 'SHAREHOLDING' &&
    (interest.share.min > half || (interest.share.min === half && interest.share.minExclusive))
  );
}

function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url');
}
