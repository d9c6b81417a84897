import { copyFile, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { subgraphDefinitions } from "../../subgraphs";
import { openDatabase, sqliteFile, type Database } from "../../subgraphs/shared/database";
import { endAll, start } from "../kit/processes";

const IDENTITY = "identity";

describe("a backup", () => {
  let root: string;
  const at = (name: string): string => join(root, name);
  const openAt = (directory: string, subgraph: string): Promise<Database> => {
    const definition = subgraphDefinitions.find(({ name }) => name === subgraph);
    if (definition === undefined) throw new Error(`There is no ${subgraph}`);
    const { entities, migrations } = definition;
    return openDatabase({ subgraph, entities, migrations, location: { kind: "sqlite", directory } });
  };
  const backUp = async (parameters: readonly string[], variables: Readonly<Record<string, string>>) => {
    const child = await start("subgraphs/commands/backup.js", parameters, variables);
    const { code } = await child.ended;
    return { code, output: child.output };
  };

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), "area-clienti-"));
    await mkdir(at("data"));
  });
  afterEach(() => rm(root, { recursive: true, force: true }));
  afterAll(endAll);

  it("of a SQLite that is being written is whole, and is restored by putting its files in place", async () => {
    for (const { name } of subgraphDefinitions) await (await openAt(at("data"), name)).close();
    const database = await openAt(at("data"), IDENTITY);
    let written = 0;
    const backedUp = new AbortController();
    const writing = (async () => {
      // Two rows that belong together: a copy that has one without the other was not made at one instant.
      while (!backedUp.signal.aborted) {
        const id = `h-${(written += 1)}`;
        await database.write(async (transaction) => {
          await transaction.execute("INSERT INTO holding (id, name) VALUES (?, 'first')", [`${id}-a`]);
          await transaction.execute("INSERT INTO holding (id, name) VALUES (?, 'second')", [`${id}-b`]);
        });
        // SQLite answers at once: without a pause nothing else of this process would ever run.
        await pause(2);
      }
    })();
    const { code, output } = await backUp([at("copy")], { DATA_DIR: at("data") });
    backedUp.abort();
    await writing;
    await database.close();
    expect({ code, output }).toEqual({
      code: 0,
      output: subgraphDefinitions.map(({ name }) => `${sqliteFile(at("copy"), name)}\n`).join(""),
    });

    await rm(at("data"), { recursive: true });
    await mkdir(at("data"));
    for (const { name } of subgraphDefinitions)
      await copyFile(sqliteFile(at("copy"), name), sqliteFile(at("data"), name));
    const restored = await openAt(at("data"), IDENTITY);
    const counts = await restored.read.rows<{ name: string; count: number }>(
      "SELECT name, COUNT(*) AS count FROM holding GROUP BY name ORDER BY name",
    );
    expect(counts.map(({ name }) => name)).toEqual(["first", "second"]);
    expect(counts[0]?.count).toBe(counts[1]?.count);
    expect(counts[0]?.count).toBeLessThanOrEqual(written);
    expect(await restored.state()).toBe("well");
    await restored.close();
  }, 120_000);

  it("overwrites nothing, and says so", async () => {
    for (const { name } of subgraphDefinitions) await (await openAt(at("data"), name)).close();
    await backUp([at("copy")], { DATA_DIR: at("data") });
    const { code, output } = await backUp([at("copy")], { DATA_DIR: at("data") });
    expect(code).toBe(1);
    expect(output).toContain("identity.sqlite is there already; name an empty folder");
  }, 120_000);

  it("of MySQL is made by MySQL's own command, which it names", async () => {
    const { code, output } = await backUp(["copies"], {
      MYSQL_URL: "mysql://root@127.0.0.1:1",
      MYSQL_PREFIX: "ours",
    });
    expect(code).toBe(1);
    expect(output).toContain(
      "mysqldump --single-transaction --databases ours_identity ours_mobile_inventory ours_fixed_inventory ours_billing > copies/ours.sql",
    );
  }, 120_000);
});
