import type { DateString } from '../../model/date.js';
import type { PartyFacts } from '../../model/party.js';
import type { Grade } from '../../model/source.js';
import {
  type FoundVersion,
  type InterestRow,
  type KnownParty,
  type Ledger,
  LIVE,
  type Numbers,
  type PartyRow,
  type ProductRow,
  type RecordedMerge,
  type RowId,
  type StatementTable,
  type Tie,
} from '../writing/ledger.js';
import { oldestFirst } from '../writing/order.js';
import { editionSaid } from '../writing/plan.js';
import { interestText, partyText, productText, type SourceSaid, sourceText } from '../writing/said.js';
import { escaped, unescaped } from '../writing/text.js';
import type { Row, Run } from './connection.js';
import { type EditionCell, editionOf, sourceOf, textOf } from './records.js';

const KNOWN = `
  UNWIND range(0, size($refs) - 1) AS index
  MATCH (p:Party {id: $refs[index]}) USING INDEX p:Party(id)
  OPTIONAL MATCH (p)-[:SAME_AS {retracted: ${LIVE}}]->(t:Party)
  RETURN index, p.number, coalesce(t.number, p.number), coalesce(t.id, p.id)`;
const REFS = 'MATCH (p:Party) USING INDEX p:Party(number) WHERE p.number IN $wanted RETURN p.number, p.id';
const BEARERS = `
  UNWIND $wanted AS pair
  MATCH (i:Identifier {scheme: pair[0], value: pair[1]}) USING INDEX i:Identifier(scheme, value)
  MATCH (i)<-[:IDENTIFIED_BY {retracted: ${LIVE}}]-(p:Party)
  RETURN pair[0], pair[1], p.number`;
const FOLLOWERS = `
  MATCH (p:Party)-[:SAME_AS {retracted: ${LIVE}}]->(t:Party) WHERE t.number IN $wanted
  RETURN p.number, t.number`;
const TIES = (own: 'p' | 'o') => `
  MATCH (p:Party)-[t:MERGED_INTO|IDENTIFIED_WITH {retracted: ${LIVE}}]->(o:Party) WHERE ${own}.number IN $wanted
  RETURN p.number, o.number, CASE type(t) WHEN 'MERGED_INTO' THEN t.since END`;
const MERGE = `
  MATCH (p:Party)-[t:MERGED_INTO]->(o:Party) WHERE t.since = $revision
  RETURN p.number, o.number, t.since, t.retracted`;
const EDITIONS = `
  UNWIND range(0, size($wanted) - 1) AS index
  MATCH (e:Edition {list: $wanted[index][0], edition: $wanted[index][1], retracted: ${LIVE}})
  RETURN index, elementId(e), e.list, e.edition, e.startDate, e.endDate, e.entries, e.complete`;

/** What a source said, in the order of `sourceAt`. */
const SOURCE = (of: string) =>
  `${of}.dataset, ${of}.url, ${of}.retrievedAt, ${of}.quote, ${of}.grade, ${of}.statementId`;

const PARTY_ROW = `elementId(s), p.number, s.stated, ${SOURCE('s')}, s.recorded, s.ordinal, s.facts`;
const INTEREST_ROW = `elementId(h), subject.number, holder.number, holder.id, h.statedSubject, h.statedHolder, h.type,
  ${SOURCE('h')}, h.recorded, h.ordinal, h.min, h.max, h.minExclusive, h.maxExclusive, h.startDate, h.endDate,
  h.undisclosed, h.stop`;
const PRODUCT_ROW = `elementId(s), product.id, s.plain, ${SOURCE('s')}, s.recorded, s.ordinal, s.name, s.operations,
  COLLECT {
    MATCH (product)-[op:OPERATED_BY]->(operator)
    WHERE op.statementId = s.statementId AND op.dataset = s.dataset AND op.since = s.since
    RETURN [operator.number, op.stated] ORDER BY op.position
  }`;

