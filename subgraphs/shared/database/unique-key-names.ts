import type { DataSource } from "typeorm";

/** From SQLite's "table.column, table.column" to the name of the unique key over those columns. */
export type UniqueKeyNames = ReadonlyMap<string, string>;

/** MySQL names the key in its error; SQLite lists its columns, and their key has to be looked up. */
export async function readUniqueKeyNames(sqlite: DataSource): Promise<UniqueKeyNames> {
  const rows = await sqlite.query<{ name: string; columns: string }[]>(
    `SELECT i.name AS name, (SELECT group_concat(i.tbl_name || '.' || c.name, ', ') FROM
       (SELECT name FROM pragma_index_info(i.name) ORDER BY seqno) c) AS columns
     FROM sqlite_master i WHERE i.type = 'index' AND i.sql LIKE 'CREATE UNIQUE INDEX%'`,
  );
  return new Map(rows.map(({ name, columns }) => [columns, name]));
}
