import type { ImportKind, RowOutcome } from "./import-kind";

/**
 * Writes the rows and answers one outcome each. When the database refuses a whole batch for a row's fault, halves of
 * it are tried until the rows at fault stand alone: about 2 log₂ n transactions for each of them.
 */
export async function applyBatch<Row>(
  kind: ImportKind<Row>,
  rows: readonly Row[],
): Promise<readonly RowOutcome[]> {
  let outcomes: readonly RowOutcome[];
  try {
    outcomes = await kind.apply(rows);
  } catch (error) {
    const reject = kind.refusal?.(error);
    if (!reject) throw error;
    if (rows.length === 1) return [reject];
    const middle = Math.ceil(rows.length / 2);
    const first = await applyBatch(kind, rows.slice(0, middle));
    return [...first, ...(await applyBatch(kind, rows.slice(middle)))];
  }
  if (outcomes.length !== rows.length) {
    throw new Error(
      `Apply of ${kind.name} must answer one outcome per row: ${rows.length}, not ${outcomes.length}`,
    );
  }
  return outcomes;
}
