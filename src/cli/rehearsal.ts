import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UnknownParties } from '../errors.js';
import type { Target } from '../intake/load.js';
import { dateOf } from '../model/date.js';
import type { PartyId } from '../model/party.js';
import type { PartyStatement } from '../model/statement.js';
import { openSqlite } from '../store/sqlite.js';
import type { Changes, PartyRecord, Store, Written } from '../store/store.js';

const LOOKUP_TIMEOUT_MS = 30_000;

/**
 * A store to try an import on, empty and thrown away after: everything is refused that would be, and nothing is written
 * to the real one. Parties that only that one knows are known here too, with their identifiers.
 */
export async function rehearsal(store: Store): Promise<{ target: Target; close: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'controlgraph-'));
  const stage = await openSqlite(join(folder, 'dry-run.db'));
  const write = async (changes: Changes): Promise<Written> => {
    try {
      return await stage.write(changes);
    } catch (error) {
      if (!(error instanceof UnknownParties)) throw error;
      const known = await knownTo(store, error.ids);
      if (known.length === 0) throw error;
      await stage.write({ parties: known.map(introduced) });
      return write(changes);
    }
  };
  return {
    target: { write },
    close: async () => {
      await stage.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function knownTo(store: Store, ids: readonly PartyId[]): Promise<{ id: PartyId; record: PartyRecord }[]> {
  const at = {
    asOf: dateOf(new Date()),
    revision: await store.revision(),
    deadlineAt: Date.now() + LOOKUP_TIMEOUT_MS,
  };
  const found = await store.parties(
    ids.map((id) => ({ id })),
    at,
  );
  return ids.flatMap((id, index) => {
    const record = found[index];
    return record == null ? [] : [{ id, record }];
  });
}

function introduced({ id, record }: { id: PartyId; record: PartyRecord }): PartyStatement {
  const facts = record.statements.map((statement) => statement.facts);
  const kind = facts.findLast((each) => each.kind !== undefined)?.kind;
  const identifiers = facts.flatMap((each) => each.identifiers ?? []);
  return {
    party: id,
    facts: { ...(kind === undefined ? {} : { kind }), identifiers },
    source: { dataset: 'in the store', url: null, retrievedAt: null, statementId: id, quote: null, grade: 'ASSERTED' },
  };
}
