import { rulebook } from '../seed/rulebook.js';
import { seedStore } from '../seed/seed.js';
import { Inquiry } from '../src/inquiry.js';
import { openSqlite } from '../src/store/sqlite.js';
import type { Store } from '../src/store/store.js';
import type { ScreenResultView } from '../src/views.js';
import { HARD } from './hardNames.js';
import { type CaseKind, KINDS, type NameCase, nameWorld } from './nameCases.js';

const LIMITS = { maxParties: 250_000, maxInterests: 1_000_000, maxControllers: 2_000, role: 'admin' as const };
const BATCH = 5_000;
const PAGE = 500;

/** Of questions of one kind. */
export interface Figures {
  readonly kind: CaseKind | 'all';
  readonly questions: number;
  /** Of those that mean somebody: the right one found, or one of several of that very name. */
  readonly found: number;
  /** The right one found, or among the candidates. */
  readonly listed: number;
  /** Somebody else found, or somebody where nobody was meant. */
  readonly wrong: number;
  /** Of those found, the right ones. */
  readonly precision: number;
}

/**
 * Real names asked for otherwise than they stand: who is found, and who is found wrongly. BENCH_NAMES is a csv with lei,
 * legal_name and legal_address_country; left out, the thousand that the tests have.
 */
export async function names(questions = 5_500): Promise<void> {
  const path = process.env.BENCH_NAMES ?? 'test/data/lei-names/lei-names-20k-sample.csv';
  const { parties, cases } = nameWorld(path, questions);
  const store = openSqlite(':memory:');
  await seedStore(store);
  for (let at = 0; at < parties.length; at += BATCH) await store.write({ parties: parties.slice(at, at + BATCH) });
  const { figures, missed } = await measured(store, cases);
  console.log(`${parties.length} companies, ${cases.length} questions`);
  for (const each of figures) console.log(told(each));
  for (const line of missed.slice(0, 20)) console.log(`  ${line}`);
  const hard = await measured(store, HARD);
  console.log(`hard cases of the demo: ${told(hard.figures.at(-1) as Figures)}`);
  for (const line of hard.missed) console.log(`  ${line}`);
  await store.close();
}

function told({ kind, questions, found, listed, wrong, precision }: Figures): string {
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
  return `${kind.padEnd(15)} ${String(questions).padStart(5)}: found ${percent(found)}, found or listed ${percent(listed)}, found wrongly ${wrong}, precision ${percent(precision)}`;
}

export async function measured(
  store: Store,
  cases: readonly NameCase[],
): Promise<{ figures: readonly Figures[]; missed: readonly string[] }> {
  const results: ScreenResultView[] = [];
  for (let at = 0; at < cases.length; at += PAGE) results.push(...(await asked(store, cases.slice(at, at + PAGE))));
  const judged = cases.map((each, index) => ({ each, ...judge(each, results[index] as ScreenResultView) }));
  const figures = [...KINDS, 'all' as const].flatMap((kind): Figures[] => {
    const those = judged.filter(({ each }) => kind === 'all' || each.kind === kind);
    if (those.length === 0) return [];
    const meant = those.filter(({ each }) => each.meant.length > 0);
    const share = (count: number): number => (meant.length === 0 ? 1 : count / meant.length);
    const right = meant.filter(({ isRight }) => isRight).length;
    const wrong = those.filter(({ isWrong }) => isWrong).length;
    return [
      {
        ...{ kind, questions: those.length, wrong },
        found: share(right),
        listed: share(meant.filter(({ isListed }) => isListed).length),
        precision: right + wrong === 0 ? 1 : right / (right + wrong),
      },
    ];
  });
  const missed = judged.flatMap(({ each, isWrong, isListed, isRight, said }) =>
    isWrong
      ? [`WRONG ${each.kind}: ${each.asked} → ${said}`]
      : each.meant.length > 0 && !isRight
        ? [`${isListed ? 'listed' : 'MISSED'} ${each.kind}: ${each.asked} → ${said}`]
        : [],
  );
  return { figures, missed: missed.sort((a, b) => Number(b.startsWith('WRONG')) - Number(a.startsWith('WRONG'))) };
}

async function asked(store: Store, cases: readonly NameCase[]): Promise<ScreenResultView[]> {
  const world = {
    ...{ asOf: '2026-11-22', revision: await store.revision(), deadlineAt: Date.now() + 120_000 },
    ...{ unrecordedOwners: null, supposition: null, knownAt: null },
  };
  const inquiry = new Inquiry(store, rulebook(), LIMITS, world);
  return inquiry.screen(
    cases.map(({ asked: name }, index) => ({ ref: String(index), name })),
    [],
  );
}

function judge(
  { meant }: NameCase,
  { outcome, match, alternatives }: ScreenResultView,
): { isRight: boolean; isListed: boolean; isWrong: boolean; said: string } {
  const ids = alternatives.map(({ party }) => party.id);
  const isFound = match !== null && meant.includes(match.party.id);
  // Several of one name can be told apart by nobody: each of them listed is right.
  const isRight = meant.length > 1 ? isFound || meant.every((id) => ids.includes(id)) : isFound;
  return {
    isRight,
    isListed: isRight || meant.some((id) => ids.includes(id)),
    isWrong: match !== null && !isFound,
    said: `${outcome} ${match === null ? '' : `${match.party.name} ${match.score}`}${alternatives
      .slice(0, 3)
      .map(({ party, score }) => `${party.name} ${score}`)
      .join(' | ')}`,
  };
}
