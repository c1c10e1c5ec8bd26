/** GLEIF's files as small as they may be, for tests. */

export const ENTITY_HEADER_DATE = '2025-01-01';
const SCHEMAS = 'http://www.gleif.org/data/schema';

export const [ONE, TWO, THREE, FOUR] = [
  '254900LNRYNOQ9YPU758',
  '529900GRZ2BQY5ZM9N49',
  '851WYGNLUQLFZBSYGB56',
  '549300O897ZC5H7CY412',
] as const;

export interface MadeEntity {
  readonly name?: string;
  readonly country?: string;
  readonly category?: string;
  /** More elements of the entity. */
  readonly more?: string;
  /** Elements beside the entity. */
  readonly beside?: string;
}

export function entity(lei: string, made: MadeEntity = {}): string {
  const { name = `Company ${lei.slice(0, 3)}`, country = 'SE', category = 'GENERAL', more = '', beside = '' } = made;
  return `<l:LEIRecord><l:LEI>${lei}</l:LEI><l:Entity><l:LegalName xml:lang="en">${name}</l:LegalName>
<l:HeadquartersAddress><l:City>There</l:City><l:Country>${country}</l:Country></l:HeadquartersAddress>
<l:LegalJurisdiction>${country}</l:LegalJurisdiction><l:EntityCategory>${category}</l:EntityCategory>${more}</l:Entity>${beside}</l:LEIRecord>`;
}

export function entities(...records: readonly string[]): string {
  return `<l:LEIData xmlns:l="${SCHEMAS}/leidata/2016"><l:LEIHeader><l:ContentDate>2025-01-01T08:00:00Z</l:ContentDate></l:LEIHeader><l:LEIRecords>\n${records.join('\n')}\n</l:LEIRecords></l:LEIData>`;
}

export interface MadeRelation {
  readonly type?: string;
  readonly status?: string;
  /** The elements of RelationshipPeriods. */
  readonly periods?: string;
  /** Elements beside the relationship. */
  readonly beside?: string;
}

export function relation(child: string, parent: string, made: MadeRelation = {}): string {
  const { type = 'IS_DIRECTLY_CONSOLIDATED_BY', status = 'ACTIVE', periods = '', beside = '' } = made;
  return `<r:RelationshipRecord><r:Relationship><r:StartNode><r:NodeID>${child}</r:NodeID><r:NodeIDType>LEI</r:NodeIDType></r:StartNode>
<r:EndNode><r:NodeID>${parent}</r:NodeID><r:NodeIDType>LEI</r:NodeIDType></r:EndNode><r:RelationshipType>${type}</r:RelationshipType>
<r:RelationshipPeriods>${periods}</r:RelationshipPeriods><r:RelationshipStatus>${status}</r:RelationshipStatus></r:Relationship>${beside}</r:RelationshipRecord>`;
}

export function period(start: string | null, end: string | null = null, type = 'RELATIONSHIP_PERIOD'): string {
  const from = start === null ? '' : `<r:StartDate>${start}</r:StartDate>`;
  const to = end === null ? '' : `<r:EndDate>${end}</r:EndDate>`;
  return `<r:RelationshipPeriod>${from}${to}<r:PeriodType>${type}</r:PeriodType></r:RelationshipPeriod>`;
}

export function relations(...records: readonly string[]): string {
  return `<r:RelationshipData xmlns:r="${SCHEMAS}/rr/2016"><r:Header><r:ContentDate>2025-01-02T08:00:00Z</r:ContentDate></r:Header><r:RelationshipRecords>\n${records.join('\n')}\n</r:RelationshipRecords></r:RelationshipData>`;
}

export function exception(
  lei: string,
  reason: string,
  category: 'DIRECT' | 'ULTIMATE' = 'DIRECT',
  beside = '',
): string {
  return `<x:Exception><x:LEI>${lei}</x:LEI><x:ExceptionCategory>${category}_ACCOUNTING_CONSOLIDATION_PARENT</x:ExceptionCategory><x:ExceptionReason>${reason}</x:ExceptionReason>${beside}</x:Exception>`;
}

export function exceptions(...records: readonly string[]): string {
  return `<x:ReportingExceptionData xmlns:x="${SCHEMAS}/repex/2016"><x:Header><x:ContentDate>2025-01-03T08:00:00Z</x:ContentDate></x:Header><x:ReportingExceptions>\n${records.join('\n')}\n</x:ReportingExceptions></x:ReportingExceptionData>`;
}
