import type { Reader, SqlFragment } from "../database";

/** How many rows share one value of a column; null is the rows without one. */
export interface GroupCount {
  readonly key: string | null;
  readonly count: number;
}

/** Counts the rows that meet the condition by a column, largest group first, in one statement. */
export async function groupCounts(
  reader: Reader,
  from: string,
  column: string,
  condition: SqlFragment,
): Promise<readonly GroupCount[]> {
  return await reader.rows<GroupCount>(
    `SELECT ${column} AS \`key\`, COUNT(*) AS \`count\` FROM ${from} WHERE ${condition.sql}` +
      ` GROUP BY ${column} ORDER BY \`count\` DESC, \`key\` ASC`,
    condition.parameters,
  );
}
