import { graphqlEnum } from "../../shared/graphql/enums";

export const BILL_KINDS = ["MOBILE", "FIXED"] as const;
export type BillKind = (typeof BILL_KINDS)[number];
export const BillKindEnum = graphqlEnum(BILL_KINDS, "BillKind");

/** What has been paid, whatever the day: `state` says it with the due date. */
export const PAYMENTS = ["SENT", "PARTIALLY_PAID", "SETTLED"] as const;
export type Payment = (typeof PAYMENTS)[number];

export const BILL_STATES = ["SENT", "PARTIALLY_PAID", "SETTLED", "OVERDUE"] as const;
export type BillState = (typeof BILL_STATES)[number];
export const BillStateEnum = graphqlEnum(
  BILL_STATES,
  "BillState",
  "OVERDUE: past paymentDueDate with an amount remaining.",
);

export const BILL_LINE_KINDS = ["RECURRING", "USAGE", "ONE_OFF", "DISCOUNT", "ADJUSTMENT"] as const;
export type BillLineKind = (typeof BILL_LINE_KINDS)[number];
export const BillLineKindEnum = graphqlEnum(BILL_LINE_KINDS, "BillLineKind");
