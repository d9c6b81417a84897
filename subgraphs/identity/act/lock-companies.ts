import { isOneOf, type Writer } from "../../shared/database";

/**
 * Makes the acts on one company's grants wait for each other until the transaction ends: what an act decides on (who may
 * give, who is master, whether a legal representative remains) cannot change before it commits. Call it before anything
 * is read. SQLite lets only one transaction write from its begin on.
 */
export async function lockCompanies(transaction: Writer, organizationIds: readonly string[]): Promise<void> {
  if (transaction.dialect === "sqlite" || organizationIds.length === 0) return;
  const condition = isOneOf("id", [...new Set(organizationIds)]);
  await transaction.rows(
    `SELECT id FROM organization WHERE ${condition.sql} ORDER BY id FOR UPDATE`,
    condition.parameters,
  );
}
