import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Place } from './address.js';
import { type Asked, ask, type Unanswered, unanswered, useAsked } from './ask.js';
import { LIGHTS, type Lights, OWNERSHIP, type Ownership, type OwnershipOf, type Verdict } from './questions.js';
import type { WorldAsked } from './world.js';

const MOST_AT_FIRST = 300;
const MOST_OF_ONE = 60;

/** What stands above a party, and beside each party that was opened; what was asked once is kept while the world stays. */
export function useOwnerships(party: string, place: Place, world: WorldAsked): Asked<readonly Ownership[]> {
  const wanted = useMemo(
    () => [
      { id: party, direction: 'UP', depth: null as number | null, limit: MOST_AT_FIRST },
      ...place.up.map((id) => ({ id, direction: 'UP', depth: 1, limit: MOST_OF_ONE })),
      ...place.down.map((id) => ({ id, direction: 'DOWN', depth: 1, limit: MOST_OF_ONE })),
    ],
    [party, ...place.up, 'down', ...place.down],
  );
  const kept = useRef(new Map<string, Ownership>());
  const [, drawAgain] = useState(0);
  const [turn, setTurn] = useState(0);
  const [failed, setFailed] = useState<{ readonly key: string; readonly error: Unanswered } | null>(null);
  const keys = wanted.map((each) => JSON.stringify([each, world]));
  const all = `${turn} ${keys.join(' ')}`;
  useEffect(() => {
    const leaving = new AbortController();
    const missing = wanted.filter((_, index) => !kept.current.has(keys[index] as string));
    const asking = missing.map(async (each) => {
      const { world: answered } = await ask<OwnershipOf>(OWNERSHIP, { ...each, ...world }, leaving.signal);
      if (answered.party !== null) kept.current.set(JSON.stringify([each, world]), answered.party.ownership);
    });
    Promise.all(asking).then(
      () => drawAgain((count) => count + 1),
      (error: unknown) => {
        if (leaving.signal.aborted) return;
        setFailed({ key: all, error: unanswered(error) });
      },
    );
    return () => leaving.abort();
  }, [all]);
  const answer = keys.flatMap((key) => kept.current.get(key) ?? []);
  const which = answer.length === keys.length ? keys.join(' ') : '';
  const answered = useMemo<Asked<readonly Ownership[]>>(() => ({ state: 'answered', answer }), [which]);
  if (failed?.key === all) return { state: 'failed', error: failed.error, again: () => setTurn(turn + 1) };
  // What is known of the subject stays in sight while one more party is opened.
  if (which !== '') return answered;
  return answer[0] !== undefined && kept.current.has(keys[0] as string)
    ? { state: 'answered', answer }
    : { state: 'asking', before: null };
}

/** The verdicts of the parties that are drawn, by id; none of them is presumed where the answer is missing. */
export function useLights(
  ids: readonly string[],
  place: Place,
  world: WorldAsked,
): Asked<ReadonlyMap<string, Verdict>> {
  const subjects = ids.map((id) => ({ ref: id, id }));
  const asked = useAsked<Lights>(LIGHTS, ids.length === 0 ? null : { subjects, policy: place.policy, ...world });
  const answer = asked.state === 'answered' ? asked.answer : null;
  const lights = useMemo(
    () =>
      new Map(
        answer?.world.screen.flatMap(({ ref, overall }) => (overall === null ? [] : [[ref, overall] as const])) ?? [],
      ),
    [answer],
  );
  if (asked.state === 'answered') return { state: 'answered', answer: lights };
  return asked.state === 'failed' ? asked : { state: 'asking', before: null };
}
