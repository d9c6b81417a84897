import type DataLoader from "dataloader";
import {
  keysetConnection,
  type ConnectionArguments,
  type PageRequest,
  type SortOrder,
} from "../../shared/connection";
import { firstRowsByParent, manyByKey } from "../../shared/inventory";
import { rowSource, type Reader } from "../../shared/database";
import type { Bill } from "../bill/bill.repository";
import { BillLineEntity } from "./bill-line.entity";

/** A charge as its row says it. */
export type BillLineRow = Readonly<BillLineEntity>;

/** A charge of a bill that was reached. */
export interface BillLine extends BillLineRow {
  readonly bill: Bill;
}

const SOURCE = rowSource(BillLineEntity, "l");

/** As they stand in the bill. */
const BY_POSITION: SortOrder<BillLineRow> = [
  { expression: "l.position", property: "position", direction: "ASC" },
];

/** The charges of bills that were reached, by bill. */
export type LinesOfBills = (page: PageRequest) => DataLoader<string, readonly BillLineRow[]>;

export function createLineLoaders(reader: Reader): LinesOfBills {
  const made = new Map<string, DataLoader<string, readonly BillLineRow[]>>();
  return ({ after, orderBy, limit }) => {
    const key = JSON.stringify([after, orderBy, limit]);
    let loader = made.get(key);
    if (loader === undefined) {
      loader = manyByKey(
        (ids) =>
          firstRowsByParent<BillLineRow>(reader, SOURCE, {
            parent: { column: "l.bill_id", ids },
            condition: after,
            orderBy,
            limit,
          }),
        ({ billId }) => billId,
      );
      made.set(key, loader);
    }
    return loader;
  };
}

/** A page of the charges of a bill that was reached: whoever reads the bill reads all of them. */
export async function linesOfBill(
  bill: Bill,
  page: ConnectionArguments,
  { linesOfBills }: { readonly linesOfBills: LinesOfBills },
) {
  return await keysetConnection<BillLineRow, BillLine>({
    arguments: page,
    list: { name: "CustomerBill.lines", parent: bill.id },
    order: BY_POSITION,
    node: (line) => ({ ...line, bill }),
    fetch: async (request) => await linesOfBills(request).load(bill.id),
    totalCount: () => Promise.resolve(bill.lineCount),
  });
}
