import type { Readable } from "node:stream";
import { csvRows, type FileRow, type Reject } from "../../shared/import";
import { camelCase } from "../../shared/import/columns";
import { billColumns, EMPTY, FILLED, type BillCells } from "./bill-columns";
import { billFaults, lineFault, type FedBill, type FedLine } from "./bill-record";
import { billRow } from "./bill-row";

/** Lines of one bill, so that none fills the memory. */
export const MOST_LINES = 20_000;

const CELLS = { name: "bills", columns: billColumns, key: [], apply: () => Promise.resolve([]) };

/** The bill whose records are being read. */
interface Gathering {
  readonly line: number;
  readonly bill: BillCells | null;
  readonly lines: FedLine[];
  readonly faults: Reject[];
  count: number;
  bytes: number;
}

/** The bills of a CSV file: each record BILL with the records LINE that follow it. A fault of one refuses its bill. */
export async function* csvBills(source: Readable): AsyncGenerator<FileRow<FedBill>> {
  let gathering: Gathering | undefined;
  for await (const record of csvRows<BillCells>(CELLS, source)) {
    const read = record.read();
    const cells = "row" in read ? read.row : null;
    const rejects = "rejects" in read ? read.rejects : recordFaults(read.row);
    const begins = cells?.record === "BILL" || gathering === undefined;
    if (begins) {
      if (gathering !== undefined) yield rowOf(gathering);
      const bill = cells?.record === "BILL" ? cells : null;
      gathering = { line: record.line, bill, lines: [], faults: [], count: 0, bytes: 0 };
      if (bill === null) gathering.faults.push({ column: "record", reason: "LINE stands under no BILL" });
    }
    if (gathering === undefined) continue;
    gathering.bytes = record.bytes;
    gathering.faults.push(...rejects.map((reject) => (begins ? reject : onLine(record.line, reject))));
    if (!begins) takeLine(gathering, record.line, cells);
  }
  if (gathering !== undefined) yield rowOf(gathering);
}

function takeLine(gathering: Gathering, line: number, cells: BillCells | null): void {
  gathering.count += 1;
  if (gathering.count === MOST_LINES + 1)
    gathering.faults.push({ reason: `has more than ${MOST_LINES} lines` });
  if (cells === null || gathering.count > MOST_LINES) return;
  if (cells.billId !== gathering.bill?.billId)
    gathering.faults.push(onLine(line, { column: "bill_id", reason: "is not that of the BILL above" }));
  const { lineKind, description, amount, periodFrom, periodTo, mobileLineId, fixedLineId } = cells;
  if (lineKind === null || description === null || amount === null) return;
  const fed = { kind: lineKind, description, periodFrom, periodTo, amount, mobileLineId, fixedLineId };
  const fault = lineFault(fed);
  if (fault === undefined) gathering.lines.push(fed);
  else gathering.faults.push(onLine(line, fault));
}

/** The reject file tells the bill's own line; which of its lines is at fault stands in the reason. */
function onLine(line: number, { column, reason }: Reject): Reject {
  return { ...(column !== undefined && { column }), reason: `${reason} (record on line ${line})` };
}

function recordFaults(cells: BillCells): readonly Reject[] {
  const valueOf = (column: string) => cells[camelCase(column) as keyof BillCells];
  return [
    ...FILLED[cells.record]
      .filter((column) => valueOf(column) === null)
      .map((column) => ({ column, reason: `is required with ${cells.record}` })),
    ...EMPTY[cells.record]
      .filter((column) => valueOf(column) !== null)
      .map((column) => ({ column, reason: `must be empty with ${cells.record}` })),
  ];
}

function rowOf({ line, bytes, bill, lines, faults }: Gathering): FileRow<FedBill> {
  const read = () => {
    const fed = bill === null || faults.length > 0 ? null : fedBill(bill, lines);
    const found = fed === null ? faults : billFaults(fed);
    return fed === null || found.length > 0 ? { rejects: found } : billRow(fed);
  };
  return { line, bytes, read };
}

/** Null where a required cell is empty: that is among the faults already. */
function fedBill(cells: BillCells, lines: readonly FedLine[]): FedBill | null {
  const { version, billNo, kind, organizationId, billDate, paymentDueDate: dueDate } = cells;
  const {
    periodFrom,
    periodTo,
    unit,
    taxExcludedAmount: net,
    taxAmount: tax,
    taxIncludedAmount: gross,
  } = cells;
  if (version === null || billNo === null || kind === null || organizationId === null) return null;
  if (billDate === null || dueDate === null || periodFrom === null || periodTo === null) return null;
  if (unit === null || net === null || tax === null || gross === null) return null;
  const { billId: id, contractId, billingAccountId } = cells;
  const owner = { id, version, billNo, kind, organizationId, contractId, billingAccountId };
  return { ...owner, billDate, dueDate, periodFrom, periodTo, unit, net, tax, gross, lines, payments: [] };
}
