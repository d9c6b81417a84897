import { ConstraintViolation } from "../../shared/database";
import type { Reject } from "../../shared/import";

const REASONS: Readonly<Record<string, Reject>> = {
  uq_mobile_line_live_msisdn: { column: "msisdn", reason: "is another line's that is not TERMINATED" },
  uq_sim_iccid: { column: "iccid", reason: "is another line's" },
  uq_sim_imsi: { column: "imsi", reason: "is another line's" },
};

/** A constraint that only the database could judge, as a row's fault: somebody wrote between our look and our write. */
export function refusal(error: unknown): Reject | undefined {
  if (!(error instanceof ConstraintViolation)) return undefined;
  return REASONS[error.constraint ?? ""] ?? { reason: `breaks a rule of the database: ${error.kind}` };
}
