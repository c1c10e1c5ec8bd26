import { describe, expect, test } from '@jest/globals';
import type { Policy } from '../../src/model/policy.js';
import { exactly } from '../../src/model/share.js';
import { graph } from '../../src/rules/graph.js';
import { Ruling } from '../../src/rules/ruling.js';
import { solve } from '../../src/rules/solution.js';
import { definitionOf } from '../../src/supposedRules.js';
import { check, digestOf } from '../../verify/check.js';
import type { Answer } from '../asking.js';
import { gathered, PERCENT, policy, type SmallWorld, settingOf } from '../rules/worlds.js';

const more = policy('anthropic-2025-09');

/** h in CN holds 40 % of m beside k in CN with 20 %; m holds 55 % of s, whose other holder o is not restricted. */
const restricted: SmallWorld = {
  parties: [
    { id: 'h', hq: 'CN' },
    { id: 'k', hq: 'CN' },
    { id: 'm', hq: 'SG' },
    { id: 'o', hq: 'SG', widelyHeld: true },
    { id: 's', hq: 'SG' },
  ],
  stakes: [stake('h', 40, 'm'), stake('k', 20, 'm'), stake('m', 55, 's'), stake('o', 45, 's')],
};

/** The same, but m has 45 % of s, and o the rest. */
const free: SmallWorld = {
  ...restricted,
  stakes: [stake('h', 40, 'm'), stake('k', 20, 'm'), stake('m', 45, 's'), stake('o', 55, 's')],
};

/** Of s 45 % have no recorded holder. */
const open: SmallWorld = { ...restricted, stakes: [stake('h', 40, 's')] };

/** h has 30 to 70 % of s, o has 30 %, and that is all: so h has 70 %. */
const whole: SmallWorld = {
  parties: restricted.parties.map((each) => ({ ...each, complete: each.id === 's' })),
  stakes: [{ holder: 'h', subject: 's', share: { ...exactly(30 * PERCENT), max: 70 * PERCENT } }, stake('o', 30, 's')],
};

/** The same, and nobody says that it is all. */
const rest: SmallWorld = { ...whole, parties: restricted.parties };

function stake(holder: string, percent: number, subject: string): SmallWorld['stakes'][number] {
  return { holder, subject, share: exactly(percent * PERCENT) };
}

/** The certificate of s, as it is read from a file. */
function certified(world: SmallWorld, under: Policy = more): Answer {
  const solution = solve(graph(gathered(world), '2026-11-22'), settingOf(under), 'EVERYWHERE');
  const ruling = new Ruling(solution, solution.frame.graph.nodeOf.get('s') as number);
  const issue = { ruling: 's', engineVersion: 'test', revision: 'r1', knownAt: null, policy: definitionOf(under) };
  return JSON.parse(JSON.stringify(ruling.certificate(issue)));
}

/** With a change made to it; `sealed`: and its digest made anew, as somebody does who means it. */
function tampered(certificate: Answer, change: (copy: Answer) => void, sealed: boolean): Answer {
  const copy = structuredClone(certificate);
  change(copy);
  return sealed ? { ...copy, digest: digestOf(copy.premises) } : copy;
}

const party = (copy: Answer, id: string): Answer => copy.premises.parties.find((each: Answer) => each.id === id);
const held = (copy: Answer, holder: string): Answer =>
  copy.premises.interests.find((each: Answer) => each.holder === holder);
const without = (all: Answer[], id: string): Answer[] => all.filter((each) => each.holder !== id && each.party !== id);

