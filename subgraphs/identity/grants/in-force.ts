import { allOf, type SqlFragment } from "../../shared/database";

/** Condition that the grant of table alias `alias` is in force at `at` (epoch milliseconds): [from, until), not revoked. */
export function inForce(alias: string, at: number): SqlFragment {
  return allOf([notEnded(alias, at), { sql: `${alias}.valid_from <= ?`, parameters: [at] }]);
}

/** The same without its beginning: a grant that is yet to begin has not ended. */
export function notEnded(alias: string, at: number): SqlFragment {
  return {
    sql: `${alias}.revoked_at IS NULL AND (${alias}.valid_until IS NULL OR ${alias}.valid_until > ?)`,
    parameters: [at],
  };
}
