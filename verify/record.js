import { seedsOf } from './seeds.js';

const WHOLE = 10n ** 12n;
const NOTHING = { units: 0n, strict: false };
const MAJORITIES = ['BOARD_APPOINTMENT', 'VOTING_RIGHTS'];
const lower = (a, b) => (a < b ? a : b);
const upper = (a, b) => (a > b ? a : b);

export function refuse(because) {
  throw new Error(because);
}

/** A percentage in whole units, ten decimals of a percent; never a float. */
export function units(text) {
  const [, whole, decimals = ''] = /^(\d+)(?:\.(\d{1,10}))?$/.exec(text) ?? refuse(`"${text}" is not a share.`);
  return BigInt(whole + decimals.padEnd(10, '0'));
}

/** Bounds of several interests added up: strict if one of them is. */
function total(interests, end) {
  const sum = interests.reduce((held, each) => held + units(each[end]), 0n);
  return { units: sum, strict: interests.some((each) => each[`${end}Exclusive`]) };
}

/**
 * What a certificate says is recorded, read by the words of its policy: who is restricted by what it is (`seed`), and
 * who by what restricted holders have in it (`sum`, `meets`, `brings`). On the side `least` for certain, by lower
 * bounds; on the side `most` possibly, by upper bounds. `isIn` tells which parties are restricted.
 */
