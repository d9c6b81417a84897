import type { SortColumn, SortOrder } from "../../shared/connection";
import type { MobileLineOrderField } from "../vocabulary";
import type { MobileLineOrder } from "./line-input.types";
import type { MobileLineRow } from "./line.repository";

type OrderColumn = Omit<SortColumn<MobileLineRow>, "direction">;

const COLUMN_OF: Readonly<Record<MobileLineOrderField, OrderColumn>> = {
  MSISDN: { expression: "l.msisdn", property: "msisdn" },
  STATUS: { expression: "l.status", property: "status" },
  ACTIVATED_ON: { expression: "l.activated_on", property: "activatedOn" },
  TERMINATED_ON: { expression: "l.terminated_on", property: "terminatedOn", nullable: true },
};

/** The total order that the client asked for; by number, ascending, unless told. */
export function lineOrder(order: MobileLineOrder | null | undefined): SortOrder<MobileLineRow> {
  const { field, direction } = order ?? { field: "MSISDN", direction: "ASC" };
  return [
    { ...COLUMN_OF[field], direction },
    { expression: "l.id", property: "id", direction },
  ];
}
