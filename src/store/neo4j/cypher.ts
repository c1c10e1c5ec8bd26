/**
 * Pieces of Cypher that every read is made of. In all of them: $revision is the revision that the read is pinned to, $day
 * and $asOf its date as a number and as text.
 */

/** It is there at the revision. */
export function visible(name: string): string {
  return `${name}.since <= $revision AND $revision < ${name}.retracted`;
}

/** It is there at the revision, and holds on the day. */
export function held(name: string): string {
  return `${visible(name)} AND ${name}.start <= $day AND $day < ${name}.stop`;
}

/** It is there at the revision, and holds on one of the days from $first to $last. */
export function heldWithin(name: string): string {
  return `${visible(name)} AND ${name}.start <= $last AND $first < ${name}.stop`;
}

/** Who answers for the party that was asked, at the revision; `kept` is null when it answers for itself. */
export function answering(asked: string, kept: string): string {
  return `OPTIONAL MATCH (${asked})-[same:SAME_AS]->(${kept}:Party) WHERE ${visible('same')}`;
}

/** A list of the live statements about a party, for `partyOf`. */
export function statementsAbout(party: string): string {
  return `COLLECT {
    MATCH (${party})<-[:ABOUT]-(st:PartyStatement) WHERE ${visible('st')}
    OPTIONAL MATCH (named:Party {number: st.stated})
    RETURN [st.statementId, st.dataset, st.url, st.retrievedAt, st.quote, st.grade, st.facts, st.recorded, st.ordinal, named.id]
    ORDER BY st.recorded, st.ordinal
  }`;
}

/** One interest, for `interestOf`: who holds it is null where the source does not say, the subject is `subject`. */
export function interestCell(h: string, holder: string, subject: string): string {
  return `[${holder}.number, ${subject}.number, ${h}.type, ${h}.min, ${h}.max, ${h}.minExclusive, ${h}.maxExclusive,
    ${h}.undisclosed, ${h}.startDate, ${h}.stop, ${h}.dataset, ${h}.url, ${h}.retrievedAt, ${h}.statementId, ${h}.quote,
    ${h}.grade, ${h}.recorded, ${h}.ordinal]`;
}
