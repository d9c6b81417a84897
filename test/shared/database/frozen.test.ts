import { createConnection } from "mysql2/promise";
import { DataSource, type MigrationInterface, type QueryRunner } from "typeorm";
import { subgraphDefinitions } from "../../../subgraphs";
import { checksumsOfCode, faultsOf, type Checksums } from "../../../subgraphs/commands/migrations";
import {
  createTable,
  DatabaseRefused,
  mysqlDatabaseName,
  openDatabase,
  type Database,
  type DatabaseLocation,
} from "../../../subgraphs/shared/database";
import { databaseColumns, entityColumns } from "../../../subgraphs/shared/database/frozen/columns";
import { LibsqlDriver } from "../../../subgraphs/shared/database/libsql-driver";
import published from "../../../schema/generated/migrations.json";
import { eachDatabase, onMysql } from "../../kit/databases";
import { Book, CreateLibrary1700000000000, Shelf } from "./library";

const library = {
  subgraph: "test",
  entities: [Shelf, Book],
  migrations: [CreateLibrary1700000000000],
};

/** The same name, and one more column. */
const edited = {
  CreateLibrary1700000000000: class implements MigrationInterface {
    name = "CreateLibrary1700000000000";
    async up(runner: QueryRunner): Promise<void> {
      await new CreateLibrary1700000000000().up(runner);
      await runner.query("ALTER TABLE book ADD COLUMN colour varchar(9)");
    }
    async down(): Promise<void> {}
  },
}.CreateLibrary1700000000000;

class AddColour1700000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE book ADD COLUMN colour varchar(9)");
  }
  async down(): Promise<void> {}
}

class AddNeededColour1700000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const change of ["ADD COLUMN colour varchar(9) NOT NULL DEFAULT 'red'", "DROP COLUMN bought_at"])
      await runner.query(`ALTER TABLE book ${change}`);
    await createTable(runner, { name: "chair", columns: [{ name: "id", type: "bigint", isPrimary: true }] });
  }
  async down(): Promise<void> {}
}

async function refusalOf(opening: Promise<Database>): Promise<readonly string[]> {
  const error = await opening.then(
    (database) => database.close(),
    (reason: unknown) => reason,
  );
  if (!(error instanceof DatabaseRefused)) throw new Error(`not refused: ${String(error)}`);
  expect(error.message).toContain(error.differences.join("\n  "));
  return error.differences;
}

eachDatabase("a database and the code that opens it", (databases) => {
  const closed = async (opening: Promise<Database>): Promise<void> => (await opening).close();

  it("is refused where a migration is another than when the database had it", async () => {
    const location = await databases.location();
    await closed(openDatabase({ ...library, location }));
    const changed = { ...library, migrations: [edited], location };
    const told =
      "the migration CreateLibrary1700000000000 is another today than it was when this database had it";
    expect(await refusalOf(openDatabase(changed))).toEqual([told]);
    expect(await refusalOf(openDatabase({ ...changed, migrate: false }))).toEqual([told]);
    await closed(openDatabase({ ...library, location }));
  });

  it("is opened by the version before, where rows can be inserted without what was added", async () => {
    const location = await databases.location();
    const next = { ...library, migrations: [...library.migrations, AddColour1700000000001], location };
    await closed(openDatabase(next));
    const before = await openDatabase({ ...library, location });
    await before.write((transaction) => transaction.insert(Shelf, [{ id: "s", label: "one" }]));
    expect(await before.read.find(Shelf)).toEqual([{ id: "s", label: "one" }]);
    await before.close();
  });

  it("is refused where its tables are not those of the entities, each difference named", async () => {
    const location = await databases.location();
    const migrations = [...library.migrations, AddNeededColour1700000000001];
    expect(await refusalOf(openDatabase({ ...library, migrations, location }))).toEqual([
      "book.bought_at is missing",
    ]);
    const empty = { ...library, migrations: [], location: await databases.location() };
    expect(await refusalOf(openDatabase(empty))).toEqual([
      "it has none of its tables: run `npm run migrate` first, or start without MIGRATE=false",
    ]);
  });

  it.each(subgraphDefinitions)(
    "has the very columns that the entities of $name declare",
    async (definition) => {
      const { name: subgraph, entities, migrations } = definition;
      const location = await databases.location();
      await closed(openDatabase({ subgraph, entities, migrations, location }));
      const dataSource = sourceOf(location, subgraph, entities);
      await dataSource.initialize();
      try {
        const there = await databaseColumns(dataSource);
        expect(inOrder(there.filter(({ table }) => !table.startsWith("migration")))).toEqual(
          inOrder(entityColumns(dataSource)),
        );
      } finally {
        await dataSource.destroy();
      }
    },
    60_000,
  );
});

