import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Verdict } from '../src/model/ruling.js';
import type { Store } from '../src/store/store.js';
import { type Answer, answer, emptyStore } from './asking.js';

/**
 * A case a lawyer can check. An interest is "holder share subject TYPE": the share exact, in bounds "(25,50]", or "?";
 * the holder "?" where nobody is named. Whoever is not spoken of is a company headquartered and organised in SG; one
 * called u has its owners complete and foreign to the case.
 */
interface Scenario {
  readonly law: string;
  readonly interests: readonly string[];
  readonly china?: readonly string[];
  readonly listed?: readonly string[];
  readonly complete?: readonly string[];
  readonly groups?: readonly string[];
  readonly parties?: Readonly<Record<string, object>>;
  readonly mode?: 'IGNORED' | 'SUBJECT' | 'EVERYWHERE';
  readonly expect: Readonly<Record<string, Readonly<Record<string, Verdict>>>>;
}

const FOLDER = new URL('./scenarios/', import.meta.url);
const scenarios = readdirSync(FOLDER).flatMap(
  (file) => JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as Scenario[],
);
const LISTS = ['us_ofac_sdn', 'eu_fsf', 'gb_hmt_sanctions', 'us_bis_entity_list'];

function supposed(scenario: Scenario): object {
  const interests = scenario.interests.map(interestOf);
  const named = interests.flatMap(({ interestedParty, subject }) => [
    subject,
    ...(interestedParty === undefined ? [] : [interestedParty]),
  ]);
  const parties = [...new Set([...named, ...Object.keys(scenario.parties ?? {})])].map((id) => partyOf(id, scenario));
  return { empty: true, parties, interests };
}

function partyOf(id: string, scenario: Scenario): object {
  const given = scenario.parties?.[id];
  const place = scenario.china?.includes(id) ? 'CN' : 'SG';
  return {
    id,
    name: id.toUpperCase(),
    ...(given === undefined ? { headquarters: place, incorporatedIn: place } : given),
    ...(scenario.listed?.includes(id) ? { listings: LISTS.map((list) => ({ list })) } : {}),
    ...(scenario.complete?.includes(id) ? { ownersComplete: true } : {}),
    ...(scenario.groups?.includes(id) ? { kind: 'ARRANGEMENT' } : {}),
    ...(id === 'u' ? { publiclyListed: true, majorHoldersStated: true } : {}),
  };
}

function interestOf(line: string): { interestedParty?: string; subject: string } {
  const [holder, share, subject, type] = line.split(' ') as [string, string, string, string | undefined];
  const bounds = /^([[(])([\d.]+),([\d.]+)([\])])$/.exec(share);
  return {
    ...(holder === '?' ? { undisclosed: 'not named' } : { interestedParty: holder }),
    subject,
    ...(type === undefined ? {} : { type }),
    ...(share === '?'
      ? {}
      : {
          share:
            bounds === null
              ? { exact: share }
              : { min: bounds[2], max: bounds[3], minExclusive: bounds[1] === '(', maxExclusive: bounds[4] === ')' },
        }),
  };
}

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
