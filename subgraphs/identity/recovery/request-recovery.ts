import { v7 as uuid } from "uuid";
import { storable } from "../../shared/text/storable";
import type { IdentityContext } from "../context";
import { attempt } from "../../shared/throttle/attempt";
import { clientAddress } from "../../shared/throttle/client-address";
import { THROTTLES } from "../../shared/throttle/rules";
import { tooManyAttempts } from "../../shared/throttle/too-many-attempts";
import { RecoveryRequestEntity, type IdentifiedBy, type Wanted } from "./recovery-request.entity";
import type { RecoveryPayloadType, RequestPasswordResetInput } from "./recovery.types";

/** Longer ones are nobody's. */
const LONGEST_IDENTIFIER = 254;

const IDENTIFIED_BY = {
  username: "USERNAME",
  email: "EMAIL",
  fiscalCode: "FISCAL_CODE",
  vatNumber: "VAT_NUMBER",
} as const satisfies Record<keyof RequestPasswordResetInput, IdentifiedBy>;

/**
 * R7: notes that somebody cannot sign in, and nothing more: who it may be is looked up after the answer, so that neither its
 * content nor its time depends on whether there is such an account (docs/decisions/0023).
 */
export async function requestRecovery(
  context: Pick<IdentityContext, "database" | "services" | "now" | "request">,
  wanted: Wanted,
  input: RequestPasswordResetInput,
  mayBe: readonly (keyof RequestPasswordResetInput)[],
): Promise<RecoveryPayloadType> {
  const { database, services, now, request } = context;
  const given = mayBe.filter((name) => typeof input[name] === "string");
  const [name] = given;
  if (name === undefined || given.length > 1) {
    const message = `Give exactly one of ${mayBe.join(", ")}.`;
    return { userErrors: [{ code: "BAD_USER_INPUT", message, field: ["input"] }] };
  }
  const throttle = { rule: THROTTLES.recoverFromAddress, key: clientAddress(request.ipAddress) };
  const wait = await attempt(context, throttle);
  if (wait !== null) return { userErrors: [tooManyAttempts(wait)] };
  const id = uuid();
  const identifier = (input[name] ?? "").slice(0, LONGEST_IDENTIFIER);
  const row = {
    id,
    wanted,
    identifiedBy: IDENTIFIED_BY[name],
    sealedIdentifier: services.recoveries.seal(identifier, id),
    requestId: storable(request.requestId, 64) ?? "",
    userAgent: storable(request.userAgent, 255),
    ipAddress: storable(request.ipAddress, 45),
    createdAt: now(),
  };
  await database.write((transaction) => transaction.insert(RecoveryRequestEntity, [row]));
  services.chores.wake("recovery");
  return { userErrors: [] };
}
