import type { JurisdictionCode } from '../model/party.js';

/**
 * Countries by the names that people write in free text, and the words for who belongs to them: code, names, words. Names
 * are those of seed/jurisdictions/territories.jsonl (opensanctions/rigour, MIT) with the common other ones; words are those
 * of the lists of nationalities that UK registers use. What may mean two places (Georgia, Congo, Korea, Dominican, Virgin
 * Islands) is left out: unknown is unknown.
 */
const COUNTRIES = `
AD|Andorra|Andorran
AE|United Arab Emirates;UAE;U.A.E.|Emirati
AF|Afghanistan|Afghan
AG|Antigua and Barbuda;Antigua & Barbuda
AI|Anguilla|Anguillan
AL|Albania|Albanian
AM|Armenia|Armenian
AO|Angola|Angolan
AQ|Antarctica
AR|Argentina|Argentine;Argentinian
AS|American Samoa
AT|Austria|Austrian
AU|Australia|Australian
AW|Aruba
AX|Åland Islands;Aland Islands
AZ|Azerbaijan|Azerbaijani
BA|Bosnia and Herzegovina;Bosnia & Herzegovina;Bosnia
BB|Barbados|Barbadian
BD|Bangladesh|Bangladeshi
BE|Belgium|Belgian
BF|Burkina Faso|Burkinan;Burkinabe
BG|Bulgaria|Bulgarian
BH|Bahrain|Bahraini
BI|Burundi|Burundian
BJ|Benin|Beninese
BL|Saint Barthélemy;Saint Barthelemy
BM|Bermuda|Bermudian
BN|Brunei;Brunei Darussalam|Bruneian
BO|Bolivia;Bolivia, Plurinational State of|Bolivian
BQ|Bonaire, Sint Eustatius and Saba
BR|Brazil|Brazilian
BS|Bahamas;The Bahamas|Bahamian
BT|Bhutan|Bhutanese
BW|Botswana|Botswanan;Motswana
BY|Belarus|Belarusian
BZ|Belize|Belizean
CA|Canada|Canadian
CC|Cocos (Keeling) Islands
CD|DR Congo;Democratic Republic of the Congo;Congo, Democratic Republic of the;Congo, The Democratic Republic of the
CF|Central African Republic|Central African
CG|Congo-Brazzaville;Republic of the Congo
CH|Switzerland;Swiss Confederation|Swiss
CI|Côte d'Ivoire;Ivory Coast;Cote d'Ivoire|Ivorian
CK|Cook Islands
CL|Chile|Chilean
CM|Cameroon|Cameroonian
CN|China;People's Republic of China;PRC;P.R. China;PR China;China, People's Republic of;Mainland China|Chinese
CO|Colombia|Colombian
CR|Costa Rica|Costa Rican
CU|Cuba|Cuban
CV|Cape Verde;Cabo Verde|Cape Verdean
CW|Curaçao;Curacao
CX|Christmas Island
CY|Cyprus;Republic of Cyprus|Cypriot
CZ|Czechia;Czech Republic|Czech
DE|Germany;Federal Republic of Germany|German
DJ|Djibouti|Djiboutian
DK|Denmark|Danish
DM|Dominica
DO|Dominican Republic
DZ|Algeria|Algerian
EC|Ecuador|Ecuadorean;Ecuadorian
EE|Estonia|Estonian
EG|Egypt|Egyptian
EH|Western Sahara
ER|Eritrea|Eritrean
ES|Spain|Spanish
ET|Ethiopia|Ethiopian
FI|Finland|Finnish
FJ|Fiji|Fijian
FK|Falkland Islands;Falkland Islands (Malvinas)
FM|Micronesia|Micronesian
FO|Faroe Islands|Faroese
FR|France|French
GA|Gabon|Gabonese
GB|United Kingdom;UK;U.K.;Great Britain;GB;Britain;England;Wales;Scotland;Northern Ireland;England and Wales;England & Wales;England/Wales;England, United Kingdom;Wales, United Kingdom;Scotland, United Kingdom;Northern Ireland, United Kingdom;United Kingdom (England and Wales);United Kingdom (England & Wales);United Kingdom (Scotland);United Kingdom (Northern Ireland);United Kingdom (England);United Kingdom (Wales);England, UK;Scotland, UK;Wales, UK;Northern Ireland, UK;England United Kingdom;United Kingdom of Great Britain and Northern Ireland|British;English;Scottish;Welsh;Northern Irish;United Kingdom;British Citizen;UK
GD|Grenada|Grenadian
GF|French Guiana
GG|Guernsey|Guernsey
GH|Ghana|Ghanaian
GI|Gibraltar|Gibraltarian
GL|Greenland|Greenlandic
GM|Gambia;The Gambia|Gambian
GN|Guinea|Guinean
GP|Guadeloupe
GQ|Equatorial Guinea|Equatorial Guinean
GR|Greece|Greek
GS|South Georgia and the South Sandwich Islands
GT|Guatemala|Guatemalan
GU|Guam|Guamanian
GW|Guinea-Bissau
GY|Guyana|Guyanese
HK|Hong Kong SAR;Hong Kong;Hong Kong, China|Hong Konger
HN|Honduras|Honduran
HR|Croatia|Croatian
HT|Haiti|Haitian
HU|Hungary|Hungarian
ID|Indonesia|Indonesian
IE|Ireland;Republic of Ireland;Eire;Ireland, Republic of|Irish
IL|Israel|Israeli
IM|Isle of Man
IN|India|Indian
IO|British Indian Ocean Territory
IQ|Iraq|Iraqi
IR|Iran;Iran, Islamic Republic of;Islamic Republic of Iran|Iranian
IS|Iceland|Icelandic
IT|Italy|Italian
JE|Jersey
JM|Jamaica|Jamaican
JO|Jordan|Jordanian
JP|Japan|Japanese
KE|Kenya|Kenyan
KG|Kyrgyzstan;Kyrgyz Republic|Kyrgyz
KH|Cambodia|Cambodian
KI|Kiribati|I-Kiribati
KM|Comoros|Comoran
KN|Saint Kitts and Nevis;St Kitts and Nevis;St Kitts & Nevis;St. Kitts and Nevis;Saint Kitts & Nevis
KP|North Korea;Democratic People's Republic of Korea;Korea, North|North Korean
KR|South Korea;Republic of Korea;Korea, Republic of;Korea, South|South Korean
KW|Kuwait|Kuwaiti
KY|Cayman Islands|Cayman Islander;Caymanian
KZ|Kazakhstan|Kazakh;Kazakhstani
LA|Laos;Lao People's Democratic Republic|Lao
LB|Lebanon|Lebanese
LC|Saint Lucia;St Lucia;St. Lucia|St Lucian
LI|Liechtenstein|Liechtenstein Citizen
LK|Sri Lanka|Sri Lankan
LR|Liberia|Liberian
LS|Lesotho|Mosotho
LT|Lithuania|Lithuanian
LU|Luxembourg;Grand Duchy of Luxembourg|Luxembourger
LV|Latvia|Latvian
LY|Libya|Libyan
MA|Morocco|Moroccan
MC|Monaco|Monegasque
MD|Moldova;Moldova, Republic of;Republic of Moldova|Moldovan
ME|Montenegro|Montenegrin
MF|Saint Martin
MG|Madagascar|Malagasy
MH|Marshall Islands|Marshallese
MK|North Macedonia;Macedonia|Macedonian
ML|Mali|Malian
MM|Myanmar;Burma|Burmese
MN|Mongolia|Mongolian
MO|Macao SAR;Macao;Macau|Macanese
MP|Northern Mariana Islands
MQ|Martinique
MR|Mauritania|Mauritanian
MS|Montserrat|Montserratian
MT|Malta|Maltese
MU|Mauritius|Mauritian
MV|Maldives|Maldivian
MW|Malawi|Malawian
MX|Mexico|Mexican
MY|Malaysia|Malaysian
MZ|Mozambique|Mozambican
NA|Namibia|Namibian
NC|New Caledonia
NE|Niger|Nigerien
NF|Norfolk Island
NG|Nigeria|Nigerian
NI|Nicaragua|Nicaraguan
NL|Netherlands;The Netherlands;Holland|Dutch
NO|Norway|Norwegian
NP|Nepal|Nepalese;Nepali
NR|Naoero;Nauru|Nauruan
NU|Niue|Niuean
NZ|New Zealand|New Zealander
OM|Oman|Omani
PA|Panama|Panamanian
PE|Peru|Peruvian
PF|French Polynesia
PG|Papua New Guinea|Papua New Guinean
PH|Philippines|Filipino
PK|Pakistan|Pakistani
PL|Poland|Polish
PM|Saint Pierre and Miquelon
PN|Pitcairn;Pitcairn Islands|Pitcairn Islander
PR|Puerto Rico|Puerto Rican
PS|Palestine;State of Palestine;Palestinian Territories|Palestinian
PT|Portugal|Portuguese
PW|Palau|Palauan
PY|Paraguay|Paraguayan
QA|Qatar|Qatari
RE|Réunion;Reunion
RO|Romania|Romanian
RS|Serbia|Serbian
RU|Russia;Russian Federation|Russian
RW|Rwanda|Rwandan
SA|Saudi Arabia|Saudi Arabian;Saudi
SB|Solomon Islands|Solomon Islander
SC|Seychelles|Citizen of Seychelles
SD|Sudan|Sudanese
SE|Sweden|Swedish
SG|Singapore;Republic of Singapore|Singaporean
SH|Saint Helena, Ascension and Tristan da Cunha;Saint Helena;St Helena|St Helenian
SI|Slovenia|Slovenian
SJ|Svalbard and Jan Mayen
SK|Slovakia;Slovak Republic|Slovak
SL|Sierra Leone|Sierra Leonean
SM|San Marino|Sammarinese
SN|Senegal|Senegalese
SO|Somalia|Somali
SR|Suriname|Surinamese
SS|South Sudan|South Sudanese
ST|São Tomé and Príncipe;Sao Tome and Principe
SV|El Salvador|Salvadorean
SX|Sint Maarten
SY|Syria;Syrian Arab Republic|Syrian
SZ|Eswatini;Swaziland|Swazi
TC|Turks and Caicos Islands;Turks & Caicos Islands|Turks and Caicos Islander
TD|Chad|Chadian
TF|French Southern Territories
TG|Togo|Togolese
TH|Thailand|Thai
TJ|Tajikistan|Tajik
TK|Tokelau
TL|Timor-Leste;East Timor|East Timorese
TM|Turkmenistan|Turkmen
TN|Tunisia|Tunisian
TO|Tonga|Tongan
TR|Türkiye;Turkey|Turkish
TT|Trinidad and Tobago;Trinidad & Tobago|Trinidadian
TV|Tuvalu|Tuvaluan
TW|Taiwan;Taiwan, Province of China|Taiwanese
TZ|Tanzania;Tanzania, United Republic of;United Republic of Tanzania|Tanzanian
UA|Ukraine|Ukrainian
UG|Uganda|Ugandan
US|United States;USA;U.S.A.;United States of America;US;U.S.|American
UY|Uruguay|Uruguayan
UZ|Uzbekistan|Uzbek
VA|Holy See;Vatican City|Vatican Citizen
VC|Saint Vincent and the Grenadines;St Vincent and the Grenadines;Saint Vincent & The Grenadines
VE|Venezuela;Venezuela, Bolivarian Republic of|Venezuelan
VG|British Virgin Islands;Virgin Islands, British;Virgin Islands (British);BVI|British Virgin Islander
VI|U.S. Virgin Islands;Virgin Islands, U.S.;United States Virgin Islands;US Virgin Islands
VN|Vietnam;Viet Nam|Vietnamese
VU|Vanuatu|Citizen of Vanuatu
WF|Wallis and Futuna|Wallisian
WS|Samoa|Samoan
XK|Kosovo|Kosovan
YE|Yemen|Yemeni
YT|Mayotte
ZA|South Africa;Republic of South Africa;RSA|South African
ZM|Zambia|Zambian
ZW|Zimbabwe|Zimbabwean
`;

const names = new Map<string, JurisdictionCode>();
const peoples = new Map<string, JurisdictionCode>();
for (const row of COUNTRIES.trim().split('\n')) {
  const [code = '', named = '', belonging = ''] = row.split('|');
  for (const name of named.split(';')) names.set(plain(name), code);
  for (const people of belonging.split(';').filter((each) => each !== '')) peoples.set(plain(people), code);
}

/** The code of a country named in free text; null where the text is no name of one alone. */
export function countryNamed(text: string): JurisdictionCode | null {
  return names.get(plain(text)) ?? null;
}

/** The countries of nationalities in free text, "British" or "British, American"; what is not plain is left out. */
export function nationalitiesIn(text: string): JurisdictionCode[] {
  const whole = peoples.get(plain(text));
  if (whole !== undefined) return [whole];
  const codes = text.split(/[,/;&]| and /i).map((part) => peoples.get(plain(part)) ?? countryNamed(part));
  return [...new Set(codes.filter((code) => code !== null))];
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/^ | $|\.$/g, '');
}
