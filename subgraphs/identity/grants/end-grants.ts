import { isOneOf, type Writer } from "../../shared/database";

/** Ends those of these grants that were not ended yet, from now on (epoch milliseconds), and frees their exclusive places. */
export async function endGrants(transaction: Writer, ids: readonly string[], now: number): Promise<void> {
  if (ids.length === 0) return;
  const condition = isOneOf("id", ids);
  await transaction.execute(
    "UPDATE profile_grant SET revoked_at = ?, exclusive_key = NULL" +
      ` WHERE ${condition.sql} AND revoked_at IS NULL`,
    [now, ...condition.parameters],
  );
}