/** [what is done, to whose certificate, how]: each is seen from the certificate alone, a digest made anew or not. */
const SEEN: readonly (readonly [string, SmallWorld, (copy: Answer) => void])[] = [
  ['a restricted party is called free', restricted, (copy) => (copy.verdict = 'NOT_RESTRICTED')],
  ['a free party is called restricted', free, (copy) => (copy.verdict = 'RESTRICTED')],
  ['an open verdict is called free', open, (copy) => (copy.verdict = 'NOT_RESTRICTED')],
  ['an open verdict is called restricted', open, (copy) => (copy.verdict = 'RESTRICTED')],
  ['a bound is lowered', restricted, (copy) => (held(copy, 'm').min = '50')],
  ['a bound is raised', free, (copy) => Object.assign(held(copy, 'm'), { min: '46', max: '46' })],
  ['a bound is made strict', restricted, (copy) => (held(copy, 'm').minExclusive = true)],
  ['an interest is left out', restricted, (copy) => (copy.premises.interests = without(copy.premises.interests, 'k'))],
  [
    'the last other owner is left out',
    free,
    (copy) => (copy.premises.interests = without(copy.premises.interests, 'o')),
  ],
  ['a party in SG is said to be a seed', restricted, (copy) => (copy.proof.witness.entries = [seed(0, 's')])],
  ['a seed is said to be elsewhere', restricted, (copy) => (party(copy, 'h').headquarters = ['SG'])],
  ['a place loses its standing', restricted, (copy) => (copy.premises.standings = [])],
  ['a seed is taken into the closed set', free, (copy) => (party(copy, 'o').headquarters = ['CN'])],
  ['two parties rest on each other', restricted, (copy) => copy.proof.witness.entries.reverse()],
  ['a rank is given twice', restricted, (copy) => (copy.proof.witness.entries[2].rank = 1)],
  ['a step is left out', restricted, (copy) => copy.proof.witness.entries.splice(1, 1)],
  ['the threshold is raised', restricted, (copy) => (copy.premises.policy.threshold = '60')],
  ['the threshold is lowered', free, (copy) => (copy.premises.policy.threshold = '40')],
  [
    'a member is taken out of the closed set',
    free,
    (copy) => (copy.proof.closed.sets[0] = without(copy.proof.closed.sets[0], 'o')),
  ],
  [
    'the subject is taken out of it',
    free,
    (copy) => (copy.proof.closed.sets[0] = without(copy.proof.closed.sets[0], 's')),
  ],
  ['the owners are said to be all', rest, (copy) => (party(copy, 's').ownersComplete = true)],
  ['the owners are said not to be all', whole, (copy) => (party(copy, 's').ownersComplete = false)],
  ['the owners are said not to have been read', free, (copy) => (party(copy, 's').ownersRead = false)],
  ['a sum is added up wrongly', restricted, (copy) => (copy.proof.witness.entries.at(-1).sums[0].share = '56')],
  ['a sum of the closed set is', free, (copy) => (copy.proof.closed.sets[0][0].sums[0].share = '44')],
  ['the mode is changed', open, (copy) => (copy.premises.unrecordedOwners = 'IGNORED')],
  ['the half that shows it may be is left out', open, (copy) => (copy.proof.witness = null)],
  ['the half that shows it need not be is left out', open, (copy) => (copy.proof.closed = null)],
  [
    'a kind of proof is made up',
    open,
    (copy) => {
      copy.premises.policy.propagation = 'constructor';
      copy.proof = { kind: 'constructor' };
    },
  ],
  ['a proof is left out', restricted, (copy) => (copy.proof = null)],
  ['a limit is said to have cut it off', free, (copy) => (copy.premises.complete = false)],
  ['a share is no decimal', restricted, (copy) => (held(copy, 'm').min = '5.5e1')],
  ['it is about another party', restricted, (copy) => (copy.premises.subject = 'o')],
  ['the format is another', restricted, (copy) => (copy.version = 2)],
];

function seed(rank: number, id: string): object {
  return { rank, party: id, by: 'SEED', because: ['It is one.'], sums: [], interest: null };
}

/** Each makes another true certificate of another record; only who knows the digest, or the policy, can tell. */
const OTHERWISE_TRUE: readonly (readonly [string, SmallWorld, (copy: Answer) => void])[] = [
  ['a name', restricted, (copy) => (party(copy, 's').name = 'T')],
  ['a source', restricted, (copy) => (copy.premises.sources[0].dataset = 'made up')],
  ['the day', restricted, (copy) => (copy.premises.asOf = '2020-01-01')],
  ['the version of the policy', restricted, (copy) => (copy.premises.policy.version = '9')],
  ['the threshold, to one that decides alike', restricted, (copy) => (copy.premises.policy.threshold = '49')],
  ['a bound that another caps', free, (copy) => (held(copy, 'm').max = '50')],
  ['who is listed', free, (copy) => party(copy, 's').listings.push({ list: 'another', programme: null })],
];

