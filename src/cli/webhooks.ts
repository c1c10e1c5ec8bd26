import { deadLetters, pendingCalls, revive, type Waiting } from '../watch/deliveries.js';
import { listsOf } from '../watch/kept.js';
import { withStore } from './ownStore.js';

interface WebhookOptions {
  readonly again?: boolean;
  readonly db?: string;
  readonly json?: boolean;
}

const MOST_SHOWN = 1_000;

/** Webhook calls that wait to be tried again, and those that were given up. */
export async function webhooks(options: WebhookOptions): Promise<void> {
  await withStore(options, async (store, deadlineAt) => {
    const [waiting, dead] = await Promise.all([
      pendingCalls(store, MOST_SHOWN, deadlineAt),
      deadLetters(store, MOST_SHOWN, deadlineAt),
    ]);
    let revived = 0;
    if (options.again === true)
      for (const letter of dead) if (await revive(store, letter, Date.now(), deadlineAt)) revived += 1;
    const all = [...waiting.map(stated('waiting')), ...dead.map(stated(options.again === true ? 'again' : 'dead'))];
    const lists = await listsOf(store, [...new Set(all.map(({ list }) => list))], deadlineAt);
    const shown = all.map((each) => ({ ...each, webhook: lists.get(each.list)?.webhook ?? null }));
    if (options.json === true) return shown.map((each) => `${JSON.stringify(each)}\n`).join('');
    const lines = shown.map(
      ({ state, change, webhook, failed, error }) =>
        `${state}  change ${change}  ${webhook ?? 'a list that is gone'}  failed ${failed} times${error === null ? '' : `; ${error.at}: ${error.message}`}`,
    );
    const end = `${waiting.length} to be called, ${dead.length} given up${options.again === true ? `, ${revived} of them due again now` : ''}.`;
    return [...lines, end].map((line) => `${line}\n`).join('');
  });
}

function stated(state: string) {
  return ({ delivery: { change, list, failed, error } }: Waiting) => ({ state, change, list, failed, error });
}
