import type { Drawing, DrawnInterest, DrawnParty } from '../../src/rules/chart/drawing.js';
import { visible } from '../../src/rules/chart/visible.js';
import type { Interest, Ownership, PartyBrief, Verdict } from './questions.js';
import { plain, shareText } from './words.js';

/** Whatever was gathered so far around a party, each once. */
export interface Gathered {
  readonly parties: ReadonlyMap<string, PartyBrief>;
  readonly interests: ReadonlyMap<string, Interest>;
}

/** A line of the chart: all that one party holds of another. */
export interface Tie {
  readonly from: string;
  readonly to: string;
  readonly interests: readonly Interest[];
  readonly isProof: boolean;
}

/** Parties that are folded into one box, so that a large structure stays legible. */
export interface Fold {
  readonly of: string;
  readonly direction: 'up' | 'down';
  readonly count: number;
}

export interface ChartData {
  readonly drawing: Drawing;
  /** By key of the box: the party, or what is folded there; a holder who is not named has neither. */
  readonly parties: ReadonlyMap<string, PartyBrief>;
  readonly folds: ReadonlyMap<string, Fold>;
  /** By "from to" of the boxes. */
  readonly ties: ReadonlyMap<string, Tie>;
}

export interface Wish {
  readonly subject: string;
  readonly up: ReadonlySet<string>;
  readonly down: ReadonlySet<string>;
  /** Interests and parties that make the difference; they are never folded before others. */
  readonly proof: ReadonlySet<string>;
  readonly verdicts: ReadonlyMap<string, Verdict>;
  readonly verdict: Verdict;
}

const MOST_BOXES = 28;
const MOST_DEEP = 4;
const FEW = 5;
const MANY = 24;

export function gathered(ownerships: readonly Ownership[]): Gathered {
  const parties = new Map<string, PartyBrief>();
  const interests = new Map<string, Interest>();
  for (const each of ownerships) {
    for (const party of each.parties) parties.set(party.id, party);
    for (const interest of each.interests) interests.set(interest.id, interest);
  }
  return { parties, interests };
}

/** Ties from holder to subject, a holder who is not named being a party of its own for each subject. */
function tiesOf({ interests }: Gathered, proof: ReadonlySet<string>): Map<string, Tie> {
  const ties = new Map<string, Tie>();
  for (const interest of interests.values()) {
    const from = interest.interestedParty?.id ?? `unnamed ${interest.id}`;
    const key = `${from} ${interest.subject.id}`;
    const before = ties.get(key);
    ties.set(key, {
      from,
      to: interest.subject.id,
      interests: [...(before?.interests ?? []), interest],
      isProof: (before?.isProof ?? false) || proof.has(interest.id),
    });
  }
  return ties;
}

export function chartData(around: Gathered, wish: Wish): ChartData {
  const ties = tiesOf(around, wish.proof);
  const shown = new Map<string, number>([[wish.subject, 0]]);
  const folds = new Map<string, Fold>();
  spread(shown, folds, wish, 'up', grouped(ties.values(), 'to'));
  spread(shown, folds, wish, 'down', grouped(ties.values(), 'from'));
  const drawnTies = new Map([...ties].filter(([, { from, to }]) => shown.has(from) && shown.has(to)));
  const parties = [...shown.keys()].map((key) => box(key, around, wish, folds.get(key)));
  return {
    drawing: {
      title: 'Ownership',
      verdict: wish.verdict,
      parties,
      interests: [...[...drawnTies.values()].map(line), ...[...folds].map(foldLine)],
      leftOut: 0,
    },
    parties: new Map(
      [...shown.keys()].flatMap((key) =>
        around.parties.has(key) ? [[key, around.parties.get(key) as PartyBrief]] : [],
      ),
    ),
    folds,
    ties: drawnTies,
  };
}

