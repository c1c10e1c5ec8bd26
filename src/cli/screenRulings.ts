import { asCell, quoted } from '../intake/csvText.js';
import { gravest, type Verdict } from '../model/ruling.js';
import type { CustomerRow, RowFormat } from './screenRows.js';

export interface Judged {
  readonly policy: string;
  readonly verdict: Verdict;
}

export interface RowMatch {
  readonly id: string;
  readonly name: string;
  readonly score: number;
  readonly matchedName: string;
  readonly why: readonly string[];
  readonly verdicts: readonly Judged[];
}

/** What was found of one subject, as the service and the store at hand say it alike. */
export interface RowResult {
  readonly outcome: 'FOUND' | 'AMBIGUOUS' | 'NOT_FOUND' | 'INVALID' | 'FAILED';
  readonly overall: Verdict | null;
  readonly verdicts: readonly Judged[];
  /** Of the gravest ruling; null unless found. */
  readonly summary: string | null;
  readonly problem: { readonly code: string; readonly field: string | null; readonly message: string } | null;
  readonly match: RowMatch | null;
  readonly alternatives: readonly RowMatch[];
  readonly revision: string;
  /** Ids of the rulings on record; none where they are not to be recorded. */
  readonly given: readonly string[];
}

/** A verdict, or the outcome where there is none: no cell of a verdict is ever empty. */
export type Said = Verdict | Exclude<RowResult['outcome'], 'FOUND'>;

/**
 * What a pipeline may act on without reading text: the verdict of a party that was found; of ambiguous candidates the
 * gravest, and INDETERMINATE at least where not all of them are known; else the outcome.
 */
export function gravestOf({ outcome, overall, problem, alternatives }: RowResult): Said {
  if (outcome === 'FOUND') return overall ?? 'FAILED';
  if (outcome !== 'AMBIGUOUS') return outcome;
  const verdicts = alternatives.flatMap((each) => each.verdicts.map(({ verdict }) => verdict));
  const isOpen = problem?.code === 'LIMIT_REACHED' || verdicts.length === 0;
  return gravest(isOpen ? [...verdicts, 'INDETERMINATE'] : verdicts) ?? 'INDETERMINATE';
}

/** The first cells need no quotes: a run that goes on reads them again. */
const BEFORE = ['line', 'outcome', 'overall', 'gravest', 'ref'] as const;
const AFTER = [
  ...['party_id', 'party_name', 'matched_name', 'score', 'why', 'summary'],
  ...['alternatives', 'problem_code', 'problem_field', 'problem', 'revision', 'given'],
] as const;

/** The first line of a CSV file of rulings; null for JSON lines. */
export function headerOf(format: RowFormat, policies: readonly string[]): string | null {
  return format === 'csv' ? `${[...BEFORE, ...policies, ...AFTER].map(quoted).join(',')}\n` : null;
}

/** One line, whatever the row holds. */
export function written(row: CustomerRow, result: RowResult, policies: readonly string[], format: RowFormat): string {
  const { line, ref } = row;
  if (format === 'jsonl') return `${JSON.stringify({ line, ref, gravest: gravestOf(result), ...result })}\n`;
  const { outcome, overall, verdicts, match, alternatives, problem, summary, revision, given } = result;
  const ruled = policies.map((id) => verdicts.find(({ policy }) => policy === id)?.verdict ?? outcome);
  const cells = [
    ...[String(line), outcome, overall ?? outcome, gravestOf(result), ref, ...ruled],
    ...[match?.id ?? '', match?.name ?? '', match?.matchedName ?? '', match === null ? '' : String(match.score)],
    ...[match?.why.join('; ') ?? '', summary ?? '', alternatives.map(candidate).join('; ')],
    ...[problem?.code ?? '', problem?.field ?? '', problem?.message ?? '', revision, given.join('; ')],
  ];
  return `${cells.map((cell) => quoted(asCell(cell))).join(',')}\n`;
}

function candidate({ id, name, score, verdicts }: RowMatch): string {
  return `${id} ${name} (${score}: ${gravest(verdicts.map(({ verdict }) => verdict)) ?? 'INDETERMINATE'})`;
}

/** What a row that was written says of itself. */
export interface ReadRow {
  /** Of the input. */
  readonly line: number;
  readonly outcome: string;
  readonly gravest: string;
}

/** Null for a line that this program did not write. */
export function readAgain(text: string, format: RowFormat): ReadRow | null {
  if (format === 'csv') {
    const [line = '', outcome = '', , gravest = ''] = text.split(',', BEFORE.length);
    return /^\d+$/.test(line) ? { line: Number(line), outcome, gravest } : null;
  }
  try {
    const { line, outcome, gravest } = JSON.parse(text) as { line?: unknown; outcome?: unknown; gravest?: unknown };
    return typeof line === 'number' ? { line, outcome: String(outcome), gravest: String(gravest) } : null;
  } catch {
    return null;
  }
}
