import { badInput } from '../errors.js';
import { withStore } from './ownStore.js';

interface HistoryOptions {
  readonly after?: string;
  readonly first: string;
  readonly db?: string;
  readonly json?: boolean;
}

/** Who wrote when, and why: every revision of the store, oldest first. */
export async function history(options: HistoryOptions): Promise<void> {
  const after = whole(options.after?.replace(/^r/, '') ?? '0', '--after');
  const first = whole(options.first, '--first');
  await withStore(options, async (store, deadlineAt) => {
    const found = await store.revisions(after, first, deadlineAt);
    const lines = found.map(({ revision, at, by, because }) =>
      options.json === true
        ? JSON.stringify({ revision: `r${revision}`, at, by, because })
        : `r${revision}  ${at}  ${by ?? '-'}${because === null ? '' : `  ${because}`}`,
    );
    if (lines.length === first && options.json !== true)
      lines.push(`There may be more: --after r${found.at(-1)?.revision}`);
    return lines.map((line) => `${line}\n`).join('');
  });
}

function whole(text: string, option: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw badInput(`${option}: expected a whole number, came ${JSON.stringify(text)}.`);
}
