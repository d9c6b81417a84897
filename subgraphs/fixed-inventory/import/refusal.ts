import { ConstraintViolation } from "../../shared/database";
import type { Reject } from "../../shared/import";

export const NUMBER_TAKEN: Reject = { column: "number", reason: "is another line's that is not TERMINATED" };
export const SITE_CODE_TAKEN: Reject = { column: "code", reason: "is another site's of the organization" };
export const BILLING_ACCOUNT_CODE_TAKEN: Reject = {
  column: "billing_account_code",
  reason: "is another billing account's of the organization",
};

const REASONS: Readonly<Record<string, Reject>> = {
  uq_fixed_line_live_number: NUMBER_TAKEN,
  uq_site_code: SITE_CODE_TAKEN,
  uq_billing_account_code: BILLING_ACCOUNT_CODE_TAKEN,
};

/** A constraint that only the database could judge, as a row's fault: somebody wrote between our look and our write. */
export function refusal(error: unknown): Reject | undefined {
  if (!(error instanceof ConstraintViolation)) return undefined;
  return REASONS[error.constraint ?? ""] ?? { reason: `breaks a rule of the database: ${error.kind}` };
}
