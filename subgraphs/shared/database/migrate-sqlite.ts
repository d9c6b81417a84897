import { setTimeout as pause } from "node:timers/promises";
import type { DataSource } from "typeorm";
import type { EntityClass } from "./entity-rows";
import { DatabaseUnavailable } from "./errors";
import { migrateFrozen } from "./frozen/checksums";

const LOCK_DEADLINE = 30_000;
const LOCK_PAUSE = 50;

/**
 * Runs the outstanding migrations, where asked to, in one transaction: all or none, and a second process that starts
 * meanwhile waits for them. Foreign keys are off while tables are rebuilt, as
 * https://sqlite.org/lang_altertable.html asks, and checked before the commit.
 */
export async function migrateSqlite(
  dataSource: DataSource,
  migrations: readonly EntityClass[],
  migrates: boolean,
): Promise<void> {
  if (!migrates) return await migrateFrozen(dataSource, migrations, undefined);
  await dataSource.query("PRAGMA foreign_keys = OFF");
  try {
    await beginWhenFree(dataSource);
    try {
      await migrateFrozen(dataSource, migrations, () => dataSource.runMigrations({ transaction: "none" }));
      const orphans = await dataSource.query<{ table: string }[]>("PRAGMA foreign_key_check");
      if (orphans.length > 0)
        throw new Error(`Migrations left rows without their parent in ${orphans[0]?.table}.`);
      await dataSource.query("COMMIT");
    } catch (error) {
      await dataSource.query("ROLLBACK").catch(() => undefined);
      throw error;
    }
  } finally {
    await dataSource.query("PRAGMA foreign_keys = ON");
  }
}

async function beginWhenFree(dataSource: DataSource): Promise<void> {
  const deadline = Date.now() + LOCK_DEADLINE;
  for (;;) {
    try {
      await dataSource.query("BEGIN IMMEDIATE");
      return;
    } catch (error) {
      const locked = error instanceof DatabaseUnavailable && error.reason === "contention";
      if (!locked || Date.now() > deadline) throw error;
      await pause(LOCK_PAUSE);
    }
  }
}
