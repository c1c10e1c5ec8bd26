import DataLoader from 'dataloader';
import { badInput, Failure } from './errors.js';
import { interestId, interestIdOf, partsOfInterestId } from './model/interest.js';
import { plainName } from './model/name.js';
import type { Identifier, Party, PartyId } from './model/party.js';
import type { InterestStatement, PartyStatement, ProductStatement } from './model/statement.js';
import type { Supposition } from './model/supposition.js';
import { type Gathered, type Graph, graph } from './rules/graph.js';
import { partyAsOf } from './rules/party.js';
import { overlaid, suppositionNames } from './rules/supposition.js';
import type {
  Direction,
  Document,
  Gathering,
  GatherLimits,
  InterestPage,
  NamesFound,
  NameWay,
  PartyKey,
  PartyPage,
  Place,
  ProductKey,
  ProductRecord,
  ReadAt,
  ReadOfDays,
  RecordedBy,
  RecordedEdition,
  Store,
} from './store/store.js';
import type { Whole, WholeGraphs } from './wholeGraph.js';

const NOTHING: Gathering = { parties: [], interests: [], complete: true, unexpanded: [] };

/**
 * What one inquiry reads, in as few store calls as there are turns in the question: everything asked for in one tick
 * is one call, a party that an earlier gathering reached is none. Suppositions are laid over whatever is read.
 */
export class Gatherer {
  private readonly reached = new Map<PartyId, Graph>();
  private readonly pages = new Map<string, DataLoader<PartyId, InterestPage>>();
  private readonly downs = new Map<string, DataLoader<PartyId, Graph>>();
  private settled: Promise<Supposition | null> | undefined;
  private all: Promise<{ readonly graph: Graph; readonly whole: Whole | null }> | undefined;

  constructor(
    private readonly store: Store,
    readonly at: ReadAt,
    private readonly limits: Omit<GatherLimits, 'depth'>,
    /** Null also where the rules alone are supposed: then everything is read as it is recorded. */
    private readonly supposed: Supposition | null,
    private readonly graphs: WholeGraphs,
  ) {}

  private readonly partyLoader = new DataLoader<PartyKey, Party | null, string>((keys) => this.readParties(keys), {
    cacheKeyFn: JSON.stringify,
  });
  private readonly upLoader = new DataLoader<PartyId, Graph>((ids) => this.gatherUp(ids));
  private readonly productLoader = new DataLoader<ProductKey, readonly ProductRecord[], string>(
    (keys) => this.readProducts(keys),
    {
      cacheKeyFn: JSON.stringify,
    },
  );
  private readonly operatedLoader = new DataLoader<PartyId, readonly ProductRecord[]>((ids) => this.readOperated(ids));
  private readonly documentLoader = new DataLoader<string, Document | null>((keys) => this.readDocuments(keys));
  private readonly names = new Map<number, DataLoader<NameWay, NamesFound>>();

  party(key: PartyKey): Promise<Party | null> {
    return this.partyLoader.load(key);
  }

  /** The graph around a party with everything above it; at once when an earlier gathering reached it. */
  upstream(id: PartyId): Graph | Promise<Graph> {
    return this.reached.get(id) ?? this.upLoader.load(id);
  }

  /** The graph below a party, to a depth; null for any. */
  downstream(id: PartyId, depth: number | null): Promise<Graph> {
    const key = String(depth);
    const loader = this.downs.get(key) ?? new DataLoader<PartyId, Graph>((ids) => this.gatherDown(ids, depth));
    this.downs.set(key, loader);
    return loader.load(id);
  }

  /** One step of recorded interests; a supposed world has no pages, its steps are gathered. */
  page(id: PartyId, direction: Direction, first: number, after: string | null): Promise<InterestPage> {
    const key = JSON.stringify([direction, first, after]);
    const loader =
      this.pages.get(key) ??
      new DataLoader<PartyId, InterestPage>((ids) =>
        this.inTime(this.store.page(ids, direction, this.at, first, after)),
      );
    this.pages.set(key, loader);
    return loader.load(id);
  }

  /** Graphs that hold all below the parties, one a party: the same for all, or, where that meets a limit, its own. */
  async below(ids: readonly PartyId[]): Promise<readonly Graph[]> {
    if (ids.length > 1) {
      const together = graph(await this.gather(ids, 'DOWN', null), this.at.asOf);
      if (together.complete) return ids.map(() => together);
    }
    return Promise.all(ids.map((id) => this.downstream(id, null)));
  }

