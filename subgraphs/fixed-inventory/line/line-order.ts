import type { SortColumn, SortOrder } from "../../shared/connection";
import type { FixedLineOrderField } from "../model/vocabulary";
import type { FixedLineOrder } from "./line-input.types";
import type { FixedLine } from "./line.repository";

type OrderColumn = Omit<SortColumn<FixedLine>, "direction">;

const COLUMN_OF: Readonly<Record<FixedLineOrderField, OrderColumn>> = {
  NUMBER: { expression: "l.number", property: "number" },
  STATUS: { expression: "l.status", property: "status" },
  ACTIVATED_ON: { expression: "l.activated_on", property: "activatedOn" },
  TERMINATED_ON: { expression: "l.terminated_on", property: "terminatedOn", nullable: true },
};

/** The total order that the client asked for; by number, ascending, unless told. */
export function lineOrder(order: FixedLineOrder | null | undefined): SortOrder<FixedLine> {
  const { field, direction } = order ?? { field: "NUMBER", direction: "ASC" };
  return [
    { ...COLUMN_OF[field], direction },
    { expression: "l.id", property: "id", direction },
  ];
}
