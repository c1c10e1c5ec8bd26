import { type Fields, fieldsOf, listOf, optionalText, startOf } from './fields.js';

/** The company knows, or has cause to believe, that there is no registrable person: the only words that say so. */
const NOBODY: readonly string[] = ['no-individual-or-entity-with-signficant-control'];

/** What is about changes, or that everybody is on the register: nobody unknown is left by it. */
const NOTHING_OPEN: readonly string[] = [
  'all-beneficial-owners-identified',
  'nobody-has-become-or-ceased-to-be-a-beneficial-owner',
  'somebody-has-become-or-ceased-to-be-a-beneficial-owner',
  'no-change-beneficial-owner-relevant-period',
  'change-beneficial-owner-relevant-period',
  'no-trust-involved-relevant-period',
  'trust-involved-relevant-period',
  'no-change-beneficiary-relevant-period',
  'change-beneficiary-relevant-period',
];

/** What the register's official wording comes to (companieshouse/api-enumerations, psc_descriptions.yml, OGL v3). */
const MEANINGS: ReadonlyMap<string, string> = new Map([
  ['psc-exists-but-not-identified', 'there is a registrable person, whom the company has not identified'],
  ['psc-details-not-confirmed', 'a registrable person is identified, whose particulars are not confirmed'],
  ['steps-to-find-psc-not-yet-completed', 'the company has not finished finding out whether there is anyone'],
  ['psc-contacted-but-no-response', 'a notice to somebody has not been complied with'],
  ['psc-has-failed-to-confirm-changed-details', 'somebody has not confirmed that particulars changed'],
  ['restrictions-notice-issued-to-psc', 'a restrictions notice has been issued to somebody'],
  ['no-beneficial-owner-identified', 'no beneficial owner has been identified'],
  ['at-least-one-beneficial-owner-unidentified', 'only some beneficial owners have been identified'],
  ['awaiting-confirmation-from-psc', 'the company believes there is somebody, who has not confirmed it'],
]);

/** What a statement of the register says of holders; `somebody`: one is there or may be, in what words. */
export type PscStatement = 'NOBODY' | 'NOTHING_OPEN' | { readonly somebody: string };

/** One that is not known leaves somebody open. Throws Refused. */
export function pscStatement(data: Fields): PscStatement {
  const written = optionalText(data.statement, 'statement') ?? 'a statement without words';
  const statement = written.replace(/-partnership$/, '');
  if (NOBODY.includes(statement)) return 'NOBODY';
  if (NOTHING_OPEN.includes(statement)) return 'NOTHING_OPEN';
  const linked = optionalText(data.linked_psc_name, 'linked_psc_name');
  const words = [MEANINGS.get(statement) ?? 'somebody may be there who is not named', linked].filter(
    (part) => part !== null,
  );
  return { somebody: `${written}: ${words.join(': ')}` };
}

/** Every one of these exemptions is given because voting shares are admitted to trading on a market. */
const TRADED: readonly string[] = [
  'disclosure-transparency-rules-chapter-five-applies',
  'psc-exempt-as-trading-on-regulated-market',
  'psc-exempt-as-shares-admitted-on-market',
  'psc-exempt-as-trading-on-uk-regulated-market',
  'psc-exempt-as-trading-on-eu-regulated-market',
];

/** Whether one of the exemptions says that the shares are traded, and has no end. Throws Refused. */
export function saysTraded(data: Fields): boolean {
  return Object.values(fieldsOf(data.exemptions ?? {}, 'exemptions')).some((value) => {
    const exemption = fieldsOf(value, 'exemptions');
    if (!TRADED.includes(optionalText(exemption.exemption_type, 'exemption_type') ?? '')) return false;
    return listOf(exemption.items, 'exemptions.items').some((item) => {
      const { exempt_from: from, exempt_to: to } = fieldsOf(item, 'exemptions.items');
      return startOf(from, 'exempt_from') !== null && startOf(to, 'exempt_to') === null;
    });
  });
}