  /** Whoever stood above a party on any day, with what they held then. */
  upstreamEver(id: PartyId): Promise<Gathered> {
    return this.gather([id], 'UP', null, { ...this.at, asOf: null });
  }

  recordedBy(instant: string): Promise<RecordedBy> {
    return this.inTime(this.store.revisionAt(instant, this.at.deadlineAt));
  }

  /** Everything there is in this world; `whole` only where nothing is supposed of it, so that others may share it. */
  everything(): Promise<{ readonly graph: Graph; readonly whole: Whole | null }> {
    this.all ??= this.readAll();
    return this.all;
  }

  get isSupposed(): boolean {
    return this.supposed !== null;
  }

  products(key: ProductKey): Promise<readonly ProductRecord[]> {
    return this.productLoader.load(key);
  }

  productsOf(id: PartyId): Promise<readonly ProductRecord[]> {
    return this.operatedLoader.load(id);
  }

  /** Names that the record has, by a way to look for them; at most `first`. */
  alike(way: NameWay, first: number): Promise<NamesFound> {
    const loader =
      this.names.get(first) ??
      new DataLoader<NameWay, NamesFound>((ways) => this.readAlike(ways, first), { cache: false });
    this.names.set(first, loader);
    return loader.load(way);
  }

  /** What is kept under a key besides the graph; null where nothing is. */
  document(key: string): Promise<Document | null> {
    return this.documentLoader.load(key);
  }

  /** Parties of which something is supposed: no index has their names. */
  async supposedParties(): Promise<readonly PartyId[]> {
    return ((await this.supposition())?.parties ?? []).map(({ party }) => party);
  }

  async companiesIn(codes: readonly string[], place: Place, first: number, after: PartyId | null): Promise<PartyPage> {
    if (this.supposed !== null)
      throw badInput('Companies of a place cannot be listed in a supposed world; ask for them in the recorded one.');
    return this.inTime(this.store.companiesIn(codes, place, this.at, first, after));
  }

  lists(): Promise<readonly RecordedEdition[]> {
    return this.editions(this.at);
  }

  /** Editions of any day. */
  listsEver(): Promise<readonly RecordedEdition[]> {
    return this.editions({ ...this.at, asOf: null });
  }

  private async readDocuments(keys: readonly string[]): Promise<(Document | null)[]> {
    const found = await this.inTime(this.store.documents({ keys, settled: true }, this.at.deadlineAt));
    const byKey = new Map(found.map((document) => [document.key, document]));
    return keys.map((key) => byKey.get(key) ?? null);
  }

  private async editions(at: ReadOfDays): Promise<readonly RecordedEdition[]> {
    return this.supposed?.empty === true ? [] : this.inTime(this.store.lists(at));
  }

  /** Everybody whom what is supposed is about, under the ids of the record. */
  async supposedNames(): Promise<readonly PartyId[]> {
    const supposition = await this.supposition();
    if (supposition === null) return [];
    const ends = supposition.without.flatMap((id) => {
      const parts = partsOfInterestId(id);
      return [parts?.interestedParty ?? [], parts?.subject ?? []].flat();
    });
    return [...new Set([...suppositionNames(supposition), ...ends])];
  }

  /** The supposition under the ids of the record: what shares an identifier with a recorded party is that party. */
  supposition(): Promise<Supposition | null> {
    this.settled ??= this.supposed === null ? Promise.resolve(null) : this.settle(this.supposed);
    return this.settled;
  }

  private async settle(supposed: Supposition): Promise<Supposition> {
    const names = suppositionNames(supposed);
    const borne = supposed.parties.flatMap(({ party, facts }) =>
      (facts.identifiers ?? []).map((identifier) => ({ party, identifier })),
    );
    const keys: PartyKey[] = [...names.map((id) => ({ id })), ...borne.map(({ identifier }) => ({ identifier }))];
    const records =
      supposed.empty || keys.length === 0 ? keys.map(() => null) : await this.inTime(this.store.parties(keys, this.at));
    const identities = new Identities();
    for (const [index, id] of names.entries()) identities.record(id, records[index]?.id);
    for (const [index, { party, identifier }] of borne.entries()) {
      const mark = JSON.stringify([identifier.scheme, identifier.value]);
      identities.join(party, mark);
      identities.record(mark, records[names.length + index]?.id);
    }
    const declared = new Set(supposed.parties.map((statement) => statement.party));
    for (const [index, id] of names.entries()) {
      if (declared.has(id) || (records[index] ?? null) !== null) continue;
      throw badInput(`No party is called "${id}": it is neither recorded nor among the supposed parties.`);
    }
    const settled = (id: PartyId): PartyId => identities.of(id);
    return {
      ...supposed,
      without: await this.leftOut(supposed),
      parties: supposed.parties.map((statement): PartyStatement => ({ ...statement, party: settled(statement.party) })),
      interests: supposed.interests.map(
        (interest): InterestStatement => ({
          ...interest,
          interestedParty: interest.interestedParty === null ? null : settled(interest.interestedParty),
          subject: settled(interest.subject),
        }),
      ),
      products: supposed.products.map(
        (product): ProductStatement => ({
          ...product,
          operators: product.operators.map((operation) => ({ ...operation, operator: settled(operation.operator) })),
        }),
      ),
    };
  }