/** From the subject outward, the weightiest first, until the chart is full; whoever is left stands in a fold. */
function spread(
  shown: Map<string, number>,
  folds: Map<string, Fold>,
  wish: Wish,
  direction: 'up' | 'down',
  beside: ReadonlyMap<string, readonly Tie[]>,
): void {
  const other = direction === 'up' ? 'from' : 'to';
  const opened = direction === 'up' ? wish.up : wish.down;
  const queue = [...shown.keys()].filter((key) => direction === 'up' || opened.has(key));
  for (const key of queue) {
    const isOpened = opened.has(key);
    if (!isOpened && (direction === 'down' || (shown.get(key) ?? 0) >= MOST_DEEP)) {
      const hidden = (beside.get(key) ?? []).filter((tie) => !shown.has(tie[other]));
      if (hidden.length > 0 && direction === 'up') fold(shown, folds, key, direction, hidden.length);
      continue;
    }
    const others = [...(beside.get(key) ?? [])]
      .sort((a, b) => weight(b) - weight(a))
      .filter((tie) => !shown.has(tie[other]));
    const room = Math.max(isOpened ? FEW : 0, MOST_BOXES - shown.size);
    const taken = others.slice(0, Math.min(isOpened ? MANY : FEW, room));
    // A fold of one is as large as the one.
    if (others.length === taken.length + 1 && taken.length > 0) taken.push(others[taken.length] as Tie);
    for (const tie of taken) {
      shown.set(tie[other], (shown.get(key) ?? 0) + 1);
      queue.push(tie[other]);
    }
    if (others.length > taken.length) fold(shown, folds, key, direction, others.length - taken.length);
  }
}

function fold(
  shown: Map<string, number>,
  folds: Map<string, Fold>,
  of: string,
  direction: 'up' | 'down',
  count: number,
): void {
  const key = `fold ${direction} ${of}`;
  shown.set(key, Number.POSITIVE_INFINITY);
  folds.set(key, { of, direction, count });
}

/** What makes the difference before anything else, then the larger share; only an order, so that rounding does no harm. */
function weight({ isProof, interests }: Tie): number {
  return (isProof ? 1_000 : 0) + Math.max(...interests.map(({ share }) => Number(share.max)));
}

function box(key: string, around: Gathered, wish: Wish, folded: Fold | undefined): DrawnParty {
  if (folded !== undefined) {
    const what = folded.direction === 'up' ? 'more owners' : 'more holdings';
    return { key, name: `+ ${folded.count} ${what}`, place: '', shape: 'ARRANGEMENT', role: 'NONE' };
  }
  const party = around.parties.get(key);
  if (party === undefined) return { key, name: 'not named', place: '', shape: 'UNNAMED', role: 'POSSIBLE' };
  const verdict = wish.verdicts.get(key);
  const role = verdict === 'RESTRICTED' ? 'RESTRICTED' : verdict === 'INDETERMINATE' ? 'POSSIBLE' : 'NONE';
  return {
    key,
    name: visible(party.name) || key,
    place: party.headquarters.map(({ jurisdiction }) => jurisdiction.name).join(', '),
    shape: party.__typename.toUpperCase() as DrawnParty['shape'],
    role: key === wish.subject ? 'SUBJECT' : role,
  };
}

function line({ from, to, interests }: Tie): DrawnInterest {
  const label = interests.map(labelOf).join(', ');
  const isUnknown = interests.some(({ share, interestedParty }) => share.min !== share.max || interestedParty === null);
  return { from, to, label, words: label, isUnknown };
}

function foldLine([key, { of, direction }]: [string, Fold]): DrawnInterest {
  const [from, to] = direction === 'up' ? [key, of] : [of, key];
  return { from, to, label: direction === 'up' ? 'open to see them' : 'some', words: '', isUnknown: true };
}

const SHORT: Readonly<Record<string, string>> = {
  SHAREHOLDING: '',
  VOTING_RIGHTS: 'votes ',
  PROFIT_RIGHTS: 'profits ',
};

function labelOf({ type, share }: Interest): string {
  const kind = SHORT[type];
  return kind === undefined
    ? plain(type)
    : `${kind}${shareText(share) === 'unknown' ? 'unknown share' : shareText(share)}`;
}

function grouped(ties: Iterable<Tie>, end: 'from' | 'to'): Map<string, Tie[]> {
  const groups = new Map<string, Tie[]>();
  for (const tie of ties) {
    const group = groups.get(tie[end]);
    if (group === undefined) groups.set(tie[end], [tie]);
    else group.push(tie);
  }
  return groups;
}
