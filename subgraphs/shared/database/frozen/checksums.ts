import type { DataSource } from "typeorm";
import type { EntityClass } from "../entity-rows";
import { DatabaseRefused } from "../errors";
import { checksumOf } from "./plan";

/** Beside TypeORM's own table of migrations: what each of them did when this database had it. */
const TABLE = "migration_checksum";

const CREATE = `CREATE TABLE IF NOT EXISTS ${TABLE} (name varchar(191) NOT NULL PRIMARY KEY, checksum varchar(64) NOT NULL)`;

/**
 * Refuses a database that had a migration when it was another than it is today, and keeps what this start's migrations
 * did. Databases from before the first checksum have none: theirs count as today's, and the comparison with the entities
 * tells whether they are.
 * @param migrate runs the outstanding migrations; undefined where this process does not
 * @throws DatabaseRefused naming every migration that has changed
 */
export async function migrateFrozen(
  dataSource: DataSource,
  migrations: readonly EntityClass[],
  migrate: (() => Promise<unknown>) | undefined,
): Promise<void> {
  const today = new Map<string, string>();
  for (const migration of migrations) today.set(migration.name, await checksumOf(migration));
  refuseChanged(await known(dataSource), today);
  if (migrate === undefined) return;
  await migrate();
  await keep(dataSource, today);
}

function refuseChanged(there: ReadonlyMap<string, string>, today: ReadonlyMap<string, string>): void {
  const changed = [...there].flatMap(([name, checksum]) => {
    const now = today.get(name);
    return now === undefined || now === checksum ? [] : [name];
  });
  if (changed.length === 0) return;
  throw new DatabaseRefused(
    changed.map((name) => `the migration ${name} is another today than it was when this database had it`),
  );
}

/** The checksums of the database; none where it has no table of them. */
async function known(dataSource: DataSource): Promise<ReadonlyMap<string, string>> {
  const there = await dataSource.query<object[]>(
    dataSource.options.type === "mysql"
      ? `SELECT 1 FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = '${TABLE}'`
      : `SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '${TABLE}'`,
  );
  if (there.length === 0) return new Map();
  const rows = await dataSource.query<{ name: string; checksum: string }[]>(
    `SELECT name, checksum FROM ${TABLE}`,
  );
  return new Map(rows.map(({ name, checksum }) => [name, checksum]));
}

async function keep(dataSource: DataSource, today: ReadonlyMap<string, string>): Promise<void> {
  const there = await known(dataSource);
  const missing = [...today].filter(([name]) => !there.has(name));
  if (missing.length === 0) return;
  if (there.size === 0) await dataSource.query(CREATE);
  await dataSource.query(
    `INSERT INTO ${TABLE} (name, checksum) VALUES ${missing.map(() => "(?, ?)").join(", ")}`,
    missing.flat(),
  );
}
