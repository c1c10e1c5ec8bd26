import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Store } from '../src/store/store.js';
import { type Answer, answer, emptyStore } from './asking.js';
import { scenarios, supposed } from './cases/scenarios.js';

describe('the law, case by case', () => {
  let store: Store;
  beforeAll(async () => {
    store = await emptyStore();
  });
  afterAll(() => store.close());

  test.each(scenarios.map((scenario) => [scenario.law, scenario] as const))('%s', async (_, scenario) => {
    const policies = [...new Set(Object.values(scenario.expect).flatMap((each) => Object.keys(each)))];
    const subjects = Object.keys(scenario.expect).map((id) => ({ ref: id, id }));
    const { world } = await answer(
      store,
      'query S($suppose: Supposition!, $mode: UnrecordedOwners, $subjects: [ScreenSubject!]!, $policies: [ID!]!) { world(suppose: $suppose, unrecordedOwners: $mode) { screen(subjects: $subjects, policies: $policies) { ref verdicts { policy { id } verdict summary } } } }',
      { suppose: supposed(scenario), mode: scenario.mode ?? null, subjects, policies },
    );
    const found: Record<string, Record<string, string>> = {};
    for (const { ref, verdicts } of world.screen) {
      const wanted = Object.keys(scenario.expect[ref] ?? {});
      found[ref] = Object.fromEntries(
        verdicts
          .filter((each: Answer) => wanted.includes(each.policy.id))
          .map((each: Answer) => [each.policy.id, each.verdict]),
      );
      for (const { summary } of verdicts) expect(summary).not.toMatch(/undefined|null|NaN/);
    }
    expect(found).toEqual(scenario.expect);
  });
});
