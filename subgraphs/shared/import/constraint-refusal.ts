import { ConstraintViolation } from "../database";
import type { Reject } from "./reject";

/**
 * A constraint that only the database could judge, as a row's fault: somebody wrote between our look and our write.
 * @param reasons by the name of the constraint
 */
export function constraintRefusal(
  reasons: Readonly<Record<string, Reject>>,
): (error: unknown) => Reject | undefined {
  return (error) => {
    if (!(error instanceof ConstraintViolation)) return undefined;
    return reasons[error.constraint ?? ""] ?? { reason: `breaks a rule of the database: ${error.kind}` };
  };
}
