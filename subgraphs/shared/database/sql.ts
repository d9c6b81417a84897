/**
 * What a statement may carry as a parameter. Booleans travel as 0 and 1 on both engines; instants
 * are epoch milliseconds, calendar dates `YYYY-MM-DD`. No `Date`, no binary: the drivers disagree on them.
 */
export type SqlValue = string | number | boolean | null;

/** A piece of SQL with a `?` for each of its parameters, in order. */
export interface SqlFragment {
  readonly sql: string;
  readonly parameters: readonly SqlValue[];
}

/**
 * The right-hand side of `IN`: `(?, ?, …)` with its parameters.
 * No values give `(NULL)`, which matches no row and is valid on both engines, where `()` is not.
 */
export function inList(values: readonly SqlValue[]): SqlFragment {
  if (values.length === 0) return { sql: "(NULL)", parameters: [] };
  return { sql: `(${values.map(() => "?").join(", ")})`, parameters: values };
}

/** The column has one of the values; none at all is never true. */
export function isOneOf(column: string, values: readonly SqlValue[]): SqlFragment {
  const list = inList(values);
  return { sql: `${column} IN ${list.sql}`, parameters: list.parameters };
}

/** All conditions must hold; none at all is always true. Each condition is put in parentheses. */
export function allOf(conditions: readonly SqlFragment[]): SqlFragment {
  return combine(conditions, " AND ", "1 = 1");
}

/** At least one condition must hold; none at all is never true. Each condition is put in parentheses. */
export function anyOf(conditions: readonly SqlFragment[]): SqlFragment {
  return combine(conditions, " OR ", "1 = 0");
}

function combine(conditions: readonly SqlFragment[], operator: string, empty: string): SqlFragment {
  if (conditions.length === 0) return { sql: empty, parameters: [] };
  return {
    sql: conditions.map(({ sql }) => `(${sql})`).join(operator),
    parameters: conditions.flatMap(({ parameters }) => parameters),
  };
}