onMysql("a database that was made beforehand", (databases) => {
  const made = async (): Promise<{ location: DatabaseLocation; run: (sql: string) => Promise<void> }> => {
    const location = (await databases.location()) as Extract<DatabaseLocation, { kind: "mysql" }>;
    const name = mysqlDatabaseName(location.prefix, "test");
    const run = async (sql: string): Promise<void> => {
      const server = await createConnection(location.url);
      await server.query(sql.replace("$", name));
      await server.end();
    };
    await run("CREATE DATABASE $ CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci");
    return { location, run };
  };

  it("keeps texts apart that its own collation takes for the same", async () => {
    const { location } = await made();
    const database = await openDatabase({ ...library, location });
    await database.write((transaction) =>
      transaction.insert(Shelf, [
        { id: "org-a", label: "one" },
        { id: "ORG-A", label: "ONE" },
      ]),
    );
    expect(await database.read.rows("SELECT id FROM shelf WHERE label = ?", ["one"])).toEqual([
      { id: "org-a" },
    ]);
    await database.close();
  });

  it("is refused with a table that takes different texts for the same", async () => {
    const { location, run } = await made();
    await (await openDatabase({ ...library, location })).close();
    await run("ALTER TABLE $.book MODIFY title varchar(100) COLLATE utf8mb4_general_ci NULL");
    expect(await refusalOf(openDatabase({ ...library, location }))).toEqual([
      expect.stringMatching(/^book\.title has the collation utf8mb4_general_ci, which takes different texts/),
    ]);
  });
});

describe("the published migrations", () => {
  const now: Checksums = published;

  it("are those of the code", async () => {
    expect(await checksumsOfCode()).toEqual(published);
    expect(faultsOf(published, await checksumsOfCode())).toEqual([]);
  });

  it("may not change, vanish, or be joined by one that belongs before them", () => {
    const one = "CreateFixedInventory1795400000000";
    const changed = { ...now, "fixed-inventory": { [one]: "another" } };
    expect(faultsOf(published, changed)).toEqual([
      expect.stringMatching(/something else than when it was published/),
    ]);
    expect(faultsOf(published, { ...now, "fixed-inventory": {} })).toEqual([
      expect.stringMatching(/is gone/),
    ]);
    const early = { ...now, "fixed-inventory": { ...now["fixed-inventory"], Early1795300000000: "new" } };
    expect(faultsOf(published, early)).toEqual([
      expect.stringMatching(/Early1795300000000 must have a timestamp later/),
    ]);
    const later = { ...now, "fixed-inventory": { ...now["fixed-inventory"], Later1999900000000: "new" } };
    expect(faultsOf(published, later)).toEqual([]);
  });

  it("have checksums of what they do, not of where they stand", async () => {
    const [same, other] = await Promise.all([
      checksumsOfCode([{ name: "a", migrations: [CreateLibrary1700000000000] }]),
      checksumsOfCode([{ name: "a", migrations: [edited] }]),
    ]);
    const again = await checksumsOfCode([{ name: "a", migrations: [CreateLibrary1700000000000] }]);
    expect(again).toEqual(same);
    expect(other).not.toEqual(same);
  });
});

function sourceOf(
  location: DatabaseLocation,
  subgraph: string,
  entities: readonly (new () => object)[],
): DataSource {
  return location.kind === "sqlite"
    ? new DataSource({
        type: "better-sqlite3",
        driver: LibsqlDriver,
        database: `${location.directory}/${subgraph}.sqlite`,
        entities: [...entities],
      })
    : new DataSource({
        type: "mysql",
        url: `${location.url}/${mysqlDatabaseName(location.prefix, subgraph)}`,
        entities: [...entities],
      });
}

function inOrder(columns: readonly { readonly table: string; readonly name: string }[]) {
  return columns
    .map(({ table, name, ...rest }) => ({ key: `${table}.${name}`, ...rest, isOptional: undefined }))
    .sort((one, other) => (one.key < other.key ? -1 : 1));
}
