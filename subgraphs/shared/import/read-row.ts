import { camelCase, type Format } from "./columns";
import type { ReadRow } from "./file-row";
import type { ImportKind } from "./import-kind";
import type { Reject } from "./reject";

/** Builds, once per file, the function that reads its records; `header` is in the file's order. */
export function rowReader<Row>(
  kind: ImportKind<Row>,
  header: readonly string[],
): (cells: readonly string[]) => ReadRow<Row> {
  const fields = header.map((column) => ({
    column,
    property: camelCase(column),
    format: kind.columns[column] as Format<unknown>,
  }));
  const keyProperties = (kind.key ?? ["id"]).map(camelCase);
  return (cells) => {
    if (cells.length !== fields.length) {
      return { rejects: [{ reason: `has ${cells.length} cells where the header has ${fields.length}` }] };
    }
    const rejects: Reject[] = [];
    const values: Record<string, unknown> = {};
    for (const [index, { column, property, format }] of fields.entries()) {
      const parsed = readCell(cells[index] ?? "", format);
      if ("fault" in parsed) rejects.push({ column, reason: parsed.fault });
      else values[property] = parsed.value;
    }
    if (rejects.length > 0) return { rejects };
    // Every column of the kind is in the header, so that every property of the row has been set.
    const row = values as Row;
    const reject = kind.check?.(row);
    if (reject) return { rejects: [reject] };
    return { row, key: JSON.stringify(keyProperties.map((property) => values[property])) };
  };
}

function readCell(cell: string, format: Format<unknown>) {
  const text = cell.trim();
  if (text === "" && format.required) return { fault: "is required" };
  // Octets that are no UTF-8 arrive as the replacement character.
  if (text.includes("\uFFFD")) return { fault: "is not encoded in UTF-8" };
  return format.parse(text);
}