const BY_PAIR = (of: string) => `${of}.statementId = pair[0] AND ${of}.dataset = pair[1] AND ${of}.retracted = ${LIVE}`;
const PARTY_ROWS = {
  byPair: `UNWIND $wanted AS pair MATCH (s:PartyStatement) USING INDEX s:PartyStatement(statementId, dataset, retracted) WHERE ${BY_PAIR('s')} MATCH (s)-[:ABOUT]->(p) RETURN ${PARTY_ROW}`,
  byId: `UNWIND $wanted AS id MATCH (s:PartyStatement)-[:ABOUT]->(p) WHERE elementId(s) = id RETURN ${PARTY_ROW}`,
  byParty: `MATCH (s:PartyStatement {retracted: ${LIVE}})-[:ABOUT]->(p:Party) USING INDEX p:Party(number) WHERE p.number IN $wanted RETURN ${PARTY_ROW}`,
};
const INTEREST_ROWS = {
  byPair: `UNWIND $wanted AS pair MATCH (holder)-[h:HOLDS]->(subject) USING INDEX h:HOLDS(statementId, dataset, retracted) WHERE ${BY_PAIR('h')} RETURN ${INTEREST_ROW}`,
  byId: `UNWIND $wanted AS id MATCH (holder)-[h:HOLDS]->(subject) WHERE elementId(h) = id RETURN ${INTEREST_ROW}`,
  bySubject: `MATCH (holder)-[h:HOLDS {retracted: ${LIVE}}]->(subject:Party) USING INDEX subject:Party(number) WHERE subject.number IN $wanted RETURN ${INTEREST_ROW}`,
  byHolder: `MATCH (holder:Party)-[h:HOLDS {retracted: ${LIVE}}]->(subject) USING INDEX holder:Party(number) WHERE holder.number IN $wanted RETURN ${INTEREST_ROW}`,
  // Both ends are found first, so that what lies between them is asked of the one with fewer interests.
  byKey: (holder: 'Party' | 'Undisclosed') => `
    UNWIND $wanted AS key
    MATCH (subject:Party {number: key[0]}) USING INDEX subject:Party(number)
    WITH key, subject
    MATCH (holder:${holder} {id: key[1]}) USING INDEX holder:${holder}(id)
    WITH key, subject, holder
    MATCH (holder)-[h:HOLDS {retracted: ${LIVE}}]->(subject) WHERE h.type = key[2]
    RETURN ${INTEREST_ROW}`,
};
const PRODUCT_ROWS = {
  byPair: `UNWIND $wanted AS pair MATCH (s:ProductStatement)-[:ABOUT]->(product) WHERE ${BY_PAIR('s')} RETURN ${PRODUCT_ROW}`,
  byOperator: `
    MATCH (product:Product)-[by:OPERATED_BY {retracted: ${LIVE}}]->(p:Party) WHERE p.number IN $wanted
    MATCH (s:ProductStatement {retracted: ${LIVE}})-[:ABOUT]->(product)
    WHERE s.statementId = by.statementId AND s.dataset = by.dataset
    WITH DISTINCT s, product RETURN ${PRODUCT_ROW}`,
};
const VERSIONS: Readonly<Record<StatementTable, string>> = {
  party_statement: 'MATCH (s:PartyStatement)',
  interest: 'MATCH ()-[s:HOLDS]->()',
  product_statement: 'MATCH (s:ProductStatement)',
};

/** What a write reads of the graph, inside of its transaction, when it holds the lock. */
export class Neo4jLedger implements Ledger {
  /** Numbers of datasets and sources hold for this write alone: the graph keeps the texts. */
  private readonly datasets = new NumberedTexts();
  private readonly sources = new NumberedTexts();

  constructor(
    private readonly run: Run,
    readonly revision: number,
    readonly firstFree: number,
  ) {}

  async known(refs: readonly string[]): Promise<KnownParty[]> {
    const rows = refs.length === 0 ? [] : await this.run(KNOWN, { refs });
    return (rows as [number, number, number, string][]).map(([index, number, target, targetRef]) => ({
      index,
      number,
      target,
      targetRef,
    }));
  }

  async refs(numbers: readonly number[]): Promise<[number, string][]> {
    return (await this.found(REFS, numbers)) as unknown[] as [number, string][];
  }

  async numbers(datasets: ReadonlySet<string>, sources: ReadonlySet<string>): Promise<Numbers> {
    for (const text of datasets) this.datasets.number(text);
    for (const text of sources) this.sources.number(text);
    return { datasets: this.datasets.numbers, sources: this.sources.numbers };
  }

  /** The text that `numbers` gave the number. */
  dataset(number: number): string {
    return this.datasets.text(number);
  }

  source(number: number): SourceSaid {
    return JSON.parse(this.sources.text(number)) as SourceSaid;
  }

  async partyRowsById(pairs: readonly (readonly [string, number])[]): Promise<PartyRow[]> {
    return this.partyRows(PARTY_ROWS.byPair, this.named(pairs));
  }

