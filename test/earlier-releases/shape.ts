import type { Database } from "../../subgraphs/shared/database";

/** Everything that holds in a database, a line each, in order: columns, keys, indexes, references and checks. */
export async function shapeOf(database: Database): Promise<readonly string[]> {
  const lines = database.dialect === "mysql" ? await mysqlShape(database) : await sqliteShape(database);
  return lines.map((line) => line.toLowerCase()).sort();
}

const BY_TABLE = ["TABLE_SCHEMA = DATABASE()", "CONSTRAINT_SCHEMA = DATABASE()"] as const;

async function mysqlShape({ read }: Database): Promise<readonly string[]> {
  const statements = [
    `SELECT CONCAT_WS(' ', TABLE_NAME, COLUMN_NAME, COLUMN_TYPE, IS_NULLABLE, COLUMN_KEY, COLUMN_DEFAULT, COLLATION_NAME) AS line FROM information_schema.COLUMNS WHERE ${BY_TABLE[0]}`,
    `SELECT CONCAT_WS(' ', 'index', TABLE_NAME, INDEX_NAME, NON_UNIQUE, SEQ_IN_INDEX, COLUMN_NAME) AS line FROM information_schema.STATISTICS WHERE ${BY_TABLE[0]}`,
    `SELECT CONCAT_WS(' ', 'reference', TABLE_NAME, CONSTRAINT_NAME, COLUMN_NAME, REFERENCED_TABLE_NAME, REFERENCED_COLUMN_NAME) AS line FROM information_schema.KEY_COLUMN_USAGE WHERE ${BY_TABLE[0]}`,
    `SELECT CONCAT_WS(' ', 'check', CONSTRAINT_NAME, CHECK_CLAUSE) AS line FROM information_schema.CHECK_CONSTRAINTS WHERE ${BY_TABLE[1]}`,
  ];
  const lines: string[] = [];
  for (const sql of statements)
    lines.push(...(await read.rows<{ line: string }>(sql)).map(({ line }) => line));
  return lines;
}

async function sqliteShape({ read }: Database): Promise<readonly string[]> {
  const lines: string[] = [];
  const tables = await read.rows<{ name: string; sql: string }>(
    "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
  );
  for (const { name, sql } of tables) {
    const told = await read.rows<object>(
      `SELECT 'column' AS what, '${name}' AS ofTable, c.*, NULL AS cid FROM pragma_table_info('${name}') c`,
    );
    const references = await read.rows<object>(
      `SELECT 'reference' AS what, '${name}' AS ofTable, r.*, NULL AS id FROM pragma_foreign_key_list('${name}') r`,
    );
    lines.push(...[...told, ...references].map((row) => Object.values(row).join(" ")));
    lines.push(...parts(sql).map((part) => `${name} ${part}`));
  }
  const indexes = await read.rows<{ name: string; sql: string }>(
    "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL",
  );
  return [...lines, ...indexes.map(({ sql }) => plain(sql))];
}

/** The constraints of a table's definition, each with its name, or CHECK where it has none. */
function parts(sql: string): readonly string[] {
  return plain(sql)
    .split(/(?=constraint \w+ (?:check|foreign key)|check \()/i)
    .slice(1)
    .map((part) => part.replace(/[\s,)]+$/, ""))
    .filter((part) => !/^constraint \w+$/i.test(part));
}

function plain(sql: string): string {
  return sql.replaceAll(/["`]/g, "").replaceAll(/\s+/g, " ").trim();
}
