import Libsql from "libsql";
import { format, importKind } from "../../subgraphs/shared/import";

/** A small kind over a real database, with a unique number and a known parent, and the batches that it was given. */
export function linesKind() {
  const database = new Libsql(":memory:");
  database.exec(`
    CREATE TABLE line (id TEXT PRIMARY KEY, msisdn TEXT NOT NULL UNIQUE, status TEXT NOT NULL, terminated_on TEXT, label TEXT)`);
  const batches: string[][] = [];
  const kind = importKind({
    name: "lines",
    columns: {
      id: format.id,
      msisdn: format.msisdn,
      status: format.enumOf(["ACTIVE", "TERMINATED"]),
      terminated_on: format.optional(format.date),
      label: format.optional(format.text(12)),
    },
    check: (row) =>
      row.status === "ACTIVE" && row.terminatedOn !== null
        ? { column: "terminated_on", reason: "must be empty unless TERMINATED" }
        : undefined,
    async apply(rows) {
      batches.push(rows.map((row) => row.id));
      const upsert = database.prepare(
        `INSERT INTO line VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET msisdn = excluded.msisdn, status = excluded.status, label = excluded.label`,
      );
      const outcomes = rows.map((row) =>
        row.label === "orphan" ? { column: "label", reason: "unknown parent" } : "APPLIED",
      );
      database.transaction(() => {
        for (const [index, row] of rows.entries()) {
          if (outcomes[index] === "APPLIED")
            upsert.run(row.id, row.msisdn, row.status, row.terminatedOn, row.label);
        }
      })();
      return outcomes as ("APPLIED" | { column: string; reason: string })[];
    },
    refusal: (error) =>
      error instanceof Error && error.message.includes("UNIQUE constraint failed: line.msisdn")
        ? { column: "msisdn", reason: "is another line's" }
        : undefined,
  });
  return {
    kind,
    batches,
    database,
    /** `id msisdn` of every row kept, by id. */
    rows: () =>
      database
        .prepare("SELECT id, msisdn FROM line ORDER BY id")
        .all()
        .map((row) =>
          Object.values(row as Record<string, string>)
            .slice(0, 2)
            .join(" "),
        ),
  };
}

export const HEADER = "id,msisdn,status,terminated_on,label\n";

/** One ACTIVE line without label; its number ends with the id's digits unless told. */
export function line(id: number, number = id): string {
  return `l-${id},+39335${String(number).padStart(7, "0")},ACTIVE,,\n`;
}
