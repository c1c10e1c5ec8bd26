import type { Store } from '../store/store.js';
import type { Metrics } from './metrics.js';
import { codeOf, inSpan } from './tracing.js';

type Call = (...args: never[]) => unknown;

/** The same store; every call of it is counted, timed and a span, and of gatherings what they brought too. */
export function observedStore(store: Store, metrics: Metrics): Store {
  const timed = async <T>(method: string, call: () => Promise<T>): Promise<T> => {
    const begun = performance.now();
    const ended = (code: string) => metrics.asked(method, code, (performance.now() - begun) / 1_000);
    try {
      const answer = await call();
      ended('OK');
      return answer;
    } catch (error) {
      ended(codeOf(error));
      throw error;
    }
  };
  const observed = Object.entries<Call>({ ...store }).map(([method, call]) => [
    method,
    (...args: never[]) =>
      inSpan(`store ${method}`, {}, () => timed(method, async () => (await call(...args)) as unknown)),
  ]);
  return {
    ...(Object.fromEntries(observed) as Store),
    gather: (ids, direction, at, limits) =>
      inSpan('gather', { 'controlgraph.direction': direction, 'controlgraph.asked': ids.length }, (span) =>
        timed('gather', async () => {
          const gathering = await store.gather(ids, direction, at, limits);
          const { parties, interests, complete } = gathering;
          metrics.gathered(direction, parties.length, interests.length);
          if (!complete) metrics.limited('gathering');
          span.setAttributes({
            'controlgraph.parties': parties.length,
            'controlgraph.interests': interests.length,
            'controlgraph.complete': complete,
          });
          return gathering;
        }),
      ),
    // Each piece is a call: how long the whole takes is a matter of who reads it.
    async *whole(at, pieceWithinMs) {
      const pieces = store.whole(at, pieceWithinMs)[Symbol.asyncIterator]();
      try {
        for (;;) {
          const next = await inSpan('store whole', {}, () => timed('whole', () => pieces.next()));
          if (next.done) return;
          yield next.value;
        }
      } finally {
        await pieces.return?.();
      }
    },
    close: () => store.close(),
  };
}
