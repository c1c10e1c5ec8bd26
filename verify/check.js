import { createHash } from 'node:crypto';
import { recorded, refuse, units } from './record.js';
import { placeByShares } from './shares.js';

/**
 * Whether the verdict of a certificate follows from its premises. `expected` may give the digest that the premises, and
 * the definition that the policy has to have. docs/certificate.md says what this shows and what it does not.
 */
export function check(certificate, expected = {}) {
  try {
    const { format, version, verdict, digest, premises, proof } = certificate;
    const { policy } = premises;
    if (format !== 'controlgraph-certificate' || version !== 1) refuse('This is not a certificate of version 1.');
    if (digestOf(premises) !== digest) refuse('The premises are not those that the digest was made of.');
    if ((expected.digest ?? digest) !== digest) refuse('The premises are not those of the digest that is expected.');
    if (digestOf(expected.policy ?? policy) !== digestOf(policy)) refuse('The policy is not the one that is expected.');
    if (proof?.kind !== policy.propagation) refuse(`No proof is given that fits a policy of ${policy.propagation}.`);
    const facts = recorded(premises);
    const found = verdictAt(PROOFS.get(proof.kind)(facts, premises, proof), facts, premises);
    return found === verdict ? { valid: true } : refuse(`What is shown is ${found}, and the verdict says ${verdict}.`);
  } catch (error) {
    return { valid: false, because: error.message };
  }
}

/** Ways to show where a subject stands: restricted in every state of affairs that fits (IN), in some, in none (OUT). */
const PROOFS = new Map(Object.entries({ CASCADE: cascade, MULTIPLIED: placeByShares }));

/** An exemption lowers a verdict; where a limit cut off what was read, nobody is cleared. */
function verdictAt(place, facts, { complete }) {
  const exempt = place === 'OUT' ? 'YES' : facts.exempt();
  if (exempt === 'YES') return complete ? 'NOT_RESTRICTED' : 'INDETERMINATE';
  return place === 'IN' && exempt === 'NO' ? 'RESTRICTED' : 'INDETERMINATE';
}

function cascade(facts, premises, { witness, closed }) {
  if (witness !== null) enter(facts, premises, witness);
  if (closed !== null) stayOut(facts, premises, closed);
  if (witness?.side === 'least') return 'IN';
  if (closed?.side === 'most') return 'OUT';
  return witness?.side === 'most' && closed?.side === 'least' ? 'BETWEEN' : refuse('Half of the proof is missing.');
}

/** Parties in the order in which they become restricted, by what they are or because of those before them. */
function enter(facts, { subject, policy }, { side, entries }) {
  const entered = new Set();
  const seeds = entries.filter(({ rank, party, sums }, index) => {
    if (rank !== index || entered.has(party)) refuse(`${party} does not come after those it rests on.`);
    const isBrought = becomesRestricted(facts, party, sums, side, (id) => entered.has(id));
    if (!isBrought && facts.seed(party) < sureness(side)) refuse(`${party} is not shown to be restricted.`);
    entered.add(party);
    return !isBrought;
  });
  if (!policy.aggregate && seeds.length > 1) refuse('Each owner stands alone, and several are added up.');
  if (!entered.has(subject)) refuse('The witness does not reach the subject.');
}

/** Parties none of which becomes restricted even if everybody else is; each alone: for every seed a set without it. */
function stayOut(facts, { subject, policy, parties }, { side, sets }) {
  const ids = sets.map((members) => new Set(members.map(({ party }) => party)));
  if (!ids.every((members) => members.has(subject))) refuse('A closed set is not about the subject.');
  if (ids.length === 0 || (policy.aggregate && ids.length > 1))
    refuse('Owners are added up: one closed set has to do.');
  for (const [index, members] of sets.entries())
    for (const { party, sums } of members)
      if (becomesRestricted(facts, party, sums, side, (id) => !ids[index].has(id)))
        refuse(`${party} does not stay out.`);
  const seed = parties.find(({ id }) => facts.seed(id) >= sureness(side) && ids.every((members) => members.has(id)));
  if (seed !== undefined) refuse(`${seed.id} is in the closed set, and restricted by what it is.`);
}

function becomesRestricted(facts, party, sums, side, isIn) {
  const found = facts.measures.map((measure) => ({ measure, sum: facts.sum(party, measure, side, isIn) }));
  for (const { type, share, strict, own } of sums) {
    const { sum } = found.find(({ measure }) => measure.type === type);
    const isRight = sum.units === units(share) && sum.strict === strict && sum.own === units(own);
    if (!isRight) refuse(`What is held in ${party} is added up wrongly.`);
  }
  const isHeld = found.some(({ measure, sum }) => facts.meets(sum, measure, side));
  return isHeld || facts.ownersOf(party).some((interest) => facts.brings(interest, side, isIn));
}

/** How surely a seed has to be one: 2 for certain, 1 possibly. */
function sureness(side) {
  return side === 'least' ? 2 : 1;
}

/** SHA-256 of the JSON without spaces and with the names of every object in order, as RFC 8785 has it. */
export function digestOf(value) {
  const isObject = (each) => typeof each === 'object' && each !== null && !Array.isArray(each);
  const byName = ([a], [b]) => (a < b ? -1 : 1);
  const text = JSON.stringify(value, (_, each) =>
    isObject(each) ? Object.fromEntries(Object.entries(each).sort(byName)) : each,
  );
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}
