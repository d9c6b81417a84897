import type { Caller } from "../../../schema/access/caller";
import { decide, type ScopePath } from "../../../schema/access/decide";
import { mayGrant, type ProposedGrant } from "../../../schema/access/may-grant";
import { passingGrants } from "../../../schema/access/verdict";
import { FEED_ONLY_PROFILES } from "../../../schema/access/vocabulary";
import { CodedError } from "../../../schema/errors";
import type { Writer } from "../../shared/database";
import { inTurn, Refused } from "../../shared/act";
import { readCaller } from "./callers/caller.repository";
import type { IdentityContext } from "../context";
import { signedInUser } from "../people/signed-in-user";
import { lockCompanies } from "./lock-companies";

/** The inside of an act on a company: its transaction, and who acts as of then. */
export interface Act {
  readonly transaction: Writer;
  /** What the person holds now, behind the lock: what they held when the request began may have been taken since. */
  readonly caller: Caller;
  /** Epoch milliseconds. */
  readonly now: number;
}

/**
 * Runs an act on a company's people and grants in one transaction, one such act of a company after another. A
 * revocation that commits first wins: the act sees it.
 * @throws CodedError UNAUTHENTICATED when the session has ended meanwhile
 */
export async function actOnCompany<T>(
  { database, services, caller, now }: Pick<IdentityContext, "database" | "services" | "caller" | "now">,
  organizationId: string,
  work: (act: Act) => Promise<T>,
): Promise<T> {
  const userId = signedInUser(caller);
  const { sessionId } = caller;
  const act = async (transaction: Writer): Promise<T> => {
    await lockCompanies(transaction, [organizationId]);
    const at = now();
    const present =
      sessionId === null ? null : await readCaller(transaction, services, { userId, sessionId }, at);
    if (present === null) throw new CodedError("UNAUTHENTICATED", "Sign in first");
    return await work({ transaction, caller: present, now: at });
  };
  const outcome = await inTurn(database, organizationId, () => database.write(act));
  services.messages.wake();
  return outcome;
}

/**
 * Decides the rule of a mutation again, on what its caller holds inside the transaction, and answers the grant that
 * passes it. @throws CodedError FORBIDDEN, which the gateway words as every refusal
 */
export function decideAgain(
  { caller }: Act,
  { rules }: Pick<IdentityContext, "rules">,
  coordinate: string,
  path: ScopePath,
): string | null {
  const statement = rules.of(coordinate);
  if (statement === undefined) throw new Error(`${coordinate} has no rule to decide`);
  const verdict = decide(caller, statement, path);
  if (!verdict.allowed) {
    const held = "held" in verdict ? { held: verdict.held } : {};
    throw new CodedError(verdict.code, verdict.code, { coordinate, ...held });
  }
  return passingGrants(caller, rules, coordinate, path)[0]?.id ?? null;
}

/**
 * Nobody gives what is not theirs to give (access.md, "Where it is decided").
 * @param field the path of the grant in the arguments
 * @throws Refused for a grant that cannot exist, CodedError FORBIDDEN for one that this caller may not give
 */
export function assertMayGrant(
  { caller }: Act,
  grant: ProposedGrant,
  path: ScopePath,
  field: readonly string[],
): void {
  const verdict = mayGrant(caller, grant, path);
  if (verdict.allowed) return;
  if (verdict.code === "BAD_USER_INPUT")
    throw new Refused(verdict.code, verdict.reason, [...field, verdict.field]);
  const reason = FEED_ONLY_PROFILES.has(grant.profile)
    ? `${grant.profile} comes from the operator only: nobody within a company gives it`
    : `${grant.profile} is not yours to give here`;
  throw new CodedError(verdict.code, reason, { grantableBy: verdict.grantableBy });
}
