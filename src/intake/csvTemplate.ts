import { COLUMNS } from './csvColumns.js';

/** A file that begins with the columns, and a row about a company and one about what it holds. */
export function template(): string {
  const company = {
    id: 'acme-holdings',
    name: 'Acme Holdings Ltd',
    kind: 'COMPANY',
    incorporated_in: 'GB',
    headquarters: 'GB',
  };
  const holding = {
    interested_party: 'acme-holdings',
    subject: 'acme-trading',
    subject_name: 'Acme Trading Ltd',
    type: 'SHAREHOLDING',
    share: '51',
    start_date: '2020-01-31',
  };
  const beside = { dataset: 'own-research', retrieved_at: '2026-01-31', grade: 'ASSERTED' };
  const rows = [company, holding].map((row) => {
    const cells: Readonly<Record<string, string>> = { ...row, ...beside };
    return COLUMNS.map(({ name }) => cells[name] ?? '').join(',');
  });
  return `${[COLUMNS.map(({ name }) => name).join(','), ...rows].join('\n')}\n`;
}
