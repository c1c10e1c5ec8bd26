import { readFileSync } from 'node:fs';
import type { World } from './world.js';

export interface Row {
  readonly id: string;
  readonly rule: string;
  readonly asOf?: string;
  readonly assume: { readonly unknownRemainder: 'UNRESTRICTED' | 'POSSIBLE' };
  readonly entities: readonly Entity[];
  readonly edges: readonly Edge[];
  readonly query: {
    readonly type: string;
    readonly target?: string;
    readonly owner?: string;
    readonly mode?: string;
    readonly group?: readonly string[];
    readonly dates?: readonly string[];
  };
  // biome-ignore lint/suspicious/noExplicitAny: what is expected has the shape of what the row asks.
  readonly expected: any;
}

interface Entity {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly hq?: string;
  readonly residence?: string;
  readonly incorporated?: string;
  readonly designated?: boolean;
  readonly ownerListComplete?: boolean;
}

interface Edge {
  readonly owner: string;
  readonly owned: string;
  readonly kind: string;
  readonly sharePct?: number;
  readonly min?: number;
  readonly max?: number;
  readonly minOpen?: boolean;
  readonly maxOpen?: boolean;
  readonly from?: string;
  readonly to?: string;
}

export const rows = JSON.parse(readFileSync(new URL('../golden/law.json', import.meta.url), 'utf8')) as Row[];

const POLICY: Readonly<Record<string, string>> = {
  'eu-sanctions-2018': 'eu-2018',
  'eu-sanctions-2024': 'eu-2024',
  'doj-dsp': 'doj-202',
  'amlr-52': 'amlr-2027',
  'ifrs-control': 'company-control',
  'uk-psc': 'company-control',
  integrated: 'company-control',
  bounds: 'company-control',
  'as-of': 'cfius-parent',
};

const LIST: Readonly<Record<string, string>> = {
  'ofac-50': 'us_ofac_sdn',
  'eu-2018': 'eu_fsf',
  'eu-2024': 'eu_fsf',
  'uk-ofsi': 'gb_hmt_sanctions',
  'bis-affiliates': 'us_bis_entity_list',
};

const TYPE: Readonly<Record<string, string>> = {
  SHARES: 'SHAREHOLDING',
  EQUITY: 'SHAREHOLDING',
  DIVIDEND: 'SHAREHOLDING',
  VOTES: 'VOTING_RIGHTS',
  PROFIT: 'PROFIT_RIGHTS',
  WARRANT_VOTES: 'CONDITIONAL_RIGHTS',
  GENERAL_PARTNER: 'GENERAL_PARTNER',
  OPERATES: 'GENERAL_PARTNER',
  BOARD_APPOINT: 'BOARD_APPOINTMENT',
  BRANCH: 'BRANCH',
  BOARD_CHAIR: 'OTHER_INFLUENCE',
  CEO: 'OTHER_INFLUENCE',
  BOARD_OVERLAP: 'OTHER_INFLUENCE',
  JOINT_HOLDER: 'JOINT_HOLDER',
};

const KIND: Readonly<Record<string, string>> = {
  person: 'PERSON',
  government: 'STATE',
  trust: 'ARRANGEMENT',
  arrangement: 'ARRANGEMENT',
  public: 'ARRANGEMENT',
};

export function policyOf(row: Row): string {
  return POLICY[row.rule] ?? row.rule;
}

/** The row as a world of its own: everything supposed over nothing, ids prefixed by the row. */
export function worldOf(row: Row): World {
  const policy = policyOf(row);
  const placeless = policy === 'bis-affiliates' || policy === 'doj-202';
  const parties = row.entities.map((entity) => {
    const place = entity.hq ?? entity.residence;
    const unplaced =
      placeless && place === undefined && entity.incorporated === undefined && KIND[entity.kind] === undefined;
    return {
      id: `${row.id}/${entity.id}`,
      name: entity.name,
      kind: KIND[entity.kind] ?? 'COMPANY',
      ...(place === undefined ? {} : { headquarters: place }),
      ...(entity.incorporated === undefined ? {} : { incorporatedIn: entity.incorporated }),
      ...(unplaced ? { headquarters: 'SG', incorporatedIn: 'SG' } : {}),
      ...(entity.designated === true ? { listings: [{ list: LIST[policy] }] } : {}),
      ...(entity.ownerListComplete === true ? { ownersComplete: true } : {}),
    };
  });
  const interests = row.edges.map((edge, index) => ({
    id: `${row.id}/${index}`,
    interestedParty: `${row.id}/${edge.owner}`,
    subject: `${row.id}/${edge.owned}`,
    type: TYPE[edge.kind] ?? 'SHAREHOLDING',
    ...(edge.sharePct === undefined && edge.min === undefined ? {} : { share: shareOf(edge) }),
    ...(edge.from === undefined ? {} : { startDate: edge.from }),
    ...(edge.to === undefined ? {} : { endDate: edge.to }),
  }));
  return { empty: true, parties, interests };
}

function shareOf(edge: Edge): object {
  if (edge.sharePct !== undefined) return { exact: String(edge.sharePct) };
  return {
    min: String(edge.min),
    max: String(edge.max),
    minExclusive: edge.minOpen ?? false,
    maxExclusive: edge.maxOpen ?? false,
  };
}
