import type { DataSource } from "typeorm";
import { DatabaseRefused } from "../errors";
import { databaseColumns, entityColumns, type Column } from "./columns";

/**
 * Refuses a database whose tables are not those of the entities. More than the entities name may be there, if rows can be
 * inserted without it: so the version before goes on while the next one's migrations are done already.
 * @throws DatabaseRefused naming every difference
 */
export async function refuseOtherTables(dataSource: DataSource): Promise<void> {
  const differences = differencesOf(entityColumns(dataSource), await databaseColumns(dataSource));
  if (differences.length > 0) throw new DatabaseRefused(differences);
}

/** What is wrong with the columns that are there, one text for each; none when rows can be read and written. */
export function differencesOf(wanted: readonly Column[], there: readonly Column[]): readonly string[] {
  const keyOf = ({ table, name }: Column): string => `${table}.${name}`;
  const found = new Map(there.map((column) => [keyOf(column), column]));
  const known = new Set(wanted.map(keyOf));
  const tables = new Set(wanted.map(({ table }) => table));
  const isThere = new Set(there.map(({ table }) => table));
  if (wanted.length > 0 && [...tables].every((table) => !isThere.has(table)))
    return ["it has none of its tables: run `npm run migrate` first, or start without MIGRATE=false"];
  return [
    ...[...tables].filter((table) => !isThere.has(table)).map((table) => `the table ${table} is missing`),
    ...wanted
      .filter(({ table }) => isThere.has(table))
      .flatMap((column) => columnDifferences(keyOf(column), column, found.get(keyOf(column)))),
    ...there
      .filter((column) => tables.has(column.table) && !known.has(keyOf(column)) && !column.isOptional)
      .map((column) => `${keyOf(column)} is not known, and no row can be inserted without it`),
  ];
}

function columnDifferences(key: string, wanted: Column, found: Column | undefined): readonly string[] {
  if (found === undefined) return [`${key} is missing`];
  const differences: string[] = [];
  if (found.type !== wanted.type) differences.push(`${key} is ${found.type}, not ${wanted.type}`);
  if (found.isPrimary !== wanted.isPrimary)
    differences.push(`${key} is ${found.isPrimary ? "" : "not "}part of the primary key`);
  if (found.isNullable !== wanted.isNullable)
    differences.push(`${key} may ${found.isNullable ? "" : "not "}be null`);
  if (found.folding !== null)
    differences.push(
      `${key} has the collation ${found.folding}, which takes different texts for the same (docs/operations.md, "Collations")`,
    );
  return differences;
}
