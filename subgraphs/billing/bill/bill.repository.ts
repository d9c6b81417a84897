import type { Caller } from "../../../schema/access/caller";
import type { SortOrder } from "../../shared/connection";
import { allOf, isOneOf, rowSource, rowsWhere, type Reader } from "../../shared/database";
import { visibleBills } from "../model/scope";
import { BillEntity } from "./bill.entity";

export type Bill = Readonly<BillEntity>;

export const BILL_SOURCE = rowSource(BillEntity, "b");

/** Newest first. */
export const NEWEST_FIRST: SortOrder<Bill> = [
  { expression: "b.bill_date", property: "billDate", direction: "DESC" },
  { expression: "b.id", property: "id", direction: "DESC" },
];

/** Those of these bills that the caller may reach. */
export async function visibleBillsById(
  reader: Reader,
  caller: Caller,
  ids: readonly string[],
): Promise<Bill[]> {
  return await rowsWhere<Bill>(reader, BILL_SOURCE, allOf([isOneOf("b.id", ids), visibleBills(caller)]));
}
