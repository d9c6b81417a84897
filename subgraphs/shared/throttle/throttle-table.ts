import type { TableOptions } from "typeorm";
import type { Database } from "../database";
import { BACKGROUND, inList } from "../database";
import { bigint, varchar } from "../database/table-parts";

/** For the migration of a subgraph that counts attempts. */
export const throttleTable: TableOptions = {
  name: "throttle",
  columns: [
    varchar("key_hash", 43, { isPrimary: true }),
    bigint("attempts"),
    bigint("free_at"),
    bigint("forgotten_at"),
  ],
  indices: [{ name: "ix_throttle_forgotten", columnNames: ["forgotten_at"] }],
  checks: [{ name: "ck_throttle_attempts", expression: "attempts >= 0" }],
};

/** Rows that one statement removes: a long transaction would keep attempts waiting. */
const BATCH = 500;

/** Removes the counters that count for nothing any more. @param now epoch milliseconds */
export async function forgetThrottles(database: Database, now: number): Promise<void> {
  for (let found = BATCH; found === BATCH;) {
    const rows = await database.read.rows<{ keyHash: string }>(
      `${BACKGROUND}SELECT key_hash AS keyHash FROM throttle WHERE forgotten_at <= ? LIMIT ${BATCH}`,
      [now],
    );
    found = rows.length;
    if (found === 0) return;
    const list = inList(rows.map(({ keyHash }) => keyHash));
    // The condition once more: what was counted since stays.
    await database.write((transaction) =>
      transaction.execute(
        `${BACKGROUND}DELETE FROM throttle WHERE key_hash IN ${list.sql} AND forgotten_at <= ?`,
        [...list.parameters, now],
      ),
    );
  }
}
