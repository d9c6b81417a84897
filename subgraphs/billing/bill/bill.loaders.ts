import type DataLoader from "dataloader";
import type { Caller } from "../../../schema/access/caller";
import type { PageRequest } from "../../shared/connection";
import { allOf, isOneOf, type Reader } from "../../shared/database";
import { firstRowsByParent, manyByKey, oneByKey, remembered } from "../../shared/inventory";
import { dayInItaly } from "../../shared/scalars";
import { visibleBills } from "../model/scope";
import type { BillKind } from "../model/vocabulary";
import { billNarrowings } from "./bill-filter";
import type { BillFilter } from "./bill-input.types";
import { BILL_SOURCE, visibleBillsById, type Bill } from "./bill.repository";

type Filter = BillFilter | null | undefined;

interface CountOfParent {
  readonly parentId: string;
  readonly count: number;
}

/** Born with a request and keyed by its caller: what is beyond the caller's scope is not there. */
export interface BillLoaders {
  readonly visibleBill: DataLoader<string, Bill | null>;
  /** By contract (MOBILE) or billing account (FIXED). */
  billsOf(kind: BillKind, filter: Filter, page: PageRequest): DataLoader<string, readonly Bill[]>;
  billCountOf(kind: BillKind, filter: Filter): DataLoader<string, CountOfParent | null>;
}

const PARENT: Readonly<
  Record<BillKind, { readonly column: string; readonly property: "contractId" | "billingAccountId" }>
> = {
  MOBILE: { column: "b.contract_id", property: "contractId" },
  FIXED: { column: "b.billing_account_id", property: "billingAccountId" },
};

export function createBillLoaders(reader: Reader, caller: Caller): BillLoaders {
  const conditionOf = (filter: Filter) =>
    allOf([visibleBills(caller), ...billNarrowings(filter, dayInItaly(caller.at))]);
  return {
    visibleBill: oneByKey(
      (ids) => visibleBillsById(reader, caller, ids),
      ({ id }) => id,
    ),
    billsOf: remembered((kind: BillKind, filter: Filter, { after, orderBy, limit }: PageRequest) => {
      const { column, property } = PARENT[kind];
      return manyByKey(
        (ids) =>
          firstRowsByParent<Bill>(reader, BILL_SOURCE, {
            parent: { column, ids },
            condition: allOf([conditionOf(filter), after]),
            orderBy,
            limit,
          }),
        (bill) => bill[property] ?? "",
      );
    }),
    billCountOf: remembered((kind: BillKind, filter: Filter) => {
      const { column } = PARENT[kind];
      return oneByKey(
        async (ids) => {
          const where = allOf([isOneOf(column, ids), conditionOf(filter)]);
          return await reader.rows<CountOfParent>(
            `SELECT ${column} AS parentId, COUNT(*) AS count FROM ${BILL_SOURCE.from}
             WHERE ${where.sql} GROUP BY ${column}`,
            where.parameters,
          );
        },
        ({ parentId }) => parentId,
      );
    }),
  };
}
