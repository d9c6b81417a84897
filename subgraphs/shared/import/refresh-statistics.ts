import type { Database } from "../database";

/** Entries of an index that SQLite looks at: enough to tell a narrow one from a wide one, and quick at any size. */
const SAMPLE = 1_000;

/**
 * Has the database count anew what its planner goes by, after an import that may have changed all of it. Until then
 * MariaDB was seen to read every option of every company for a page of 20 lines.
 */
export async function refreshStatistics(database: Database): Promise<void> {
  if (database.dialect === "sqlite") {
    await database.write(async (transaction) => {
      await transaction.rows(`PRAGMA analysis_limit = ${SAMPLE}`);
      await transaction.execute("ANALYZE");
    });
    return;
  }
  const tables = await database.read.rows<{ name: string }>(
    "SELECT TABLE_NAME AS name FROM information_schema.TABLES" +
      " WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE = 'BASE TABLE' ORDER BY TABLE_NAME",
  );
  await database.read.rows(`ANALYZE TABLE ${tables.map(({ name }) => name).join(", ")}`);
}
