import type { MigrationInterface, QueryRunner, TableOptions } from "typeorm";
import { addCheck } from "../../shared/database";
import { isSqlite } from "../../shared/database/migration";
import { hasCheck, hasColumn, hasIndex, rebuildTable } from "../../shared/database/repair";
import { outboxTable } from "./tables/outbox";
import { peopleTables } from "./tables/people";
import { recoveryIndices } from "./tables/recovery";

/** Columns that were CHAR at first, which the entities never said: MySQL cuts trailing blanks off such a text. */
const ONCE_CHAR = [
  ["organization", "vat_number", "varchar(11) NOT NULL"],
  ["organization", "country", "varchar(2) NOT NULL"],
  ["session", "token_hash", "varchar(43) NOT NULL"],
  ["session", "previous_token_hash", "varchar(43) NULL"],
] as const;

/** Of a way to recover accounts that was published for half an hour, and taken back with its migration. */
const RECOVERY_BY_NUMBER = {
  migration: "AddRecoveryNumber1764600000000",
  index: "user_account_recovery_number",
  columns: ["recovery_line_id", "recovery_number", "recovers_by"],
} as const;

/**
 * Brings databases of earlier releases to what the migrations before this one make today: they were edited, and one was
 * taken away, after databases had had them (docs/decisions/0132-what-earlier-databases-lack.md).
 */
export class RepairEarlierReleases1796100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await dropRecoveryByNumber(runner);
    if (!isSqlite(runner)) await widenColumns(runner);
    await askActiveForPassword(runner);
    if (!(await hasColumn(runner, "outbox_message", "expires_at"))) await tellGivenUpMessages(runner);
    if (!isSqlite(runner)) await checkMessages(runner);
  }

  // What was there before was not the same everywhere.
  async down(): Promise<void> {}
}

async function dropRecoveryByNumber(runner: QueryRunner): Promise<void> {
  const { migration, index, columns } = RECOVERY_BY_NUMBER;
  if (await hasIndex(runner, "user_account", index, "recovery_number"))
    await runner.query(isSqlite(runner) ? `DROP INDEX ${index}` : `DROP INDEX ${index} ON user_account`);
  for (const column of columns) {
    if (await hasColumn(runner, "user_account", column))
      await runner.query(`ALTER TABLE user_account DROP COLUMN ${column}`);
  }
  await runner.query(`DELETE FROM migrations WHERE name = '${migration}'`);
}

async function widenColumns(runner: QueryRunner): Promise<void> {
  for (const [table, column, type] of ONCE_CHAR) {
    const found = (await runner.query(
      "SELECT 1 FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ?" +
        " AND COLUMN_NAME = ? AND DATA_TYPE = 'char'",
      [table, column],
    )) as object[];
    if (found.length > 0) await runner.query(`ALTER TABLE ${table} MODIFY ${column} ${type}`);
  }
}

/** An active account may have had no password. Nobody could sign in to it: it is invited, as it was before. */
async function askActiveForPassword(runner: QueryRunner): Promise<void> {
  const name = "user_account_password";
  if (await hasCheck(runner, "user_account", name, "DEACTIVATED")) return;
  await runner.query(
    "UPDATE user_account SET status = 'INVITED' WHERE status = 'ACTIVE' AND password_hash IS NULL",
  );
  const table = peopleTables.find((each) => each.name === "user_account") as TableOptions;
  if (isSqlite(runner)) {
    await rebuildTable(runner, table, [
      "ALTER TABLE user_account ADD COLUMN language varchar(2) NOT NULL DEFAULT 'it' CHECK (language IN ('it', 'en'))",
      "ALTER TABLE user_account ADD COLUMN applied_vat_number varchar(11)",
      ...recoveryIndices
        .filter((index) => index.table === "user_account")
        .map((index) => `CREATE INDEX ${index.name} ON user_account (${index.columnNames.join(", ")})`),
    ]);
    return;
  }
  await replaceCheck(runner, table, name);
}

/** Messages came to be given up, and blanked once nobody needs them. */
async function tellGivenUpMessages(runner: QueryRunner): Promise<void> {
  const isOver = "WHERE next_attempt_at IS NULL";
  await runner.query(`UPDATE outbox_message SET text = '' ${isOver}`);
  if (isSqlite(runner)) {
    // The new checks would refuse rows that were neither sent nor wait.
    await runner.query("ALTER TABLE outbox_message ADD COLUMN given_up_at bigint");
    await runner.query(`UPDATE outbox_message SET given_up_at = created_at ${isOver} AND sent_at IS NULL`);
    await rebuildTable(runner, outboxTable);
    return;
  }
  if (!(await hasColumn(runner, "outbox_message", "given_up_at")))
    await runner.query("ALTER TABLE outbox_message ADD COLUMN given_up_at bigint NULL");
  await runner.query(`UPDATE outbox_message SET given_up_at = created_at ${isOver} AND sent_at IS NULL`);
  await runner.query("ALTER TABLE outbox_message ADD COLUMN expires_at bigint NULL");
}

async function checkMessages(runner: QueryRunner): Promise<void> {
  for (const name of ["outbox_message_state", "outbox_message_blanked"]) {
    if (!(await hasCheck(runner, outboxTable.name, name, ""))) await replaceCheck(runner, outboxTable, name);
  }
  if (await hasCheck(runner, outboxTable.name, "outbox_message_sent", ""))
    await runner.query("ALTER TABLE outbox_message DROP CONSTRAINT outbox_message_sent");
  if (!(await hasIndex(runner, outboxTable.name, "outbox_message_due", "channel"))) {
    if (await hasIndex(runner, outboxTable.name, "outbox_message_due", "id"))
      await runner.query("DROP INDEX outbox_message_due ON outbox_message");
    await runner.query("CREATE INDEX outbox_message_due ON outbox_message (channel, next_attempt_at)");
  }
  if (!(await hasIndex(runner, outboxTable.name, "outbox_message_created", "created_at")))
    await runner.query("CREATE INDEX outbox_message_created ON outbox_message (created_at)");
}

async function replaceCheck(runner: QueryRunner, table: TableOptions, name: string): Promise<void> {
  const check = table.checks?.find((each) => each.name === name);
  if (await hasCheck(runner, table.name, name, ""))
    await runner.query(`ALTER TABLE ${table.name} DROP CONSTRAINT ${name}`);
  await addCheck(runner, table.name, name, check?.expression ?? "");
}
