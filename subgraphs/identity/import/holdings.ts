import type { Database } from "../../shared/database";
import { format, importKind, type RowOutcome } from "../../shared/import";
import { HoldingEntity } from "../companies/holding.entity";
import { isSame, rowsById } from "../../shared/import/rows-by-id";

const COLUMNS = { id: format.id, name: format.text(200) };

/** Groups of companies (docs/import-formats.md). */
export function holdingsImport(database: Database) {
  return importKind({
    name: "holdings",
    columns: COLUMNS,
    apply: (rows) =>
      database.write(async (transaction) => {
        const ids = rows.map(({ id }) => id);
        const found = await rowsById(transaction, HoldingEntity, ids);
        const changed = rows.filter((row) => !isSame(found.get(row.id) ?? { id: "", name: "" }, row));
        await transaction.upsert(HoldingEntity, changed, { key: ["id"] });
        const written = new Set<object>(changed);
        return rows.map((row): RowOutcome => (written.has(row) ? "APPLIED" : "UNCHANGED"));
      }),
  });
}
