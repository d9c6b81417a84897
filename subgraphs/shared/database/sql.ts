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

declare const ROW: unique symbol;

/** Something that reads rows of this type; only the compiler knows of it. */
export interface OfRows<Row> {
  readonly [ROW]?: (row: Row) => void;
}

/** SQL that reads rows of this type. */
export interface Selection<Row> extends SqlFragment, OfRows<Row> {}

type Spliced = SqlFragment | SqlValue | readonly SqlValue[];
type RowsOf<Value> =
  Value extends Selection<infer Row> ? (unknown extends Row ? never : (row: Row) => void) : never;
/** All that the selections of a statement read, in one row. */
type Joined<Values extends readonly unknown[]> =
  RowsOf<Values[number]> extends (row: infer Row) => void ? Row : unknown;

/**
 * A statement, or a piece of one: fragments are put in as they are, a list becomes `(?, ?, …)` for `IN`, any other value
 * becomes a parameter. Its rows have the type of the columns that are put in.
 *
 *     sql`SELECT ${columns(SimEntity, "s")} FROM sim s WHERE s.line_id IN ${ids}`
 */
export function sql<const Values extends readonly Spliced[]>(
  texts: TemplateStringsArray,
  ...values: Values
): Selection<Joined<Values>> {
  let text = texts[0] ?? "";
  const parameters: SqlValue[] = [];
  for (const [index, value] of values.entries()) {
    const piece = fragmentOf(value);
    text += piece.sql + (texts[index + 1] ?? "");
    for (const parameter of piece.parameters) parameters.push(parameter);
  }
  return { sql: text, parameters };
}

function fragmentOf(value: Spliced): SqlFragment {
  if (value === null || typeof value !== "object") return { sql: "?", parameters: [value] };
  return "sql" in value ? value : inList(value);
}

/** A statement given whole, or as text with its parameters, as the first. */
export function statementOf(statement: string | SqlFragment, parameters: readonly SqlValue[]): SqlFragment {
  return typeof statement === "string" ? { sql: statement, parameters } : statement;
}

/** Text of code, such as a column's name, as a piece of SQL. Never a client's text. */
export function code(text: string): SqlFragment {
  return { sql: text, parameters: [] };
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
