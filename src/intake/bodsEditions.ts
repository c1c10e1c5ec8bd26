import { type Fields, fieldsOf, listOf, textOf } from './fields.js';

/** Names of 0.1 and 0.2 for interests, where taking the hyphens out is not enough to make one of 0.4. */
const RENAMED: ReadonlyMap<string, string> = new Map([
  ['influence-or-control', 'otherInfluenceOrControl'],
  ['other-influence-or-control-of-trust', 'otherInfluenceOrControl'],
  ['settlor-of-trust', 'settlor'],
  ['trustee-of-trust', 'trustee'],
  ['protector-of-trust', 'protector'],
  ['beneficiary-of-trust', 'beneficiaryOfLegalArrangement'],
  ['rights-to-surplus-assets', 'rightsToSurplusAssetsOnDissolution'],
]);

const RECORD_TYPES: ReadonlyMap<unknown, string> = new Map([
  ['entityStatement', 'entity'],
  ['personStatement', 'person'],
  ['ownershipOrControlStatement', 'relationship'],
]);

const NAME_TYPES: ReadonlyMap<unknown, string> = new Map([
  ['individual', 'legal'],
  ['translation', 'translation'],
]);

/** Whether a statement has the shape of BODS 0.1 to 0.3, or of what some tools write as 0.4 with its old outside. */
export function isOlderEdition(statement: Fields): boolean {
  return statement.statementType !== undefined && statement.recordType === undefined;
}

/**
 * A statement of BODS 0.1, 0.2 or 0.3 in the shape of 0.4. These editions have no records: each version of a party or
 * relationship is a statement that names the one it replaces. `recordId` is the id of the statement itself; whoever reads
 * the file knows which others it replaces (`replaced`). What 0.4 has no name for keeps its own, and is refused by it.
 * Throws Refused.
 */
export function inShapeOfToday(statement: Fields): Fields {
  const { statementType, statementDate, source, publicationDetails, annotations } = statement;
  const statementId = statement.statementID ?? statement.statementId;
  const recordType = RECORD_TYPES.get(statementType) ?? statementType;
  const details =
    statement.recordDetails === undefined ? statement : fieldsOf(statement.recordDetails, 'recordDetails');
  return {
    statementId,
    recordId: statement.recordId ?? statementId,
    recordType,
    statementDate,
    source: sourceOf(source),
    publicationDetails,
    annotations,
    recordDetails: recordType === 'relationship' ? relationship(details) : party(details, recordType === 'entity'),
  };
}

/** The ids of the statements that this one replaces. Throws Refused. */
export function replaced(statement: Fields): string[] {
  return listOf(statement.replacesStatements, 'replacesStatements').map((id) => textOf(id, 'replacesStatements', 400));
}

/** 0.1 gives the type of a source as one word, too. */
function sourceOf(source: unknown): unknown {
  if (source === undefined || source === null) return source;
  const fields = fieldsOf(source, 'source');
  return typeof fields.type === 'string' ? { ...fields, type: [fields.type] } : fields;
}

function party(details: Fields, isEntity: boolean): Fields {
  const { entityType, missingInfoReason } = details;
  const names = listOf(details.names, 'names').map(named);
  const [first] = names;
  return {
    ...(missingInfoReason === undefined ? {} : { unspecifiedPersonDetails: { reason: missingInfoReason } }),
    ...details,
    ...(typeof entityType === 'string' ? { entityType: { type: entityType } } : {}),
    ...(isEntity && details.name === undefined && first !== undefined ? { name: first.fullName } : {}),
    ...(names.length === 0 ? {} : { names }),
  };
}

function named(value: unknown): Fields {
  const name = fieldsOf(value, 'names');
  return { ...name, type: NAME_TYPES.get(name.type) ?? name.type };
}

function relationship(details: Fields): Fields {
  const subject = fieldsOf(details.subject, 'subject');
  const holder = fieldsOf(details.interestedParty, 'interestedParty');
  return {
    subject: subject.describedByEntityStatement ?? { reason: 'unspecified' },
    interestedParty:
      holder.describedByEntityStatement ?? holder.describedByPersonStatement ?? holder.unspecified ?? holder,
    isComponent: details.isComponent,
    interests: listOf(details.interests, 'interests').map(interest),
  };
}

function interest(value: unknown, index: number): Fields {
  const held = fieldsOf(value, `interests[${index}]`);
  const { type, interestLevel } = held;
  return {
    ...held,
    ...(typeof type === 'string' ? { type: RENAMED.get(type) ?? camelCased(type) } : {}),
    ...(interestLevel === undefined ? {} : { directOrIndirect: interestLevel }),
  };
}

function camelCased(type: string): string {
  return type.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