  /** The interests left out, under the ids of the record; each has to be there. */
  private async leftOut({ without, empty }: Supposition): Promise<readonly string[]> {
    if (without.length === 0) return [];
    const asked = without.flatMap((id) => partsOfInterestId(id) ?? []);
    const ends = [...new Set(asked.flatMap(({ interestedParty, subject }) => [interestedParty ?? subject, subject]))];
    const keys = ends.map((id) => ({ id }));
    const records = empty ? [] : await this.inTime(this.store.parties(keys, this.at));
    const recorded = new Map(ends.map((id, index) => [id, records[index]?.id ?? id]));
    const named = (id: PartyId): PartyId => recorded.get(id) ?? id;
    const meant = asked.map((parts) => ({
      ...parts,
      interestedParty: parts.interestedParty === null ? null : named(parts.interestedParty),
      subject: named(parts.subject),
    }));
    const subjects = [...new Set(meant.map(({ subject }) => subject))];
    const limits = { ...this.limits, depth: 1 };
    const held = empty ? NOTHING : await this.inTime(this.store.gather(subjects, 'UP', this.at, limits));
    const there = new Set(held.interests.map((each) => interestId({ ...each, sources: [each.source] })));
    const missing = without.filter((_, index) => !there.has(interestIdOf(meant[index] as (typeof meant)[number])));
    if (missing.length > 0 && !held.complete)
      throw new Failure(
        'LIMIT_EXCEEDED',
        'The interests left out cannot be looked for among so many; leave out fewer.',
      );
    if (missing.length > 0)
      throw badInput(`suppose.without: no interest of this world is called ${missing.join(', ')}.`);
    return meant.map(interestIdOf);
  }

  private async readParties(keys: readonly PartyKey[]): Promise<(Party | null)[]> {
    const supposition = await this.supposition();
    const records =
      supposition?.empty === true ? keys.map(() => null) : await this.inTime(this.store.parties(keys, this.at));
    return keys.map((key, index) => {
      const id = records[index]?.id ?? supposedId(this.supposed, supposition, key);
      const gathered = { ...NOTHING, parties: records[index] == null ? [] : [records[index]] };
      const laid = supposition === null ? gathered : overlaid(gathered, supposition);
      const record = laid.parties.find((party) => party.id === id);
      return record === undefined ? null : partyAsOf(record.id, record.statements, this.at.asOf);
    });
  }

  /** One gathering for all; where it meets a limit, one each, so that no answer depends on what else was asked. */
  private async gatherUp(ids: readonly PartyId[]): Promise<Graph[]> {
    const together = await this.gather(ids, 'UP', null);
    if (together.complete || ids.length === 1) {
      const compiled = graph(together, this.at.asOf);
      if (together.complete) for (const party of compiled.parties) this.reached.set(party.id, compiled);
      return ids.map(() => compiled);
    }
    const alone: Graph[] = [];
    for (const id of ids) alone.push(graph(await this.gather([id], 'UP', null), this.at.asOf));
    return alone;
  }

  private async gatherDown(ids: readonly PartyId[], depth: number | null): Promise<Graph[]> {
    const graphs: Graph[] = [];
    // Below a hub lies much: each is gathered alone, so that one does not push another over the limit.
    for (const id of ids) graphs.push(graph(await this.gather([id], 'DOWN', depth), this.at.asOf));
    return graphs;
  }

  private async readAll(): Promise<{ readonly graph: Graph; readonly whole: Whole | null }> {
    const supposition = await this.supposition();
    if (supposition?.empty === true) return { graph: graph(overlaid(NOTHING, supposition), this.at.asOf), whole: null };
    const { asOf, revision } = this.at;
    const reading =
      'The whole graph is being read, which takes longer than this request may; it is read on, so ask again in a while.';
    const whole = await this.inTime(this.graphs.at({ asOf, revision }), reading);
    return supposition === null ? { graph: whole.graph, whole } : { graph: whole.supposing(supposition), whole: null };
  }

