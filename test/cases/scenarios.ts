import { readdirSync, readFileSync } from 'node:fs';
import type { Verdict } from '../../src/model/ruling.js';
import type { World } from './world.js';

/**
 * A case a lawyer can check. An interest is "holder share subject TYPE": the share exact, in bounds "(25,50]", or "?";
 * the holder "?" where nobody is named. Whoever is not spoken of is a company headquartered and organised in SG; one
 * called u has its owners complete and foreign to the case.
 */
export interface Scenario {
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

const FOLDER = new URL('../scenarios/', import.meta.url);
export const scenarios = readdirSync(FOLDER).flatMap(
  (file) => JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as Scenario[],
);
const LISTS = ['us_ofac_sdn', 'eu_fsf', 'gb_hmt_sanctions', 'us_bis_entity_list'];

/** What the case says, as a supposition over nothing. */
export function supposed(scenario: Scenario): World {
  const interests = scenario.interests.map(interestOf);
  const named = interests.flatMap(({ interestedParty, subject }) => [
    subject,
    ...(interestedParty === undefined ? [] : [interestedParty]),
  ]);
  const parties = [...new Set([...named, ...Object.keys(scenario.parties ?? {})])].map((id) => partyOf(id, scenario));
  return { empty: true, parties, interests };
}

function partyOf(id: string, scenario: Scenario): World['parties'][number] {
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