describe('a certificate that was tampered with is not valid', () => {
  test('as they were made, all are valid', () => {
    for (const world of [restricted, free, open]) expect(check(certified(world))).toEqual({ valid: true });
    expect([restricted, free, open].map((world) => certified(world).verdict)).toEqual([
      'RESTRICTED',
      'NOT_RESTRICTED',
      'INDETERMINATE',
    ]);
  });

  test.each(SEEN)('%s', (_, world, change) => {
    const certificate = certified(world);
    expect(check(tampered(certificate, change, false))).toMatchObject({ valid: false });
    expect(check(tampered(certificate, change, true))).toMatchObject({ valid: false, because: expect.any(String) });
  });

  test.each(OTHERWISE_TRUE)('what is stated otherwise is told by the digest: %s', (_, world, change) => {
    const certificate = certified(world);
    const resealed = tampered(certificate, change, true);
    expect(check(tampered(certificate, change, false))).toMatchObject({ valid: false });
    expect(check(resealed)).toEqual({ valid: true });
    expect(check(resealed, { digest: certificate.digest })).toMatchObject({ valid: false });
  });

  test('a policy that was changed is told by whoever knows the policy', () => {
    const expected = { policy: definitionOf(more) };
    const resealed = tampered(certified(restricted), (copy) => (copy.premises.policy.threshold = '49'), true);
    expect(check(certified(restricted), expected)).toEqual({ valid: true });
    expect(check(resealed, expected)).toEqual({
      valid: false,
      because: 'The policy is not the one that is expected.',
    });
  });

  test('the order of names does not matter to the digest, that of lists does', () => {
    expect(digestOf({ a: 1, b: [1, 2] })).toBe(digestOf({ b: [1, 2], a: 1 }));
    expect(digestOf([1, 2])).not.toBe(digestOf([2, 1]));
  });

  test.each([null, 7, 'text', [], {}, { format: 'controlgraph-certificate', version: 1 }])(
    'what is no certificate is refused, and nothing breaks: %j',
    (given) => {
      expect(check(given)).toMatchObject({ valid: false, because: expect.any(String) });
    },
  );
});

test('more owners than numbers can add up are taken a hair wider, by both', () => {
  const holders = Array.from({ length: 9_100 }, (_, index) => `x${index}`);
  const crowd: SmallWorld = {
    parties: [
      ...free.parties.map((each) => ({ ...each, widelyHeld: true })),
      ...holders.map((id) => ({ id, hq: 'SG' as const, widelyHeld: true })),
    ],
    stakes: [
      ...holders.map((holder) => ({ holder, subject: 's', share: { ...exactly(0), max: 100 * PERCENT } })),
      stake('h', 50, 's'),
    ],
  };
  expect(certified(crowd).verdict).toBe('INDETERMINATE');
  expect(check(certified(crowd))).toEqual({ valid: true });
  const less = { ...crowd, stakes: [...crowd.stakes.slice(0, -1), stake('o', 50, 's')] };
  expect(check(certified(less))).toEqual({ valid: true });
});

describe('owners who stand alone', () => {
  const alone: Policy = { ...more, aggregate: false };
  const listed = restricted.parties.map((each) => ({ ...each, widelyHeld: each.id !== 's' }));
  const sixty: SmallWorld = {
    parties: listed,
    stakes: [stake('h', 30, 's'), stake('k', 30, 's'), stake('o', 40, 's')],
  };

  test('of two with 30 % each neither restricts, and for each there is a set without it', () => {
    const certificate = certified(sixty, alone);
    expect(certificate.verdict).toBe('NOT_RESTRICTED');
    expect(check(certificate)).toEqual({ valid: true });
    expect(check(tampered(certificate, (copy) => copy.proof.closed.sets.pop(), true))).toMatchObject({ valid: false });
  });

  test('a witness that adds two of them up is refused', () => {
    const added = certified(sixty);
    expect(added.verdict).toBe('RESTRICTED');
    expect(check(tampered(added, (copy) => (copy.premises.policy.aggregate = false), true))).toEqual({
      valid: false,
      because: 'Each owner stands alone, and several are added up.',
    });
  });
});
