import type { Reject } from "../../shared/import";
import { constraintRefusal } from "../../shared/import/constraint-refusal";

/** The refusal of a row whose number another line has. */
export const NUMBER_TAKEN: Reject = { column: "number", reason: "is another line's that is not TERMINATED" };
/** The refusal of a row whose site code is in use within the organization. */
export const SITE_CODE_TAKEN: Reject = { column: "code", reason: "is another site's of the organization" };
/** The refusal of a row whose billing account's code is in use within the organization. */
export const BILLING_ACCOUNT_CODE_TAKEN: Reject = {
  column: "billing_account_code",
  reason: "is another billing account's of the organization",
};

/** What the database refuses, in the words of the feed. */
export const refusal = constraintRefusal({
  uq_fixed_line_live_number: NUMBER_TAKEN,
  uq_site_code: SITE_CODE_TAKEN,
  uq_billing_account_code: BILLING_ACCOUNT_CODE_TAKEN,
});
