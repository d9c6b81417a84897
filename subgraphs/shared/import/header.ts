import type { ColumnSet } from "./columns";
import { ImportRefused } from "./import-report";

/**
 * The columns' names in the order of the file. All of the kind's columns must be there, those that may be empty too:
 * a column that someone forgot would otherwise empty that field of every row. Throws {@link ImportRefused}.
 */
export function readHeader(cells: readonly string[], columns: ColumnSet): readonly string[] {
  const names = cells.map((cell) => cell.trim());
  const expected = Object.keys(columns);
  const unique = new Set(names);
  const faults = [
    sentence(
      "missing",
      expected.filter((name) => !unique.has(name)),
    ),
    sentence(
      "unknown",
      [...unique].filter((name) => !expected.includes(name)),
    ),
    sentence(
      "more than once",
      [...unique].filter((name) => names.indexOf(name) !== names.lastIndexOf(name)),
    ),
  ].filter((fault) => fault !== "");
  if (faults.length === 0) return names;
  const hint = names.length === 1 && names[0]?.includes(";") ? " Columns are separated by commas." : "";
  throw new ImportRefused(`The header does not fit: ${faults.join("; ")}.${hint}`);
}

function sentence(what: string, names: readonly string[]): string {
  return names.length === 0
    ? ""
    : `${what}: ${names.map((name) => name.slice(0, 64) || "(empty)").join(", ")}`;
}
