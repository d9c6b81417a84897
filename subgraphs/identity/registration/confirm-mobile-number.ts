import type { Reader, Writer } from "../../shared/database";
import type { UserErrorType } from "../../shared/graphql/user-error.type";
import { recordAudit } from "../audit/record-audit";
import type { IdentityContext } from "../context";
import type { GrantPayloadType } from "../grants/grant-payloads.type";
import { grantsById } from "../grants/grant.repository";
import { inForce } from "../grants/in-force";
import { lockCompanies } from "../grants/lock-companies";
import { queueMessages } from "../messages/queue-message";
import { attempt, succeeded } from "../../shared/throttle/attempt";
import { clientAddress } from "../../shared/throttle/client-address";
import { THROTTLES } from "../../shared/throttle/rules";
import { tooManyAttempts } from "../../shared/throttle/too-many-attempts";
import { UserAccountEntity } from "../people/user-account.entity";
import { signedInUser } from "../people/signed-in-user";
import { MobileNumberProofEntity } from "./mobile-number-proof.entity";
import { provenLine, type CompanyProof } from "./proven-line";
import { tieToCompany } from "./tie-to-company";
import { wrongCode } from "./user-errors";

type ProofContext = Pick<
  IdentityContext,
  "database" | "services" | "now" | "request" | "caller" | "internal" | "loaders"
>;

const MUTATION = "Mutation.confirmMobileNumber";

/** Told once the number is proved, and the same whatever hinders: another company's line, a machine's, or none. */
const NO_LINE_OF_YOURS: UserErrorType = {
  code: "NOT_FOUND",
  message: "The number is no employee's line of a company that you are registered with.",
  field: ["proofId"],
};
const WRONG = wrongCode(["code"]);

/**
 * R4: the proved number gives END_USER on its line, if the line is of a company that the person is registered with; one
 * that they have applied to takes them in by it. Somebody else's proof is as if it did not exist.
 */
export async function confirmMobileNumber(
  context: ProofContext,
  proofId: string,
  code: string,
): Promise<GrantPayloadType> {
  const { database, services, request, now, caller } = context;
  const userId = signedInUser(caller);
  const throttle = { rule: THROTTLES.codeFromAddress, key: clientAddress(request.ipAddress) };
  const wait = await attempt(context, throttle);
  if (wait !== null) return refused(tooManyAttempts(wait));
  const opened = await openProof(database.read, proofId, userId, now());
  if (opened === null) return refused(WRONG);
  const line = await provenLine(context, opened.mobileNumber);
  const outcome = await database.write(async (transaction) => {
    if (!(await services.codes.redeem(transaction, proofId, code, now()))) return WRONG;
    await succeeded(transaction, context, throttle);
    await transaction.delete(MobileNumberProofEntity, { id: proofId });
    if (line === null) return NO_LINE_OF_YOURS;
    return (await takeLine(transaction, context, userId, line)) ?? NO_LINE_OF_YOURS;
  });
  if (typeof outcome !== "string") return refused(outcome);
  services.messages.wake();
  context.loaders.user.byId.clear(userId);
  const [grant = null] = await grantsById(database.read, [outcome], inForce("g", now()));
  return { grant, ended: [], userErrors: [] };
}

/** The id of the grant; null when the person is not of the line's company, nor has applied to it. */
async function takeLine(
  transaction: Writer,
  context: ProofContext,
  userId: string,
  line: CompanyProof,
): Promise<string | null> {
  const at = context.now();
  await lockCompanies(transaction, [line.organizationId]);
  const person = await transaction.row<{ userId: string; sortName: string }>(
    "SELECT user_id AS userId, sort_name AS sortName FROM organization_membership" +
      " WHERE user_id = ? AND organization_id = ? AND status IN ('ACTIVE', 'PENDING')",
    [userId, line.organizationId],
  );
  if (person === null) return null;
  await transaction.update(
    UserAccountEntity,
    { id: userId },
    { mobileNumber: line.label, appliedVatNumber: null },
  );
  const { grantId, messages, entries } = await tieToCompany(transaction, person, line, MUTATION, at);
  await queueMessages(transaction, messages, at);
  await recordAudit(transaction, { at, request: context.request }, entries);
  return grantId;
}

async function openProof(
  reader: Reader,
  id: string,
  userId: string,
  now: number,
): Promise<{ readonly mobileNumber: string } | null> {
  return await reader.row(
    "SELECT mobile_number AS mobileNumber FROM mobile_number_proof" +
      " WHERE id = ? AND user_id = ? AND expires_at > ?",
    [id, userId, now],
  );
}

function refused(error: UserErrorType): GrantPayloadType {
  return { grant: null, ended: null, userErrors: [error] };
}
