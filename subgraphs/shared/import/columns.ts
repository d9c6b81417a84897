/** What a cell's text reads as, or what is wrong with it, in plain words that complete "the value …". */
export type Parsed<Value> = { readonly value: Value } | { readonly fault: string };

/** How the cells of one column are read. Texts arrive trimmed; an empty one reaches `parse` only when not required. */
export interface Format<Value> {
  readonly required: boolean;
  parse(text: string): Parsed<Value>;
}

/** The columns of a file by their names in snake_case, in the order in which they are documented. */
export type ColumnSet = Readonly<Record<string, Format<unknown>>>;

type CamelCase<Name extends string> = Name extends `${infer Head}_${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : Name;

/** A row as its cells read, by the columns' names in camelCase: `legal_name` is `row.legalName`. */
export type RowOf<Columns extends ColumnSet> = {
  readonly [Name in keyof Columns & string as CamelCase<Name>]: Columns[Name] extends Format<infer Value>
    ? Value
    : never;
};

/** `legal_name` → `legalName`. */
export function camelCase(name: string): string {
  return name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
