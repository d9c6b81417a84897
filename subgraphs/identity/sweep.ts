import { inList, type Database } from "../shared/database";
import { ADDRESS_REMEMBERED } from "../shared/throttle/known-address";

/** Rows that one statement removes: a long transaction would keep sign-ins waiting. */
const BATCH = 500;
const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;

interface Stale {
  readonly table: string;
  /** The columns of its primary key. */
  readonly key: readonly string[];
  readonly where: string;
  readonly parameters: (now: number) => readonly number[];
}

/** What counts for nothing any more, and how it is told: one condition each, that one index answers. An ended session is kept for a week, for whoever looks into a theft. */
export const STALE: readonly Stale[] = [
  { table: "session", key: ["id"], where: "expires_at <= ?", parameters: (now) => [now] },
  { table: "session", key: ["id"], where: "ended_at <= ?", parameters: (now) => [now - 7 * DAY] },
  { table: "sign_in_challenge", key: ["id_hash"], where: "expires_at <= ?", parameters: (now) => [now] },
  { table: "password_reset", key: ["token_hash"], where: "expires_at <= ?", parameters: (now) => [now] },
  { table: "registration", key: ["id"], where: "expires_at <= ?", parameters: (now) => [now] },
  { table: "mobile_number_proof", key: ["id"], where: "expires_at <= ?", parameters: (now) => [now] },
  { table: "email_change", key: ["id"], where: "expires_at <= ?", parameters: (now) => [now] },
  { table: "invitation", key: ["id"], where: "expires_at <= ?", parameters: (now) => [now] },
  // Its step may still be given another; an hour on, none is left.
  { table: "one_time_code", key: ["id"], where: "expires_at <= ?", parameters: (now) => [now - HOUR] },
  { table: "throttle", key: ["key_hash"], where: "forgotten_at <= ?", parameters: (now) => [now] },
  {
    table: "known_address",
    key: ["user_id", "address_hash"],
    where: "seen_at <= ?",
    parameters: (now) => [now - ADDRESS_REMEMBERED],
  },
];

/** Removes what has expired, in short transactions. @param now epoch milliseconds */
export async function sweep(database: Database, now: number): Promise<void> {
  for (const stale of STALE) {
    while ((await sweepBatch(database, stale, now)) === BATCH);
  }
}

async function sweepBatch(database: Database, stale: Stale, now: number): Promise<number> {
  const { table, key, where } = stale;
  const columns = key.join(", ");
  const parameters = stale.parameters(now);
  const rows = await database.read.rows<Record<string, string>>(
    `/* background */ SELECT ${columns} FROM ${table} WHERE ${where} LIMIT ${BATCH}`,
    parameters,
  );
  if (rows.length === 0) return 0;
  const [first = ""] = key;
  const list = inList(rows.map((row) => row[first] ?? ""));
  // The condition once more: what came back to life since it was read stays.
  await database.write((transaction) =>
    transaction.execute(`DELETE FROM ${table} WHERE ${first} IN ${list.sql} AND (${where})`, [
      ...list.parameters,
      ...parameters,
    ]),
  );
  return rows.length;
}
