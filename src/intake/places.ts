import type { JurisdictionCode } from '../model/party.js';
import { Refused } from './arrival.js';
import { shown } from './fields.js';

/** ISO 3166-1 alpha-2, and XK, which is in use for Kosovo. */
const COUNTRIES = codes(`
  AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD
  CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF
  GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN
  KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA
  NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI
  SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI
  VN VU WF WS XK YE YT ZA ZM ZW`);

/**
 * Codes that ISO 3166-3 lists as formerly used and that no country has today. They are kept as they are: what became of
 * the place is nothing that a file says, and no region list names them, so that a policy takes them for unknown.
 */
const WITHDRAWN = codes('AN BU CS CT DD DY FQ FX HV JT MI NH NQ NT PC PU PZ RH SU TP VD WK YD YU ZR');

/** Mistaken for the code of a country more often than not. */
const MEANT: ReadonlyMap<string, string> = new Map([
  ['UK', 'GB'],
  ['EL', 'GR'],
]);

const SHAPE = /^([A-Z]{2})(?:-[A-Z0-9]{1,3})?$/;

/** A place by its ISO 3166 code, today's or withdrawn, or by the code of a part of it. Throws Refused. */
export function isoPlaceOf(text: string, field: string): JurisdictionCode {
  const code = text.trim().toUpperCase();
  const country = /^[\w-]+$/.test(text.trim()) ? SHAPE.exec(code)?.[1] : undefined;
  if (country !== undefined && (COUNTRIES.has(country) || WITHDRAWN.has(country))) return code;
  const meant = MEANT.get(code);
  throw new Refused(
    'MALFORMED',
    `${field}: expected an ISO 3166 code such as CN or UA-43, came ${shown(text)}${meant === undefined ? '' : `; ${meant} may be meant`}.`,
  );
}

function codes(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/).filter(Boolean));
}
