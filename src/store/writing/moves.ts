import type { Draft } from './draft.js';
import type { InterestRow, ProductRow, RowId } from './ledger.js';

/**
 * The live interests of which somebody else has an end from now on: closed here, to be written under that one. Of
 * parties that were parted some stay.
 */
export async function moveInterests(
  { ledger, parties, closed }: Draft,
  left: ReadonlySet<number>,
): Promise<{ readonly rows: InterestRow[]; readonly closed: InterestRow[] }> {
  const now = (party: number, stated: number): number => (left.has(party) ? parties.canonical(stated) : party);
  const moved = (await ledger.interestRowsOf([...left]))
    .filter((row) => !closed.interest.has(row.id as RowId))
    .map((row) => ({
      before: row,
      subject: now(row.subject, row.statedSubject),
      holder: row.holder === null ? null : now(row.holder, row.statedHolder as number),
    }))
    .filter(({ before, subject, holder }) => subject !== before.subject || holder !== before.holder);
  for (const { before } of moved) closed.interest.add(before.id as RowId);
  return {
    rows: moved.map(({ before, subject, holder }) => ({ ...before, subject, holder, id: null, stop: null })),
    closed: moved.map(({ before }) => before),
  };
}

export async function moveProducts(
  { ledger, parties, closed }: Draft,
  left: ReadonlySet<number>,
): Promise<ProductRow[]> {
  const moved = (await ledger.productRowsOf([...left]))
    .filter((row) => !closed.product_statement.has(row.id as RowId))
    .map((row) => ({
      before: row,
      operators: row.operators.map(({ operator, stated }) => ({
        operator: left.has(operator) ? parties.canonical(stated) : operator,
        stated,
      })),
    }))
    .filter(({ before, operators }) =>
      operators.some(({ operator }, index) => operator !== before.operators[index]?.operator),
    );
  for (const { before } of moved) closed.product_statement.add(before.id as RowId);
  return moved.map(({ before, operators }) => ({ ...before, operators, id: null }));
}
