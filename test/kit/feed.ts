import { Readable } from "node:stream";
import { stringify } from "csv-stringify/sync";
import { importFile, type ImportKind, type ImportReport } from "../../subgraphs/shared/import";

export type FeedRow = Readonly<Record<string, string>>;

/** Sends rows through the importer, as `npm run import -- KIND FILE` does. */
export async function feedTo(
  importers: readonly ImportKind[],
  kind: string,
  rows: readonly FeedRow[],
): Promise<ImportReport> {
  const importer = importers.find(({ name }) => name === kind);
  if (importer === undefined) throw new Error(`no importer ${kind}`);
  const csv = stringify([...rows], { header: true, columns: Object.keys(importer.columns) });
  return await importFile(importer, Readable.from([csv]));
}

/** For rows all of which must be taken. @throws Error with the rejects otherwise */
export async function allTaken(report: Promise<ImportReport>): Promise<void> {
  const { rejects } = await report;
  if (rejects.length > 0) throw new Error(JSON.stringify(rejects));
}
