import type { PartyId } from '../model/party.js';
import type { Revision } from '../model/statement.js';
import type { PartyKey, ReadAt } from '../store/store.js';
import type { Watching } from './state.js';

/** Ids that a source gave, each with the id that answers for it. */
type Identities = ReadonlyMap<PartyId, PartyId>;

/** Ids that answered for themselves or another before, and answer otherwise now. */
export interface Rejoined {
  readonly id: PartyId;
  readonly before: PartyId;
  readonly after: PartyId;
}

/**
 * Who, of all that stood or stands above a party, became one with another from one revision to the next, or ceased to be.
 * A flip beside it is a matter of identity: the statements are the same, and about somebody else.
 */
export async function rejoined(
  watching: Watching,
  party: PartyId,
  revisions: readonly [before: Revision, after: Revision],
  at: Omit<ReadAt, 'revision'>,
): Promise<Rejoined[]> {
  const [old, fresh] = revisions.map((revision) => ({ ...at, revision })) as [ReadAt, ReadAt];
  const [before, after] = await Promise.all([above(watching, party, old), above(watching, party, fresh)]);
  const [was, is] = await Promise.all([filled(watching, before, after, old), filled(watching, after, before, fresh)]);
  return [...was]
    .map(([id, answered]) => ({ id, before: answered, after: is.get(id) ?? answered }))
    .filter((each) => each.before !== each.after)
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

async function above({ store, limits }: Watching, party: PartyId, at: ReadAt): Promise<Identities> {
  const { parties } = await store.gather([party], 'UP', at, { ...limits, depth: null });
  const ids = parties.flatMap(({ id, statements }) =>
    [id, ...statements.map(({ stated }) => stated ?? id)].map((stated): [PartyId, PartyId] => [stated, id]),
  );
  return new Map(ids);
}

/** With the ids that were seen at the other revision alone, where they are known at this one. */
async function filled({ store }: Watching, own: Identities, other: Identities, at: ReadAt): Promise<Identities> {
  const missing = [...other.keys()].filter((id) => !own.has(id));
  if (missing.length === 0) return own;
  const found = await store.parties(
    missing.map((id): PartyKey => ({ id })),
    at,
  );
  const known = missing.flatMap((id, index): [PartyId, PartyId][] => {
    const answering = found[index]?.id;
    return answering === undefined ? [] : [[id, answering]];
  });
  return new Map([...own, ...known]);
}