  async partyRowsAt(ids: readonly RowId[]): Promise<PartyRow[]> {
    return this.partyRows(PARTY_ROWS.byId, ids);
  }

  async partyRowsOf(parties: readonly number[]): Promise<PartyRow[]> {
    return (await this.partyRows(PARTY_ROWS.byParty, parties)).sort(oldestFirst);
  }

  async interestRowsById(pairs: readonly (readonly [string, number])[]): Promise<InterestRow[]> {
    return this.interestRows(INTEREST_ROWS.byPair, this.named(pairs));
  }

  async interestRowsAt(ids: readonly RowId[]): Promise<InterestRow[]> {
    return this.interestRows(INTEREST_ROWS.byId, ids);
  }

  async interestRowsOf(parties: readonly number[]): Promise<InterestRow[]> {
    const rows = [
      ...(await this.interestRows(INTEREST_ROWS.bySubject, parties)),
      ...(await this.interestRows(INTEREST_ROWS.byHolder, parties)),
    ];
    return [...new Map(rows.map((row) => [row.id, row])).values()];
  }

  async interestRowsByKey(keys: readonly (readonly [number, string])[]): Promise<InterestRow[]> {
    const parts = keys.map(([subject, far]) => {
      const end = far.lastIndexOf('"');
      return [subject, far.slice(0, end), far.slice(end + 1)] as const;
    });
    return [
      ...(await this.interestRows(INTEREST_ROWS.byKey('Party'), parts)),
      ...(await this.interestRows(
        INTEREST_ROWS.byKey('Undisclosed'),
        parts.filter(([, holder]) => holder.startsWith('?')),
      )),
    ];
  }

  async productRowsById(pairs: readonly (readonly [string, number])[]): Promise<ProductRow[]> {
    return this.productRows(PRODUCT_ROWS.byPair, this.named(pairs));
  }

  async productRowsOf(operators: readonly number[]): Promise<ProductRow[]> {
    return this.productRows(PRODUCT_ROWS.byOperator, operators);
  }

  async bearers(identifiers: readonly string[]): Promise<[string, number][]> {
    const byPair = new Map(identifiers.map((identifier) => [JSON.stringify(refsOf(identifier)), identifier]));
    const rows = await this.found(BEARERS, identifiers.map(refsOf));
    return rows.map(([scheme, value, party]) => [
      byPair.get(JSON.stringify([scheme, value])) as string,
      party as number,
    ]);
  }

  async followers(targets: readonly number[]): Promise<[number, number][]> {
    return (await this.found(FOLLOWERS, targets)) as unknown[] as [number, number][];
  }

  async ties(parties: readonly number[]): Promise<Tie[]> {
    const rows = [...(await this.found(TIES('p'), parties)), ...(await this.found(TIES('o'), parties))];
    const ties = (rows as unknown[] as [number, number, number | null][]).map(([party, other, merge]): Tie => {
      return { party, other, merge };
    });
    return [...new Map(ties.map((tie) => [JSON.stringify(tie), tie])).values()];
  }

  async merge(revision: number): Promise<RecordedMerge | null> {
    const rows = (await this.run(MERGE, { revision })) as [number, number, number, number][];
    const [first] = rows;
    if (first === undefined) return null;
    const ties = rows.map(([party, other, merge]): Tie => ({ party, other, merge }));
    return { ties, undoneBy: first[3] === LIVE ? null : first[3] };
  }

  async versions(asked: readonly (readonly [string, string | null])[]): Promise<FoundVersion[][]> {
    const found: FoundVersion[][] = asked.map(() => []);
    for (const [table, match] of Object.entries(VERSIONS) as [StatementTable, string][]) {
      const text = `UNWIND range(0, size($wanted) - 1) AS index
        ${match} WHERE s.statementId = $wanted[index][0] AND s.dataset IS NOT NULL AND s.retracted IS NOT NULL
          AND ($wanted[index][1] IS NULL OR s.dataset = $wanted[index][1])
        RETURN index, elementId(s), s.dataset, s.retracted = ${LIVE}`;
      for (const [index, id, dataset, isLive] of await this.found(text, asked))
        found[index as number]?.push({
          table,
          id: id as string,
          dataset: dataset as string,
          isLive: isLive as boolean,
        });
    }
    return found;
  }

