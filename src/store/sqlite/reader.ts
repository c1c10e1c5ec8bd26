import { Failure } from '../../errors.js';
import type { ReadAt } from '../store.js';
import type { Cell, Connection, Row } from './connection.js';
import { Sources } from './statements.js';

type Deadline = Pick<ReadAt, 'deadlineAt'>;

/** The connection as reads see it: every statement within its deadline. */
export class Reader {
  readonly sources: Sources;

  constructor(private readonly connection: Connection) {
    this.sources = new Sources(connection);
  }

  get(at: Deadline, sql: string, parameters: readonly Cell[]): Row | undefined {
    checkDeadline(at.deadlineAt);
    const row = this.connection.get(sql, parameters);
    checkDeadline(at.deadlineAt);
    return row;
  }

  all(at: Deadline, sql: string, parameters: readonly Cell[]): Row[] {
    checkDeadline(at.deadlineAt);
    const rows = this.connection.all(sql, parameters);
    checkDeadline(at.deadlineAt);
    return rows;
  }
}

/** SQLite can't be stopped halfway: an answer that comes too late is thrown away, and what follows isn't asked. */
export function checkDeadline(deadlineAt: number): void {
  if (Date.now() >= deadlineAt) {
    throw new Failure(
      'DEADLINE_EXCEEDED',
      `The store did not answer within the request's deadline; ask for less, or allow more time.`,
    );
  }
}
