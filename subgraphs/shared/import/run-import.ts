import { stat } from "node:fs/promises";
import { SingleBar } from "cli-progress";
import { importFile } from "./import-file";
import type { ImportKind } from "./import-kind";
import type { ImportProgress } from "./import-options";
import { ImportRefused, ImportStopped, type ImportReport } from "./import-report";
import { rejectFile } from "./reject-file";

/** The terminal, or whatever stands in for it: `process.stdout` and `process.stderr` fit. */
export interface ImportTerminal {
  readonly out: { write(text: string): unknown };
  readonly progress: NodeJS.WriteStream;
}

/**
 * `npm run import -- KIND FILE` for one file: a progress bar where `progress` is a terminal, the report, a reject file
 * `<FILE>.rejects.csv` when there are rejects. Answers the exit code: 0 every row was taken, 1 some were refused,
 * 2 the file was refused or the import stopped (the report then names the line to resume from).
 */
export async function runImport<Row>(
  kind: ImportKind<Row>,
  file: string,
  terminal: ImportTerminal = { out: process.stdout, progress: process.stderr },
  resumeFrom?: number,
): Promise<0 | 1 | 2> {
  const size = await stat(file).catch(() => undefined);
  if (!size?.isFile()) {
    terminal.out.write(`${kind.name}: there is no file ${file}.\n`);
    return 2;
  }
  const rejectsPath = `${file}.rejects.csv`;
  const bar = terminal.progress.isTTY ? progressBar(kind.name, size.size, terminal.progress) : undefined;
  try {
    const report = await importFile(kind, file, {
      rejects: await rejectFile(rejectsPath, resumeFrom !== undefined),
      ...(bar && { onProgress: bar.show }),
      ...(resumeFrom !== undefined && { resumeFrom }),
    });
    bar?.stop();
    terminal.out.write(wording(report, rejectsPath));
    return report.rejected === 0 ? 0 : 1;
  } catch (error) {
    bar?.stop();
    if (error instanceof ImportRefused) {
      terminal.out.write(`${kind.name}: ${error.message} Nothing was imported.\n`);
      return 2;
    }
    if (error instanceof ImportStopped) {
      terminal.out.write(`${kind.name}: ${error.message}\n${wording(error.report, rejectsPath)}`);
      return 2;
    }
    throw error;
  }
}

function wording(report: ImportReport, rejectsPath: string): string {
  const { kind, read, applied, unchanged, rejected } = report;
  const counts = `${kind}: ${read} rows read, ${applied} applied, ${unchanged} unchanged, ${rejected} rejected`;
  return rejected === 0 ? `${counts}.\n` : `${counts}, see ${rejectsPath}.\n`;
}

function progressBar(name: string, bytes: number, stream: NodeJS.WriteStream) {
  const bar = new SingleBar({
    format: `${name} {bar} {percentage}% | {read} rows | ETA {eta_formatted}`,
    stream,
  });
  bar.start(bytes, 0, { read: 0 });
  return {
    show: (progress: ImportProgress) => bar.update(Math.min(progress.bytes, bytes), { read: progress.read }),
    stop: () => bar.stop(),
  };
}
