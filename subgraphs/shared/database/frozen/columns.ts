import type { DataSource } from "typeorm";

/** A column as both engines can tell it. */
export interface Column {
  readonly table: string;
  readonly name: string;
  /** `varchar(64)`, `bigint`, `boolean` … */
  readonly type: string;
  readonly isNullable: boolean;
  readonly isPrimary: boolean;
  /** Whether a row may be inserted without it. */
  readonly isOptional: boolean;
  /** The collation where it is one by which different texts are the same; null where bytes decide. */
  readonly folding: string | null;
}

/** The columns that the entities declare. */
export function entityColumns(dataSource: DataSource): readonly Column[] {
  return dataSource.entityMetadatas.flatMap(({ tableName, columns }) =>
    columns.map((column) => ({
      table: tableName,
      name: column.databaseName,
      type: typeName(dataSource.driver.normalizeType(column), column.length),
      isNullable: column.isNullable,
      isPrimary: column.isPrimary,
      isOptional: column.isNullable || column.default !== undefined,
      folding: null,
    })),
  );
}

/** The columns of all tables of the database. */
export async function databaseColumns(dataSource: DataSource): Promise<readonly Column[]> {
  return dataSource.options.type === "mysql"
    ? await mysqlColumns(dataSource)
    : await sqliteColumns(dataSource);
}

interface MysqlRow {
  readonly ofTable: string;
  readonly name: string;
  readonly type: string;
  readonly length: string | number | null;
  readonly nullable: string;
  readonly keyed: string;
  readonly preset: string | null;
  readonly collation: string | null;
}

async function mysqlColumns(dataSource: DataSource): Promise<readonly Column[]> {
  const rows = await dataSource.query<MysqlRow[]>(
    "SELECT TABLE_NAME AS ofTable, COLUMN_NAME AS name, DATA_TYPE AS type, CHARACTER_MAXIMUM_LENGTH AS length," +
      " IS_NULLABLE AS nullable, COLUMN_KEY AS keyed, COLUMN_DEFAULT AS preset, COLLATION_NAME AS collation" +
      " FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() ORDER BY TABLE_NAME, ORDINAL_POSITION",
  );
  return rows.map(({ ofTable, name, type, length, nullable, keyed, preset, collation }) => ({
    table: ofTable,
    name,
    type: typeName(type, length ?? ""),
    isNullable: nullable === "YES",
    isPrimary: keyed === "PRI",
    isOptional: nullable === "YES" || preset !== null,
    folding: collation === null || collation.endsWith("_bin") ? null : collation,
  }));
}

/** As SQLite's pragma_table_info tells it, with its table. */
interface SqliteRow {
  readonly ofTable: string;
  readonly definition: string;
  readonly name: string;
  readonly type: string;
  readonly notnull: number;
  readonly pk: number;
  readonly dflt_value: string | null;
}

async function sqliteColumns(dataSource: DataSource): Promise<readonly Column[]> {
  const rows = await dataSource.query<SqliteRow[]>(
    "SELECT m.name AS ofTable, m.sql AS definition, c.* FROM sqlite_master m JOIN pragma_table_info(m.name) c" +
      " WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' ORDER BY m.name, c.cid",
  );
  return rows.map((row) => {
    const { ofTable, definition, name } = row;
    const [, plain = "", length = ""] = /^(\w+)(?:\((\d+)\))?/.exec(row.type) ?? [];
    const isNullable = row.notnull === 0 && row.pk === 0;
    const folds = new RegExp(`\\b${name}\\b["\`]?[^,]* COLLATE (NOCASE|RTRIM)`, "i");
    return {
      table: ofTable,
      name,
      type: typeName(plain.toLowerCase(), length),
      isNullable,
      isPrimary: row.pk > 0,
      isOptional: isNullable || row.dflt_value !== null,
      folding: folds.exec(definition)?.[1] ?? null,
    };
  });
}

/** Types that an engine tells by another name. */
const SAME = new Map([
  ["tinyint", "boolean"],
  ["integer", "int"],
]);

function typeName(type: string, length: string | number): string {
  const name = SAME.get(type) ?? type;
  return name.endsWith("char") ? `${name}(${length})` : name;
}
