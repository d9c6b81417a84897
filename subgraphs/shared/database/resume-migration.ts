/** Runs one statement, and answers its rows. */
export type RunStatement = (sql: string, parameters?: unknown[]) => Promise<unknown>;

/** What a step of a migration makes or takes away, as information_schema knows it. */
interface Step {
  readonly pattern: RegExp;
  /** Finds the thing by the names that the pattern caught. */
  readonly look: string;
  /** Whether the thing is there once the step is done. */
  readonly makes: boolean;
}

const TABLE = "FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ?";
const COLUMN = `${TABLE.replace("TABLES", "COLUMNS")} AND COLUMN_NAME = ?`;
const INDEX = `${TABLE.replace("TABLES", "STATISTICS")} AND INDEX_NAME = ?`;
const CONSTRAINT = `${TABLE.replace("TABLES", "TABLE_CONSTRAINTS")} AND CONSTRAINT_NAME = ?`;

const STEPS: readonly Step[] = [
  { pattern: /^CREATE TABLE (?<table>\w+)/i, look: TABLE, makes: true },
  { pattern: /^DROP TABLE (?<table>\w+)/i, look: TABLE, makes: false },
  { pattern: /^CREATE (?:UNIQUE )?INDEX (?<name>\w+) ON (?<table>\w+)/i, look: INDEX, makes: true },
  { pattern: /^DROP INDEX (?<name>\w+) ON (?<table>\w+)/i, look: INDEX, makes: false },
  { pattern: /^ALTER TABLE (?<table>\w+) ADD CONSTRAINT (?<name>\w+)/i, look: CONSTRAINT, makes: true },
  { pattern: /^ALTER TABLE (?<table>\w+) DROP COLUMN (?<name>\w+)/i, look: COLUMN, makes: false },
  { pattern: /^ALTER TABLE (?<table>\w+) ADD COLUMN (?<name>\w+)/i, look: COLUMN, makes: true },
];

/**
 * Runs a statement of a migration on MySQL, which commits each step by itself: a migration that was cut off has some of
 * its steps behind it and is not recorded. A step that fails although what it makes is there, or what it drops is gone,
 * was done before. Looking only after the failure also covers a step that the server still ended for a process that died.
 * @throws the statement's own error when it is not done
 */
export async function runStep(sql: string, run: () => Promise<unknown>, ask: RunStatement): Promise<unknown> {
  try {
    return await run();
  } catch (error) {
    if (await isDone(sql, ask)) return [];
    throw error;
  }
}

async function isDone(sql: string, ask: RunStatement): Promise<boolean> {
  const plain = sql.trim().replaceAll("`", "");
  for (const { pattern, look, makes } of STEPS) {
    const { table, name } = pattern.exec(plain)?.groups ?? {};
    if (table === undefined) continue;
    const found = (await ask(`SELECT 1 ${look}`, name === undefined ? [table] : [table, name])) as unknown[];
    if (found.length > 0 !== makes) return false;
    return look !== TABLE || !makes || (await hasColumns(sql, table, ask));
  }
  return false;
}

/** A table of the same name that somebody else made is not this one: it must have the columns of the statement. */
async function hasColumns(sql: string, table: string, ask: RunStatement): Promise<boolean> {
  const wanted = [...sql.matchAll(/[(,]\s*`(\w+)` [a-z]/g)].map(([, column]) => column);
  const rows = (await ask(`SELECT COLUMN_NAME AS name ${COLUMN.replace(" AND COLUMN_NAME = ?", "")}`, [
    table,
  ])) as { readonly name: string }[];
  const there = new Set(rows.map(({ name }) => name));
  return wanted.length > 0 && wanted.every((column) => column !== undefined && there.has(column));
}
