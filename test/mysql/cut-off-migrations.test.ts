import { setTimeout as pause } from "node:timers/promises";
import { createConnection, type RowDataPacket } from "mysql2/promise";
import { identity } from "../../subgraphs/identity/subgraph";
import { mobileInventory } from "../../subgraphs/mobile-inventory/subgraph";
import { mysqlDatabaseName } from "../../subgraphs/shared/database/mysql";
import { openDatabase, type Database, type DatabaseLocation } from "../../subgraphs/shared/database";
import { onMysql } from "../kit/databases";
import { endAll, start, until } from "../kit/processes";

type MysqlPlace = Extract<DatabaseLocation, { kind: "mysql" }>;

/** MySQL commits each step of a migration by itself. */
onMysql("migrations that are cut off", (databases) => {
  const place = async (): Promise<MysqlPlace> => (await databases.location()) as MysqlPlace;
  const openAt = (location: DatabaseLocation, onStatement?: (sql: string) => void): Promise<Database> => {
    const { name: subgraph, entities, migrations } = identity;
    return openDatabase({
      subgraph,
      entities,
      migrations,
      location,
      ...(onStatement === undefined ? {} : { onStatement }),
    });
  };
  const tablesOf = (database: Database) =>
    database.read.rows<{ name: string; columns: number }>(
      "SELECT TABLE_NAME AS name, COUNT(*) AS columns FROM information_schema.COLUMNS" +
        " WHERE TABLE_SCHEMA = DATABASE() GROUP BY TABLE_NAME ORDER BY TABLE_NAME",
    );
  const indexesOf = (database: Database) =>
    database.read.rows<{ name: string }>(
      "SELECT DISTINCT CONCAT(TABLE_NAME, ' ', INDEX_NAME) AS name FROM information_schema.STATISTICS" +
        " WHERE TABLE_SCHEMA = DATABASE() ORDER BY 1",
    );
  const checksOf = (database: Database) =>
    database.read.rows<{ name: string }>(
      "SELECT CONCAT(TABLE_NAME, ' ', CONSTRAINT_NAME) AS name FROM information_schema.TABLE_CONSTRAINTS" +
        " WHERE TABLE_SCHEMA = DATABASE() ORDER BY 1",
    );
  const shapeOf = async (database: Database) => [
    await tablesOf(database),
    await indexesOf(database),
    await checksOf(database),
  ];
  let whole: unknown;

  beforeAll(async () => {
    const database = await openAt(await place());
    whole = await shapeOf(database);
    await database.close();
  }, 60_000);
  afterAll(endAll);

  it("go on where they were cut off, before and after any of their steps", async () => {
    for (const cut of [1, 2, 11, 29, 53]) {
      const location = await place();
      let step = 0;
      const dying = (sql: string): void => {
        if (/^(?:CREATE TABLE|CREATE (?:UNIQUE )?INDEX|ALTER TABLE)/.test(sql) && (step += 1) > cut)
          throw new Error("cut off");
      };
      await expect(openAt(location, dying)).rejects.toThrow("cut off");
      const database = await openAt(location);
      expect(await shapeOf(database)).toEqual(whole);
      await database.close();
    }
  }, 240_000);

  it("go on after the death of the process at whatever moment", async () => {
    for (const tables of [2, 9, 16, 23]) {
      const location = await place();
      const name = mysqlDatabaseName(location.prefix, "identity");
      const child = await start("subgraphs/commands/migrate.js", ["identity"], {
        MYSQL_URL: location.url,
        MYSQL_PREFIX: location.prefix,
      });
      const server = await createConnection(location.url);
      await until(`${tables} tables are made`, async () => {
        const [rows] = await server.query<(RowDataPacket & { made: number })[]>(
          "SELECT COUNT(*) AS made FROM information_schema.TABLES WHERE TABLE_SCHEMA = ?",
          [name],
        );
        return (rows[0]?.made ?? 0) >= tables;
      });
      expect(await child.end("SIGKILL")).toMatchObject({ signal: "SIGKILL" });
      await server.end();
      const database = await openAt(location);
      expect(await shapeOf(database)).toEqual(whole);
      await database.close();
    }
  }, 240_000);

  it("go on after a kill at every so many milliseconds of the work", async () => {
    // One kill in the middle by default; `npm run drill:migrate` kills at every 50 ms until the work outruns it.
    const every = Number(process.env["KILL_EVERY_MS"] ?? "0");
    const outcomes: string[] = [];
    for (let delay = every === 0 ? 300 : every, killed = true; killed; delay += every) {
      const location = await place();
      const environment = { MYSQL_URL: location.url, MYSQL_PREFIX: location.prefix };
      const child = await start("subgraphs/commands/migrate.js", ["identity"], environment);
      const server = await createConnection(location.url);
      await until("the database is made", async () => {
        const [rows] = await server.query<RowDataPacket[]>("SHOW DATABASES LIKE ?", [
          mysqlDatabaseName(location.prefix, "identity"),
        ]);
        return rows.length > 0;
      });
      await server.end();
      await pause(delay);
      const { signal } = await child.end("SIGKILL");
      killed = signal === "SIGKILL" && every > 0;
      const database = await openAt(location);
      expect(await shapeOf(database)).toEqual(whole);
      await database.close();
      outcomes.push(`${delay} ms: ${signal ?? "ended before"}, recovered`);
      if (every > 0) process.stdout.write(`${outcomes.at(-1)}\n`);
    }
    expect(outcomes.length).toBeGreaterThan(every > 0 ? 3 : 0);
  }, 3_600_000);

  it("are made once by nine that start at once", async () => {
    const location = await place();
    const made: string[] = [];
    const hear = (sql: string): void => {
      const table = /^CREATE TABLE (?:IF NOT EXISTS )?`?(\w+)/.exec(sql)?.[1];
      if (table !== undefined) made.push(table);
    };
    const opened = await Promise.all(Array.from({ length: 9 }, () => openAt(location, hear)));
    expect(made.toSorted()).toEqual([...new Set(made)].toSorted());
    expect(made).toContain("profile_grant");
    for (const database of opened) expect(await tablesOf(database)).toHaveLength(made.length);
    await Promise.all(opened.map((database) => database.close()));
  }, 120_000);

  it("take no table of another shape for their own", async () => {
    const location = await place();
    const name = mysqlDatabaseName(location.prefix, mobileInventory.name);
    const server = await createConnection(location.url);
    await server.query(`CREATE DATABASE ${name}`);
    await server.query(`CREATE TABLE ${name}.mobile_contract (colour int)`);
    await server.end();
    const { name: subgraph, entities, migrations } = mobileInventory;
    await expect(openDatabase({ subgraph, entities, migrations, location })).rejects.toThrow(/exists/);
  }, 60_000);
});