export function recorded(premises) {
  const { policy, subject, unrecordedOwners, parties, interests, sources } = premises;
  const { dominantHolder, reportedParents } = policy;
  const [stated, owners, groups] = [new Map(parties.map((each) => [each.id, each])), new Map(), new Map()];
  const push = (map, id, value) => (map.has(id) ? map.get(id).push(value) : map.set(id, [value]));
  for (const each of interests) push(owners, each.subject, each);
  for (const each of interests)
    if (each.type === 'CONCERT' && isGroup(each.subject)) push(groups, each.holder, each.subject);
  // What the policy counts; then majorities of seats and votes that confer control, or may.
  const isEnough = policy.comparison === 'AT_LEAST';
  const counted = { decides: true, sides: ['least', 'most'], threshold: units(policy.threshold), enough: isEnough };
  const majority = { decides: false, threshold: WHOLE / 2n, enough: false };
  const sidesOf = { CONTROLS: ['least', 'most'], POSSIBLE: ['most'] };
  const others = MAJORITIES.filter((type) => !policy.counts.includes(type));
  const measures = [
    ...policy.counts.map((type) => ({ ...counted, type })),
    ...others.map((type) => ({ ...majority, type, sides: sidesOf[policy.control[type]] ?? [] })),
  ];
  const read = { party, isGroup, headsOf };
  return { ...seedsOf(premises, read), party, ownersOf, groupsOf, measures, column, sum, meets, brings };

  function party(id) {
    return stated.get(id) ?? refuse(`Nothing is stated of ${id}.`);
  }

  function ownersOf(id) {
    return owners.get(id) ?? [];
  }

  function groupsOf(id) {
    return groups.get(id) ?? [];
  }

  function isMember({ type }) {
    return type === 'CONCERT' || type === 'JOINT_HOLDER';
  }

  function isGroup(id) {
    return (stated.get(id)?.kind ?? 'ARRANGEMENT') === 'ARRANGEMENT' && ownersOf(id).some(isMember);
  }

  function headsOf(id) {
    return ownersOf(id).filter(({ type, holder }) => type === 'BRANCH' && holder !== id);
  }

  /** Interests of a kind in a party; a holder's votes are its shares unless votes are recorded for that holding. */
  function addedIn(id, kind) {
    const ofKind = ownersOf(id).filter(({ type }) => type === kind);
    const voters = new Set(ofKind.map(({ holder }) => holder ?? undefined));
    const stand = ({ type, holder }) => kind === 'VOTING_RIGHTS' && type === 'SHAREHOLDING' && !voters.has(holder);
    return [...ofKind, ...ownersOf(id).filter(stand)];
  }

  /** The interests of a kind in a party, and what they leave open; `doors`: who brings it along whole. */
  function column(id, { type, decides }, side) {
    const links = addedIn(id, type);
    const others = links.filter(({ holder }) => holder !== id);
    const low = total(links, 'min');
    const isOver = low.units > WHOLE || (low.units === WHOLE && low.strict);
    const isWhole = type === 'SHAREHOLDING' || type === 'VOTING_RIGHTS';
    const { ownersComplete, ownersRead } = party(id);
    const most = total(links, 'max');
    const isRoom = most.units > WHOLE || (most.units === WHOLE && !most.strict);
    const isComplete = isWhole && ownersComplete && ownersRead && !isOver && isRoom;
    const isOpen = side === 'most' && decides && isWhole && !isComplete;
    const rest = isOpen ? unrecorded(id, type, low.units, total(others, 'min').strict) : NOTHING;
    const members = isGroup(id) ? ownersOf(id).filter(isMember) : [];
    const reports = ownersOf(id).filter((each) => each.holder !== id && standsForMajority(each));
    return { links, isOver, isComplete, rest, reports, doors: [...headsOf(id), ...members] };
  }

  /** What those hold who are in, or act in concert in a group that is; `own`: what the party then holds of itself. */
  function sum(id, measure, side, isIn) {
    const { links, isOver, isComplete, rest } = column(id, measure, side);
    const [inside, outside, own] = [[], [], []];
    const counts = (holder) => (holder === null ? side === 'most' : isIn(holder) || groupsOf(holder).some(isIn));
    for (const each of links) (each.holder === id ? own : counts(each.holder) ? inside : outside).push(each);
    const [near, far] = side === 'least' ? ['min', 'max'] : ['max', 'min'];
    // More than 9,000 owners who may each hold all of it are taken a hair wider, as the engine's numbers end there.
    const wide = total([...inside, ...outside], 'max').units > Number.MAX_SAFE_INTEGER ? 10n ** 6n : 0n;
    const ends = (all, end) => ({ ...all, units: all.units + (end === 'max' ? wide : 0n) });
    const [held, out] = [ends(total(inside, near), near), ends(total(outside, far), far)];
    const bound = { units: held.units + rest.units, strict: held.strict || rest.strict };
    // The others' bounds tell as much where all owners add up to 100 %: to no less if all are known, and to no more.
    if (side === 'least' ? !isComplete : isOver) return { ...bound, own: total(own, near).units };
    const ownThen = lower(upper(WHOLE - bound.units - out.units, total(own, 'min').units), total(own, 'max').units);
    const left = { units: WHOLE - ownThen - out.units, strict: out.strict };
    if (left.units === bound.units) return { ...left, strict: left.strict || bound.strict, own: ownThen };
    return { ...(left.units > bound.units === (side === 'least') ? left : bound), own: ownThen };
  }

  /** What no record accounts for, where the mode counts it and the party is not widely held. */
  function unrecorded(id, kind, low, strict) {
    const { kind: what, publiclyListed, majorHoldersStated } = party(id);
    const isAsked = unrecordedOwners === 'EVERYWHERE' || (unrecordedOwners === 'SUBJECT' && id === subject);
    const isHeldElse = ['PERSON', 'STATE'].includes(what) || isGroup(id) || headsOf(id).length > 0;
    if (!isAsked || isHeldElse || (publiclyListed === true && majorHoldersStated)) return NOTHING;
    const isRecorded = ownersOf(id).some(({ type }) => type === 'SHAREHOLDING' || type === kind);
    const isReported = ownersOf(id).some(({ type, holder }) => type.startsWith('REPORTED_') && holder !== id);
    if (reportedParents === 'PRESUMED' && isReported && !isRecorded && !isReportedAboveItself(id))
      return { units: WHOLE / 2n, strict: true };
    return low < WHOLE ? { units: WHOLE - low, strict } : NOTHING;
  }

  /** Whether reports lead from a party back to it: then each would stand in for the other, and nobody for both. */
  function isReportedAboveItself(id) {
    const above = new Set([id]);
    for (const each of above) {
      const reports = ownersOf(each).filter(({ type, holder }) => type.startsWith('REPORTED_') && holder !== each);
      if (reports.some(({ holder }) => holder === id)) return true;
      for (const { holder } of reports) above.add(holder);
    }
    return false;
  }

  /** Whether a sum meets the threshold: what a party holds of itself is left out, and the rest rescaled. */
  function meets({ units, strict, own }, { threshold, enough, sides }, side) {
    if (!sides.includes(side) || own >= WHOLE) return sides.includes(side) && side === 'most';
    const order = units * WHOLE - threshold * (WHOLE - own);
    return order > 0n || (order === 0n && (side === 'most' ? enough && !strict : enough || strict));
  }

  /** Whether an interest brings its subject in by being there. */
  function brings(interest, side, isIn) {
    const { holder, subject, type } = interest;
    if (holder === null ? side === 'least' : !isIn(holder)) return false;
    if (type === 'CONCERT' || type === 'JOINT_HOLDER') return isGroup(subject);
    if (type === 'SHAREHOLDING') return side === 'most' && dominantHolder !== null && dominates(interest);
    const isReport = type.startsWith('REPORTED_');
    if (type === 'BRANCH' || standsForMajority(interest)) return true;
    const saysControl = interest.sources.some((place) => /control/i.test(sources[place].quote));
    if (MAJORITIES.includes(type) || (type === 'OTHER_INFLUENCE' && !saysControl)) return false;
    const effect =
      isReport && reportedParents === 'CONTROLS' ? 'CONTROLS' : policy.control[isReport ? 'REPORTED_PARENT' : type];
    return effect === 'CONTROLS' || (effect === 'POSSIBLE' && side === 'most');
  }

  function isShareRecorded({ holder, subject }) {
    const shares = ownersOf(subject).filter(
      (each) => each.type === 'SHAREHOLDING' && each.holder === holder && holder !== null,
    );
    return shares.some((each) => each.min !== '0' || each.max !== '100' || each.minExclusive || each.maxExclusive);
  }

  /** Whether a report stands for a majority: no share of its holder is recorded. */
  function standsForMajority(interest) {
    const isReport = interest.type.startsWith('REPORTED_');
    return isReport && reportedParents === 'PRESUMED' && !isShareRecorded(interest);
  }

  /** One holder of so much beside others of so little each. */
  function dominates(interest) {
    const own = addedIn(interest.subject, policy.counts[0]).filter(({ holder }) => holder === interest.subject);
    const scaled = (share, threshold, end) => units(share) * WHOLE - units(threshold) * (WHOLE - total(own, end).units);
    const isSmall = (order, strict) => order < 0n || (order === 0n && !strict);
    const isAside = ({ type, holder, subject }) => type !== 'SHAREHOLDING' || holder === subject;
    const others = ownersOf(interest.subject).filter((each) => each !== interest && !isAside(each));
    if (scaled(interest.max, dominantHolder.atLeast, 'max') < 0n) return false;
    return others.every((each) => isSmall(scaled(each.min, dominantHolder.othersAtMost, 'min'), each.minExclusive));
  }
}
