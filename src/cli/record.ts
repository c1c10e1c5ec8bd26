import { userInfo } from 'node:os';
import { badInput } from '../errors.js';
import { erase } from '../watch/erasure.js';
import { audit, MOST_FAULTS } from '../watch/recordAudit.js';
import { type GivenLink, givenId } from '../watch/recordLinks.js';
import { dateIn } from './options.js';
import { withStore } from './ownStore.js';

interface RecordOptions {
  readonly db?: string;
  readonly json?: boolean;
}

/** Looks at every link of the record of rulings; exit code 1 where one is not as it was put. */
export async function auditRecord(options: RecordOptions & { readonly head?: string }): Promise<void> {
  const { head = null, json } = options;
  if (head !== null && !/^sha256:[\da-f]{64}$/.test(head))
    throw badInput(`--head: expected "sha256:" and 64 hexadecimal digits, came ${JSON.stringify(head.slice(0, 100))}.`);
  await withStore(options, async (store) => {
    const report = await audit(store, head, (links) => {
      if (process.stderr.isTTY) process.stderr.write(`\r${links} links`);
    });
    if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
    if (report.faults.length > 0) process.exitCode = 1;
    if (json === true) return `${JSON.stringify(report)}\n`;
    const { links, rulings, erased, faults } = report;
    const lines = [
      `${links} links, ${rulings} rulings, ${erased} of them erased. Head: ${report.head}`,
      ...faults.map(({ link, message }) => `${link === null ? 'head' : `link ${link}`}: ${message}`),
      faults.length === 0
        ? 'Every link is as it was put. Keep the head elsewhere: with --head, a later audit shows that nothing before it was changed.'
        : `The record is damaged${faults.length === MOST_FAULTS ? '; only the first faults are shown' : ''}.`,
    ];
    return lines.map((line) => `${line}\n`).join('');
  });
}

interface EraseOptions extends RecordOptions {
  readonly ruling?: readonly string[];
  readonly about?: readonly string[];
  readonly ref?: readonly string[];
  readonly before?: string;
  readonly because: string;
}

/** Erases what rulings on record say. BAD_USER_INPUT where nothing says which. */
export async function eraseRulings(options: EraseOptions): Promise<void> {
  const isMeant = meant(options);
  if (options.because.trim() === '') throw badInput('--because: expected the reason, came nothing.');
  await withStore(options, async (store) => {
    const because = { by: ownName(), because: options.because };
    const erased = await erase(store, isMeant, because, Date.now);
    return options.json === true
      ? `${JSON.stringify({ erased })}\n`
      : `What ${erased} ${erased === 1 ? 'ruling' : 'rulings'} on record said is erased; that they were given stays, and the chain holds.\n`;
  });
}

function meant({ ruling, about, ref, before }: EraseOptions): (link: GivenLink) => boolean {
  const chosen: ((link: GivenLink) => boolean)[] = [];
  if (ruling !== undefined) chosen.push((link) => ruling.includes(givenId(link)));
  if (about !== undefined) chosen.push(({ sealed }) => sealed !== null && about.includes(sealed.payload.match.party));
  if (ref !== undefined)
    chosen.push(({ sealed }) => ref.includes((sealed?.payload.asked as { ref?: string } | undefined)?.ref ?? ''));
  if (before !== undefined) {
    const end = Date.parse(`${dateIn(before, '--before')}T00:00:00Z`);
    chosen.push(({ at }) => Date.parse(at) < end);
  }
  if (chosen.length === 0) throw badInput('expected --ruling, --about, --ref or --before: what is to be erased.');
  return (link) => chosen.every((isChosen) => isChosen(link));
}

/** Who runs a command, as the record names them. */
export function ownName(): string {
  return userInfo().username;
}
