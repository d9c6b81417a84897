import type { Database } from "../../../subgraphs/shared/database";
import { subgraphDefinitions } from "../../../subgraphs";
import { eachDatabase } from "../../kit/databases";

eachDatabase("the names of tables and columns", ({ engine, open }) => {
  it.each(subgraphDefinitions.map(({ name }) => name))("need no quoting in %s", async (name) => {
    const { entities, migrations } = subgraphDefinitions.find((each) => each.name === name)!;
    const database = await open({ subgraph: name, entities, migrations });
    const names = await namesIn(database);
    const reserved: string[] = [];
    for (const each of names) if (!(await standsPlain(database, each))) reserved.push(each);
    expect(names.length).toBeGreaterThan(10);
    expect(reserved).toEqual([]);
  });

  it("are told from a reserved word and from the name of a function without parentheses", async () => {
    const database = await open({ entities: [], migrations: [] });
    const found = [];
    for (const name of ["order", "group", "current_date", "label"])
      found.push([name, await standsPlain(database, name)]);
    expect(found).toEqual([
      ["order", false],
      ["group", false],
      ["current_date", false],
      ["label", true],
    ]);
  });

  async function namesIn(database: Database): Promise<string[]> {
    const sql =
      engine === "sqlite"
        ? "SELECT m.name AS tableName, c.name AS columnName FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table'"
        : "SELECT table_name AS tableName, column_name AS columnName FROM information_schema.columns WHERE table_schema = DATABASE()";
    const rows = await database.read.rows<{ tableName: string; columnName: string }>(sql);
    return [...new Set(rows.flatMap(({ tableName, columnName }) => [tableName, columnName]))];
  }
});

/** Whether the database takes this name, unquoted, as that of a table and of its column. */
async function standsPlain(database: Database, name: string): Promise<boolean> {
  try {
    const sql = `WITH ${name} AS (SELECT 17 AS ${name}) SELECT ${name} AS found FROM ${name}`;
    const row = await database.read.row<{ found: unknown }>(sql);
    return row?.found === 17;
  } catch {
    return false;
  }
}
