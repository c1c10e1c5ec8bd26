import type { DateString } from '../model/date.js';
import type { Columns } from './screenColumns.js';
import type { ReadRow } from './screenRulings.js';

const OUTCOMES = ['AMBIGUOUS', 'NOT_FOUND', 'INVALID', 'FAILED'] as const;
const VERDICTS = ['RESTRICTED', 'INDETERMINATE', 'NOT_RESTRICTED'] as const;

/** Rows by what they say: of those found the verdict, of the others the outcome. */
export class Tally {
  private readonly counts = new Map<string, number>();
  /** Of ambiguous rows the gravest candidate. */
  private readonly gravest = new Map<string, number>();
  rows = 0;

  add({ outcome, gravest }: Pick<ReadRow, 'outcome' | 'gravest'>): void {
    this.rows += 1;
    const said = outcome === 'FOUND' ? gravest : outcome;
    this.counts.set(said, this.of(said) + 1);
    if (outcome === 'AMBIGUOUS') this.gravest.set(gravest, (this.gravest.get(gravest) ?? 0) + 1);
  }

  of(said: string): number {
    return this.counts.get(said) ?? 0;
  }

  /** Rows that somebody should look at: all but those found and not restricted. */
  get toLookAt(): number {
    return this.rows - this.of('NOT_RESTRICTED');
  }

  ambiguousBy(verdict: string): number {
    return this.gravest.get(verdict) ?? 0;
  }
}

export interface ScreeningReport {
  readonly tally: Tally;
  /** Rows that an earlier run had written; the tally has them too. */
  readonly earlier: number;
  readonly asOf: DateString;
  readonly policies: readonly string[];
  readonly columns: Columns | null;
  readonly seconds: number;
  readonly interrupted: boolean;
  /** Why the file could not be read to its end. */
  readonly cutOff: string | null;
}

/** 0: every row was found and is not restricted; 1: some should be looked at; 2: not all were read; 130: stopped. */
export function exitCode({ tally, interrupted, cutOff }: ScreeningReport): number {
  if (interrupted) return 130;
  if (cutOff !== null) return 2;
  return tally.toLookAt > 0 ? 1 : 0;
}

/** The summary, for a person or as JSON. */
export function toldScreening(report: ScreeningReport, asJson: boolean): string {
  const { tally, earlier, asOf, policies, columns, seconds, interrupted, cutOff } = report;
  const counts = Object.fromEntries([...VERDICTS, ...OUTCOMES].map((said) => [said, tally.of(said)]));
  const ambiguous = Object.fromEntries(VERDICTS.map((verdict) => [verdict, tally.ambiguousBy(verdict)]));
  if (asJson) {
    const figures = { rows: tally.rows, earlier, asOf, policies, counts, ambiguousByGravest: ambiguous };
    return `${JSON.stringify({ ...figures, columns: columns?.of ?? null, seconds, interrupted, cutOff })}\n`;
  }
  const perSecond = Math.round((tally.rows - earlier) / Math.max(0.001, seconds));
  const lines = [
    `${tally.rows} rows screened as of ${asOf} under ${policies.join(', ')}${earlier === 0 ? '' : `, ${earlier} of them before`}; ${perSecond} rows/s.`,
    `  found: ${VERDICTS.map((verdict) => `${tally.of(verdict)} ${verdict}`).join(', ')}`,
    `  not found by one name or key: ${OUTCOMES.map((outcome) => `${tally.of(outcome)} ${outcome}`).join(', ')}`,
  ];
  if (tally.of('AMBIGUOUS') > 0)
    lines.push(
      `  of the ambiguous by their gravest candidate: ${VERDICTS.map((verdict) => `${tally.ambiguousBy(verdict)} ${verdict}`).join(', ')}`,
    );
  if (tally.of('NOT_FOUND') > 0) lines.push('  Who is not found is not cleared.');
  if (cutOff !== null) lines.push(`  not read to its end: ${cutOff}`);
  if (interrupted) lines.push('  Stopped before the end; the same command with --resume takes up the rest.');
  return `${lines.join('\n')}\n`;
}
