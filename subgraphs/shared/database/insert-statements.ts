import type { DataSource, EntityMetadata, ObjectLiteral } from "typeorm";
import type { ColumnMetadata } from "typeorm/metadata/ColumnMetadata";
import type { Dialect } from "./database";
import type { SqlFragment, SqlValue } from "./sql";

/** SQLite takes 32,766 parameters in a statement; a statement stays well below MySQL's packet size too. */
const MAXIMUM_PARAMETERS = 32_000;
const MAXIMUM_ROWS = 1_000;

/** What to do with a row whose key is there: overwrite these properties; none means keep the old row. */
export interface ConflictRule {
  readonly key: readonly string[];
  readonly update?: readonly string[];
}

/**
 * The INSERT statements for these rows, written from the entity's columns: TypeORM's own builder
 * costs several times the statement itself on a long import.
 */
export function* insertStatements(
  dataSource: DataSource,
  dialect: Dialect,
  entity: new (...parameters: never[]) => ObjectLiteral,
  rows: readonly ObjectLiteral[],
  conflict?: ConflictRule,
): Generator<SqlFragment> {
  const metadata = dataSource.getMetadata(entity);
  const columns = givenColumns(metadata, rows);
  const head = `INSERT INTO ${metadata.tableName} (${names(columns)}) VALUES `;
  const tail = conflict === undefined ? "" : conflictClause(dialect, metadata, columns, conflict);
  const row = `(${columns.map(() => "?").join(", ")})`;
  const size = Math.max(1, Math.min(MAXIMUM_ROWS, Math.floor(MAXIMUM_PARAMETERS / columns.length)));
  for (let start = 0; start < rows.length; start += size) {
    const batch = rows.slice(start, start + size);
    const parameters = batch.flatMap((each) =>
      columns.map((column) => storedValue(dataSource, column, each)),
    );
    yield { sql: head + batch.map(() => row).join(", ") + tail, parameters };
  }
}

function givenColumns(metadata: EntityMetadata, rows: readonly ObjectLiteral[]): ColumnMetadata[] {
  const given = new Set<string>();
  for (const row of rows) {
    for (const [property, value] of Object.entries(row)) if (value !== undefined) given.add(property);
  }
  return [...given].map((property) => columnOf(metadata, property));
}

function columnOf(metadata: EntityMetadata, property: string): ColumnMetadata {
  const column = metadata.findColumnWithPropertyName(property);
  if (column === undefined) throw new Error(`${metadata.name} has no column for the property "${property}".`);
  return column;
}

/** A row that lacks a value which other rows of its call have takes the default that the entity declares. */
function storedValue(dataSource: DataSource, column: ColumnMetadata, row: ObjectLiteral): SqlValue {
  const given: unknown = column.getEntityValue(row);
  const value = given === undefined && typeof column.default !== "function" ? column.default : given;
  const stored: unknown = dataSource.driver.preparePersistentValue(value, column);
  return (stored ?? null) as SqlValue;
}

function conflictClause(
  dialect: Dialect,
  metadata: EntityMetadata,
  columns: readonly ColumnMetadata[],
  { key, update }: ConflictRule,
): string {
  const keyColumns = key.map((property) => columnOf(metadata, property));
  const changed =
    update?.map((property) => columnOf(metadata, property)) ??
    columns.filter((each) => !keyColumns.includes(each));
  if (dialect === "sqlite") {
    const target = ` ON CONFLICT (${names(keyColumns)}) DO `;
    return (
      target +
      (changed.length === 0 ? "NOTHING" : `UPDATE SET ${assignments(changed, (c) => `excluded.${c}`)}`)
    );
  }
  // MySQL has no "do nothing" that would not also swallow other errors: setting the key to itself changes nothing.
  const set =
    changed.length === 0 ? assignments(keyColumns, (c) => c) : assignments(changed, (c) => `VALUES(${c})`);
  return ` ON DUPLICATE KEY UPDATE ${set}`;
}

function assignments(columns: readonly ColumnMetadata[], value: (name: string) => string): string {
  return columns.map(({ databaseName }) => `${databaseName} = ${value(databaseName)}`).join(", ");
}

function names(columns: readonly ColumnMetadata[]): string {
  return columns.map(({ databaseName }) => databaseName).join(", ");
}
