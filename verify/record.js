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
export function recorded({ policy, subject, unrecordedOwners, standings, missingLists, parties, interests, sources }) {
  const { seeds, dominantHolder, reportedParents } = policy;
  const [stated, owners, groups] = [new Map(parties.map((each) => [each.id, each])), new Map(), new Map()];
  const push = (map, id, value) =>
    map
      .set(id, map.get(id) ?? [])
      .get(id)
      .push(value);
  for (const each of interests) push(owners, each.subject, each);
  for (const each of interests)
    if (each.type === 'CONCERT' && isGroup(each.subject)) push(groups, each.holder, each.subject);
  // What the policy counts; then majorities of seats and votes that confer control, or may.
  const counted = {
    decides: true,
    sides: ['least', 'most'],
    threshold: units(policy.threshold),
    enough: policy.comparison === 'AT_LEAST',
  };
  const majority = { decides: false, threshold: WHOLE / 2n, enough: false };
  const sidesOf = { CONTROLS: ['least', 'most'], POSSIBLE: ['most'] };
  const others = MAJORITIES.filter((type) => !policy.counts.includes(type));
  const measures = [
    ...policy.counts.map((type) => ({ ...counted, type })),
    ...others.map((type) => ({ ...majority, type, sides: sidesOf[policy.control[type]] ?? [] })),
  ];
  return { party, ownersOf, measures, seed, sum, meets, brings, exempt };

  function party(id) {
    return stated.get(id) ?? refuse(`Nothing is stated of ${id}.`);
  }

  function ownersOf(id) {
    return owners.get(id) ?? [];
  }

  function isGroup(id) {
    const isMember = ({ type }) => type === 'CONCERT' || type === 'JOINT_HOLDER';
    return (stated.get(id)?.kind ?? 'ARRANGEMENT') === 'ARRANGEMENT' && ownersOf(id).some(isMember);
  }

  function headsOf(id) {
    return ownersOf(id).filter(({ type, holder }) => type === 'BRANCH' && holder !== id);
  }

  /** 0: no seed, 1: a possible one, 2: a certain one. */
  function seed(id) {
    const { kind, ownersRead, headquarters, incorporatedIn, nationalities } = party(id);
    if (!ownersRead) return isListed(id) && kind !== 'ARRANGEMENT' ? 2 : 1;
    if (isGroup(id)) return 0;
    const byList = isListed(id) ? 2 : missingLists.length > 0 ? 1 : 0;
    if (seeds.regions === null || headsOf(id).length > 0) return byList;
    if (kind === 'STATE')
      return Math.max(byList, located(seeds.states, [...headquarters, ...incorporatedIn, ...nationalities]));
    if (kind === 'PERSON')
      return Math.max(
        byList,
        personal(seeds.residents, headquarters, 'every'),
        personal(seeds.nationals, nationalities, 'some'),
      );
    const seat = headquarters.length > 0 ? headquarters : incorporatedIn;
    return Math.max(byList, located(seeds.headquarters, seat), located(seeds.incorporation, incorporatedIn));
  }

  function isListed(id) {
    return !isGroup(id) && stated.get(id)?.listings.some(({ list }) => seeds.lists.includes(list));
  }

  function located(matters, codes) {
    const found = new Set(codes.map(standing));
    if (!matters || (found.size === 1 && found.has('SUPPORTED'))) return 0;
    return found.size === 1 && found.has('UNSUPPORTED') ? 2 : 1;
  }

  function personal(state, codes, enough) {
    const isOut = (code) => standing(code) === 'UNSUPPORTED';
    if (state === null || !codes.some(isOut)) return 0;
    return state === 'CERTAIN' && codes[enough](isOut) ? 2 : 1;
  }

  function standing(code) {
    return standings.find(({ place }) => place === code)?.standing ?? refuse(`The standing of ${code} is not stated.`);
  }

  /** Interests of a kind in a party; a holder's votes are its shares unless votes are recorded for that holding. */
  function addedIn(id, kind) {
    const ofKind = ownersOf(id).filter(({ type }) => type === kind);
    const voters = new Set(ofKind.map(({ holder }) => holder ?? undefined));
    const stand = ({ type, holder }) => kind === 'VOTING_RIGHTS' && type === 'SHAREHOLDING' && !voters.has(holder);
    return [...ofKind, ...ownersOf(id).filter(stand)];
  }

  /** What those hold who are in, or act in concert in a group that is; `own`: what the party then holds of itself. */
  function sum(id, { type, decides }, side, isIn) {
    const [inside, outside, own] = [[], [], []];
    const counts = (holder) => (holder === null ? side === 'most' : isIn(holder) || groups.get(holder)?.some(isIn));
    for (const each of addedIn(id, type))
      (each.holder === id ? own : counts(each.holder) ? inside : outside).push(each);
    const all = [...inside, ...outside, ...own];
    const [low, ownLow, ownHigh] = [total(all, 'min'), total(own, 'min').units, total(own, 'max').units];
    const isOver = low.units > WHOLE || (low.units === WHOLE && low.strict);
    const isWhole = type === 'SHAREHOLDING' || type === 'VOTING_RIGHTS';
    const { ownersComplete, ownersRead } = party(id);
    const isComplete = isWhole && ownersComplete && ownersRead && !isOver && total(all, 'max').units >= WHOLE;
    const isOpen = side === 'most' && decides && isWhole && !isComplete;
    const rest = isOpen ? unrecorded(id, type, low.units, total([...inside, ...outside], 'min').strict) : NOTHING;
    const [near, far] = side === 'least' ? ['min', 'max'] : ['max', 'min'];
    const [held, out] = [total(inside, near), total(outside, far)];
    const bound = { units: held.units + rest.units, strict: held.strict || rest.strict };
    // The others' bounds tell as much where all owners add up to 100 %: to no less if all are known, and to no more.
    if (side === 'least' ? !isComplete : isOver) return { ...bound, own: total(own, near).units };
    const ownThen = lower(upper(WHOLE - bound.units - out.units, ownLow), ownHigh);
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
    if (reportedParents === 'PRESUMED' && isReported && !isRecorded) return { units: WHOLE / 2n, strict: true };
    return low < WHOLE ? { units: WHOLE - low, strict } : NOTHING;
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
    if (type === 'BRANCH' || (isReport && reportedParents === 'PRESUMED' && !isShareRecorded(interest))) return true;
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

  /** Whether the policy exempts the subject by the law it stands under; a branch stands under that of its head. */
  function exempt() {
    const chain = new Set([subject]);
    for (const id of chain) for (const { holder } of headsOf(id)) chain.add(holder);
    const heads = [...chain].filter((id) => headsOf(id).length === 0);
    const isNever = policy.exemptOrganisedIn.length === 0 || ['PERSON', 'STATE'].includes(party(subject).kind);
    if (isNever || [subject, ...heads].some(isListed)) return 'NO';
    const laws = heads.map((id) => stated.get(id)?.incorporatedIn ?? []);
    const isKnown = heads.length > 0 && laws.every((codes) => codes.length > 0);
    const isExempt = (code) => policy.exemptOrganisedIn.includes(code.split('-')[0]);
    if (isKnown && !laws.flat().some(isExempt)) return 'NO';
    const isOpen = missingLists.length > 0 && [subject, ...heads].some((id) => stated.has(id) && seed(id) === 1);
    return isKnown && laws.flat().every(isExempt) && !isOpen ? 'YES' : 'OPEN';
  }
}
