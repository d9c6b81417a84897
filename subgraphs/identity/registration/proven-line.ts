import { LINE_BY_NUMBER } from "../../../schema/internal/mobile-inventory";
import type { RegistrationContext } from "./context";
import type { GrantedScope } from "../grants/give-grant";

/** What proves that somebody is of a company, and the grant that goes with it. An invoice will be the second kind. */
export interface CompanyProof {
  readonly organizationId: string;
  readonly profile: "END_USER";
  readonly scope: GrantedScope;
  /** What people call the scope: the number of the line. */
  readonly label: string;
}

/**
 * R4: what the holder of a number proves by it. Null when the number is no line's now, or a machine's: no employee uses
 * an M2M line. Mobile-inventory is asked sealed, for the system.
 */
export async function provenLine(
  { internal }: Pick<RegistrationContext, "internal">,
  mobileNumber: string,
): Promise<CompanyProof | null> {
  const line = await internal("mobile-inventory", LINE_BY_NUMBER, { msisdn: mobileNumber }, null);
  if (line === null || line.simKind === "M2M") return null;
  const { id, contractId, organizationId } = line;
  const scope = { kind: "MOBILE_LINE" as const, id, organizationId, contractId };
  return { organizationId, profile: "END_USER", scope, label: mobileNumber };
}
