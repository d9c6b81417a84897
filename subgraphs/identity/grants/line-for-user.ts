import type { Profile } from "../../../schema/access/vocabulary";
import type { ScopeRef } from "../../../schema/access/decide";
import { LINE_BY_ID } from "../../../schema/internal/mobile-inventory";
import type { UserErrorType } from "../../shared/graphql/user-error.type";
import type { GrantsContext } from "./context";

/** A line that somebody is to be given. */
interface LineToGive {
  /** What is wrong with giving it; null where nothing is. */
  readonly fault: UserErrorType | null;
  /** Its number; null where no line is to be given. */
  readonly msisdn: string | null;
}

const NO_LINE: LineToGive = { fault: null, msisdn: null };

/** The fault alone. */
export async function lineUserFault(
  context: Pick<GrantsContext, "internal">,
  grant: { readonly profile: Profile; readonly scope: ScopeRef },
  field: readonly string[],
): Promise<UserErrorType | null> {
  return (await lineToGive(context, grant, field)).fault;
}

/**
 * R14: what is wrong with giving somebody this line, which has been located; nothing for anything else. Nobody uses a
 * terminated line or a machine's, and no proof opens one (R4); a frozen one keeps its number and its user.
 * Before the transaction, which must not wait for another subgraph.
 * @param field the path of the argument that names the line
 */
export async function lineToGive(
  { internal }: Pick<GrantsContext, "internal">,
  { profile, scope }: { readonly profile: Profile; readonly scope: ScopeRef },
  field: readonly string[],
): Promise<LineToGive> {
  if (profile !== "END_USER" || scope.kind !== "MOBILE_LINE") return NO_LINE;
  const line = await internal("mobile-inventory", LINE_BY_ID, { id: scope.id }, null);
  if (line === null || line.status === "TERMINATED")
    return fault("The line is terminated: nobody can be its user.", field);
  if (line.simKind === "M2M") return fault("The line is a machine's (M2M): nobody can be its user.", field);
  return { fault: null, msisdn: line.msisdn };
}

function fault(message: string, field: readonly string[]): LineToGive {
  return { fault: { code: "BAD_USER_INPUT", message, field: [...field] }, msisdn: null };
}
