/**
 * Binary collations of MySQL and MariaDB, the best first: with `utf8mb4_bin`, of older servers, a trailing blank does not
 * count, and text sorts otherwise than on SQLite. Any other takes `org-a` and `ORG-A` for one.
 */
export const COLLATIONS = ["utf8mb4_0900_bin", "utf8mb4_nopad_bin", "utf8mb4_bin"] as const;

/** The best binary collation that the server has. @param ask runs one statement and answers its rows */
export async function binaryCollation(ask: (sql: string) => Promise<unknown>): Promise<string> {
  const names = COLLATIONS.map((name) => `'${name}'`).join(", ");
  const rows = (await ask(
    `SELECT COLLATION_NAME AS name FROM information_schema.COLLATIONS WHERE COLLATION_NAME IN (${names})`,
  )) as readonly { readonly name: string }[];
  const known = new Set(rows.map(({ name }) => name));
  return COLLATIONS.find((name) => known.has(name)) ?? "utf8mb4_bin";
}
