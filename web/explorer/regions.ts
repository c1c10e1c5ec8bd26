/** Countries by region of the world, after the UN's M49, and the territories that a list treats by themselves. */
export const COUNTRIES: readonly (readonly [region: string, codes: readonly string[]])[] = [
  [
    'Europe',
    'AD AL AT BA BE BG BY CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LI LT LU LV MC MD ME MK MT NL NO PL PT RO RS RU SE SI SK SM UA VA XK'.split(
      ' ',
    ),
  ],
  [
    'Asia',
    'AF AM AZ BD BN BT CN GE HK ID IN JP KG KH KP KR KZ LA LK MM MN MO MV MY NP PH PK SG TH TJ TL TM TW UZ VN'.split(
      ' ',
    ),
  ],
  ['Middle East', 'AE BH IL IQ IR JO KW LB OM PS QA SA SY TR YE'.split(' ')],
  [
    'Africa',
    'AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG EH ER ET GA GH GM GN GQ GW KE KM LR LS LY MA MG ML MR MU MW MZ NA NE NG RW SC SD SL SN SO SS ST SZ TD TG TN TZ UG ZA ZM ZW'.split(
      ' ',
    ),
  ],
  [
    'Americas',
    'AG AR BB BO BR BS BZ CA CL CO CR CU DM DO EC GD GL GT GY HN HT JM KN LC MX NI PA PE PR PY SR SV TT US UY VC VE'.split(
      ' ',
    ),
  ],
  ['Oceania', 'AU FJ FM KI MH NR NZ PG PW SB TO TV VU WS'.split(' ')],
];