  private async gather(
    ids: readonly PartyId[],
    direction: Direction,
    depth: number | null,
    at: ReadOfDays = this.at,
  ): Promise<Gathered> {
    const supposition = await this.supposition();
    const from = supposition === null ? ids : [...new Set([...ids, ...suppositionNames(supposition)])];
    const gathering =
      supposition?.empty === true
        ? NOTHING
        : await this.inTime(this.store.gather(from, direction, at, { ...this.limits, depth }));
    return supposition === null ? gathering : overlaid(gathering, supposition);
  }

  private async readProducts(keys: readonly ProductKey[]): Promise<(readonly ProductRecord[])[]> {
    const supposition = await this.supposition();
    const recorded =
      supposition?.empty === true ? keys.map(() => []) : await this.inTime(this.store.products(keys, this.at));
    return keys.map((key, index) =>
      withSupposed(recorded[index] ?? [], supposition, (product) =>
        'id' in key ? product.product === key.id : plainName(product.name) === key.plainName,
      ),
    );
  }

  private async readOperated(ids: readonly PartyId[]): Promise<(readonly ProductRecord[])[]> {
    const supposition = await this.supposition();
    const recorded =
      supposition?.empty === true ? ids.map(() => []) : await this.inTime(this.store.productsOf(ids, this.at));
    return ids.map((id, index) =>
      withSupposed(recorded[index] ?? [], supposition, (product) =>
        product.operators.some((operation) => operation.operator === id),
      ),
    );
  }

  private async readAlike(ways: readonly NameWay[], first: number): Promise<readonly NamesFound[]> {
    if ((await this.supposition())?.empty === true) return ways.map(() => ({ names: [], cut: false }));
    return this.inTime(this.store.alike(ways, this.at, first));
  }

  /** A store may never answer; the request does. */
  private inTime<T>(
    answer: Promise<T>,
    message = `The store did not answer within the request's deadline.`,
  ): Promise<T> {
    const left = this.at.deadlineAt - Date.now();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Failure('DEADLINE_EXCEEDED', message)), Math.max(0, left));
    });
    return Promise.race([answer, late]).finally(() => clearTimeout(timer));
  }
}

/** Who is who among what is supposed: names and identifiers that belong to one party, under its recorded id. */
class Identities {
  private readonly above = new Map<string, string>();
  private readonly recorded = new Map<string, PartyId>();

  join(a: string, b: string): void {
    const [left, right] = [this.root(a), this.root(b)];
    if (left === right) return;
    // An id stays the name of its group: a mark of an identifier is no party's id.
    this.above.set(right, left);
    this.record(left, this.recorded.get(right));
  }

  /** Says that a name is that of a recorded party; two recorded parties cannot be supposed to be one. */
  record(name: string, id: PartyId | undefined): void {
    if (id === undefined) return;
    const known = this.recorded.get(this.root(name));
    if (known !== undefined && known !== id) {
      throw new Failure(
        'CONFLICT',
        `What is supposed of "${name}" makes one party of "${known}" and "${id}", which are recorded as two.`,
      );
    }
    this.recorded.set(this.root(name), id);
  }

  of(id: PartyId): PartyId {
    return this.recorded.get(this.root(id)) ?? this.root(id);
  }

  private root(name: string): string {
    let root = name;
    for (let above = this.above.get(root); above !== undefined; above = this.above.get(root)) root = above;
    return root;
  }
}

function supposedId(asGiven: Supposition | null, settled: Supposition | null, key: PartyKey): PartyId | null {
  const index = (asGiven?.parties ?? []).findIndex(({ party, facts }) =>
    'id' in key
      ? party === key.id
      : (facts.identifiers ?? []).some((identifier) => sameIdentifier(identifier, key.identifier)),
  );
  return settled?.parties[index]?.party ?? ('id' in key ? key.id : null);
}

function sameIdentifier(a: Identifier, b: Identifier): boolean {
  return a.scheme === b.scheme && a.value === b.value;
}

function withSupposed(
  recorded: readonly ProductRecord[],
  supposition: Supposition | null,
  wanted: (product: ProductStatement) => boolean,
): readonly ProductRecord[] {
  const supposed = (supposition?.products ?? []).filter(wanted);
  const replaced = new Set((supposition?.products ?? []).map((product) => product.product));
  return [
    ...recorded.filter((record) => !replaced.has(record.id)),
    ...supposed.map((product) => ({ id: product.product, statements: [{ ...product, recorded: 0, ordinal: 0 }] })),
  ];
}
