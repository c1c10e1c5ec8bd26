import { describe, expect, test } from '@jest/globals';
import { exactly, WHOLE } from '../../src/model/share.js';
import { gathered, policy, type SmallWorld, verdicts } from './worlds.js';

const under = policy('anthropic-2025-09');
const small: SmallWorld = {
  parties: [
    { id: 'a', hq: 'SG', widelyHeld: true },
    { id: 'b', hq: 'SG' },
    { id: 'c', hq: 'CN' },
  ],
  stakes: [{ holder: 'a', subject: 'b', share: exactly(WHOLE) }],
};

describe('a party whose owners were not all read', () => {
  test('may be restricted, and so may what it owns, whatever else is known of it', () => {
    const whole = verdicts(gathered(small), under, 'EVERYWHERE');
    expect(whole).toEqual({ a: 'NOT_RESTRICTED', b: 'NOT_RESTRICTED', c: 'RESTRICTED' });
    const cut = verdicts({ ...gathered(small), unexpanded: ['a'] }, under, 'EVERYWHERE');
    expect(cut).toEqual({ a: 'INDETERMINATE', b: 'INDETERMINATE', c: 'RESTRICTED' });
  });

  test('may be a branch of somebody elsewhere, so that its address restricts it no more than possibly', () => {
    expect(verdicts({ ...gathered(small), unexpanded: ['c'] }, under, 'EVERYWHERE').c).toBe('INDETERMINATE');
  });
});
