import { applyBatch } from "./apply-batch";
import type { ImportKind } from "./import-kind";
import type { ImportOptions } from "./import-options";
import type { ImportReport, RowReject } from "./import-report";
import type { FileRow } from "./file-row";

const REPORTED_REJECTS = 100;
const DEFAULT_BATCH_SIZE = 500;

interface Pending<Row> {
  readonly line: number;
  readonly row: Row;
}

/** One file on its way in: the batch being filled, its faults, and the counts. */
export class ImportRun<Row> {
  /** First line not dealt with yet. */
  nextLine = 1;
  private readonly counts = { read: 0, applied: 0, unchanged: 0, rejected: 0 };
  private readonly reported: RowReject[] = [];
  private batch: Pending<Row>[] = [];
  private keys = new Set<string>();
  private faults: RowReject[] = [];
  private weight = 0;
  private lastRow: FileRow<Row> | undefined;

  constructor(
    private readonly kind: ImportKind<Row>,
    private readonly options: ImportOptions,
  ) {}

  get report(): ImportReport {
    return { kind: this.kind.name, ...this.counts, rejects: [...this.reported] };
  }

  /** Adds one row; writes when the batch is full, or when the row's key is in it already: the later row wins. */
  async take(taken: FileRow<Row>): Promise<void> {
    const { line } = taken;
    if (line < (this.options.resumeFrom ?? 1)) return;
    const read = taken.read();
    if ("row" in read && this.keys.has(read.key)) await this.flush();
    this.lastRow = taken;
    if ("row" in read) {
      this.keys.add(read.key);
      this.batch.push({ line, row: read.row });
      this.weight += read.weight ?? 1;
    } else {
      this.faults.push(...read.rejects.map((reject) => ({ row: line, ...reject })));
      this.counts.rejected++;
      this.counts.read++;
    }
    // Faults count too: a file of nothing but refused rows must not gather in memory.
    if (this.weight + this.faults.length >= (this.options.batchSize ?? DEFAULT_BATCH_SIZE))
      await this.flush();
  }

  async flush(): Promise<void> {
    const batch = this.batch;
    this.batch = [];
    this.keys = new Set();
    this.weight = 0;
    if (batch.length > 0) await this.write(batch);
    await this.reportFaults();
    if (!this.lastRow) return;
    this.nextLine = this.lastRow.line + 1;
    this.options.onProgress?.({ bytes: this.lastRow.bytes, read: this.counts.read });
  }

  private async write(batch: readonly Pending<Row>[]): Promise<void> {
    const outcomes = await applyBatch(
      this.kind,
      batch.map(({ row }) => row),
    );
    for (const [index, { line }] of batch.entries()) {
      const outcome = outcomes[index];
      this.counts.read++;
      if (outcome === "APPLIED") this.counts.applied++;
      else if (outcome === "UNCHANGED") this.counts.unchanged++;
      else {
        this.counts.rejected++;
        this.faults.push({ row: line, ...(outcome ?? { reason: "has no outcome" }) });
      }
    }
  }

  private async reportFaults(): Promise<void> {
    const faults = this.faults.sort((one, other) => one.row - other.row);
    this.faults = [];
    this.reported.push(...faults.slice(0, REPORTED_REJECTS - this.reported.length));
    await this.options.rejects?.add(faults);
  }
}
