import { useEffect, useState } from 'preact/hooks';

export const POLICY = 'anthropic-2025-09';

/** All that decides what the page shows; it stands in the address, so that what is seen can be sent. */
export interface Place {
  readonly tab: 'look' | 'screen' | 'policies';
  readonly party: string | null;
  readonly policy: string;
  /** YYYY-MM-DD; null for today. */
  readonly asOf: string | null;
  /** JSON of a `Supposition`; null for the world as recorded. */
  readonly suppose: string | null;
  /** Parties of the chart that are opened upward, beside the subject. */
  readonly up: readonly string[];
  readonly down: readonly string[];
}

const NOWHERE: Place = { tab: 'look', party: null, policy: POLICY, asOf: null, suppose: null, up: [], down: [] };

export function placeOf(search: string): Place {
  const params = new URLSearchParams(search);
  const tab = params.get('tab');
  const asOf = params.get('asOf');
  return {
    tab: tab === 'screen' || tab === 'policies' ? tab : 'look',
    party: params.get('party') || null,
    policy: params.get('policy') || POLICY,
    asOf: asOf !== null && /^\d{4}-\d{2}-\d{2}$/.test(asOf) ? asOf : null,
    suppose: params.get('suppose') || null,
    up: params.getAll('up'),
    down: params.getAll('down'),
  };
}

export function addressOf(place: Partial<Place>): string {
  const { tab, party, policy, asOf, suppose, up, down } = { ...NOWHERE, ...place };
  const params = new URLSearchParams();
  if (tab !== 'look') params.set('tab', tab);
  if (party !== null) params.set('party', party);
  if (policy !== POLICY) params.set('policy', policy);
  if (asOf !== null) params.set('asOf', asOf);
  if (suppose !== null) params.set('suppose', suppose);
  for (const id of up) params.append('up', id);
  for (const id of down) params.append('down', id);
  const text = params.toString();
  return text === '' ? '/' : `/?${text}`;
}

const listeners = new Set<() => void>();

/** Goes to another place: a step of the history, or instead of the present one where a slider is dragged. */
export function go(place: Partial<Place>, instead = false): void {
  history[instead ? 'replaceState' : 'pushState'](null, '', addressOf(place));
  for (const listener of listeners) listener();
}

export function usePlace(): Place {
  const [search, setSearch] = useState(location.search);
  useEffect(() => {
    const read = (): void => setSearch(location.search);
    listeners.add(read);
    addEventListener('popstate', read);
    return () => {
      listeners.delete(read);
      removeEventListener('popstate', read);
    };
  }, []);
  return placeOf(search);
}

/** For links within the page: a plain click goes there without loading; any other is the browser's. */
export function follow(event: MouseEvent): void {
  followTo(event, (event.currentTarget as Element).getAttribute('href') ?? '', false);
}

export function followTo(event: MouseEvent, address: string, stays: boolean): void {
  if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  go(placeOf(address.slice(1)));
  if (!stays) scrollTo(0, 0);
}

/** The place with a party of the chart opened, or closed again. */
export function opened(place: Place, id: string, direction: 'up' | 'down'): Place {
  const ids = place[direction];
  return { ...place, [direction]: ids.includes(id) ? ids.filter((each) => each !== id) : [...ids, id] };
}
