import type { Reject } from "../../shared/import";
import { constraintRefusal } from "../../shared/import/constraint-refusal";

export const CODE_TAKEN: Reject = {
  column: "code",
  reason: "is another billing account's of the organization",
};
/** The refusal of a row whose number another line has. */
export const NUMBER_TAKEN: Reject = { column: "bill_no", reason: "is another bill's of the organization" };

/** What the database refuses, in the words of the feed. */
export const refusal = constraintRefusal({
  uq_billing_account_code: CODE_TAKEN,
  uq_bill_number: NUMBER_TAKEN,
});