  async editions(keys: readonly (readonly [string, string])[]): Promise<({ id: string; said: string } | null)[]> {
    const stored: ({ id: string; said: string } | null)[] = keys.map(() => null);
    for (const [index, id, ...cell] of await this.found(EDITIONS, keys))
      stored[index as number] = {
        id: id as string,
        said: editionSaid(editionOf(cell as readonly unknown[] as EditionCell)),
      };
    return stored;
  }

  private async found(text: string, wanted: readonly unknown[]): Promise<Row[]> {
    return wanted.length === 0 ? [] : this.run(text, { wanted });
  }

  private named(pairs: readonly (readonly [string, number])[]): (readonly [string, string])[] {
    return pairs.map(([statementId, dataset]) => [statementId, this.dataset(dataset)] as const);
  }

  private async partyRows(text: string, wanted: readonly unknown[]): Promise<PartyRow[]> {
    return (await this.found(text, wanted)).map((row): PartyRow => {
      const [id, party, stated] = row as [string, number, number | null];
      const { dataset, statementId, source } = this.sourceAt(row, 3);
      const [recorded, ordinal, text] = row.slice(9) as [number, number, string];
      const facts = JSON.parse(text) as PartyFacts;
      const said = partyText([unescaped(statementId), source, facts]);
      return { id, party, stated: stated ?? party, dataset, statementId, recorded, ordinal, said, facts };
    });
  }

  private async interestRows(text: string, wanted: readonly unknown[]): Promise<InterestRow[]> {
    return (await this.found(text, wanted)).map((row): InterestRow => {
      const [id, subject, holder, holderRef, statedSubject, statedHolder, type] = row as [
        string,
        number,
        number | null,
        string,
        number | null,
        number | null,
        InterestRow['type'],
      ];
      const { dataset, statementId, source } = this.sourceAt(row, 7);
      const [recorded, ordinal, min, max, minExclusive, maxExclusive, startDate, endDate, undisclosed, stop] =
        row.slice(13) as [
          number,
          number,
          number,
          number,
          boolean,
          boolean,
          DateString | null,
          DateString | null,
          string | null,
          number,
        ];
      const strict = (minExclusive ? 1 : 0) + (maxExclusive ? 2 : 0);
      return {
        id,
        subject,
        holder,
        unnamed: holder === null ? holderRef : null,
        statedSubject: statedSubject ?? subject,
        statedHolder: statedHolder ?? holder,
        type,
        dataset,
        statementId,
        recorded,
        ordinal,
        said: interestText([
          type,
          min,
          max,
          strict,
          startDate,
          endDate,
          textOf(undisclosed),
          source,
          unescaped(statementId),
        ]),
        startDate,
        endDate,
        stop,
      };
    });
  }

  private async productRows(text: string, wanted: readonly unknown[]): Promise<ProductRow[]> {
    return (await this.found(text, wanted)).map((row): ProductRow => {
      const [id, product, plain] = row as [string, string, string];
      const { dataset, statementId, source } = this.sourceAt(row, 3);
      const [recorded, ordinal, name, operations, operators] = row.slice(9) as [
        number,
        number,
        string,
        string,
        [number, number | null][],
      ];
      const said = productText([unescaped(statementId), source, unescaped(name), JSON.parse(operations)]);
      return {
        id,
        product,
        plain,
        dataset,
        statementId,
        recorded,
        ordinal,
        said,
        operators: operators.map(([operator, stated]) => ({ operator, stated: stated ?? operator })),
      };
    });
  }

  /** The six cells of `SOURCE`, under the numbers of this write. */
  private sourceAt(row: Row, at: number): { dataset: number; statementId: string; source: number } {
    const [dataset, url, retrievedAt, quote, grade, statementId] = row.slice(at) as [
      string,
      string | null,
      string | null,
      string | null,
      Grade,
      string,
    ];
    const source = sourceOf(dataset, url, retrievedAt, statementId, quote, grade);
    return {
      dataset: this.datasets.number(dataset),
      statementId,
      source: this.sources.number(sourceText(source)),
    };
  }
}

class NumberedTexts {
  readonly numbers = new Map<string, number>();
  private readonly texts: string[] = [];

  number(text: string): number {
    const known = this.numbers.get(text);
    if (known !== undefined) return known;
    this.numbers.set(text, this.texts.length);
    return this.texts.push(text) - 1;
  }

  text(number: number): string {
    return this.texts[number] as string;
  }
}

/** The scheme and value of an `identifierValue`, escaped. */
function refsOf(identifier: string): [string, string] {
  return (JSON.parse(identifier) as [string, string]).map(escaped) as [string, string];
}
