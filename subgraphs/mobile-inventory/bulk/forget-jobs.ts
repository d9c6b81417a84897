import { BACKGROUND, isOneOf, type Database } from "../../shared/database";

/** Milliseconds for which a job that has ended can be asked for. */
const KEPT = 90 * 24 * 60 * 60_000;
/** Rows that one transaction removes. */
const CHUNK = 1_000;

/** Removes jobs that ended ninety days ago, in small transactions. @param now epoch milliseconds */
export async function forgetJobs(database: Database, now: number): Promise<void> {
  for (;;) {
    const old = await database.read.rows<{ id: string }>(
      `${BACKGROUND}SELECT id FROM bulk_job WHERE finished_at < ? ORDER BY finished_at LIMIT 100`,
      [now - KEPT],
    );
    if (old.length === 0) return;
    for (const { id } of old) await forgetRows(database, id);
    const condition = isOneOf(
      "id",
      old.map(({ id }) => id),
    );
    await database.write((transaction) =>
      transaction.execute(`${BACKGROUND}DELETE FROM bulk_job WHERE ${condition.sql}`, condition.parameters),
    );
  }
}

async function forgetRows(database: Database, jobId: string): Promise<void> {
  for (let from = 0; ; from += CHUNK) {
    const removed = await database.write((transaction) =>
      transaction.execute(
        `${BACKGROUND}DELETE FROM bulk_job_row WHERE job_id = ? AND position > ? AND position <= ?`,
        [jobId, from, from + CHUNK],
      ),
    );
    if (removed === 0) return;
  }
}
