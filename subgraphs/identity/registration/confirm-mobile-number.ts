import { Refused } from "../../shared/act";
import type { Reader } from "../../shared/database";
import { succeeded } from "../../shared/throttle/attempt";
import { clientAddress } from "../../shared/throttle/client-address";
import { THROTTLES } from "../../shared/throttle/rules";
import { ownAct, type OwnAct } from "../act/act";
import type { RegistrationContext } from "./context";
import { grantsById } from "../grants/grant.repository";
import { inForce } from "../grants/in-force";
import { lockCompanies } from "../act/lock-companies";
import { signedInUser } from "../people/signed-in-user";
import { MobileNumberProofEntity } from "./mobile-number-proof.entity";
import { provenLine, type CompanyProof } from "./proven-line";
import { joinCompany } from "./join-company";
import { wrongCode } from "./user-errors";
import { contactOf } from "../people/contact";
import { afterContactChanges, numberMovesTo } from "../people/contact-changes";

/**
 * R4: the proved number gives END_USER on its line, if the line is of a company that the person is registered with; one
 * that they have applied to takes them in by it. Somebody else's proof is as if it did not exist.
 */
export async function confirmMobileNumber(context: RegistrationContext, proofId: string, code: string) {
  const { database, services, request, now, caller } = context;
  const userId = signedInUser(caller);
  const throttle = { rule: THROTTLES.codeFromAddress, key: clientAddress(request.ipAddress) };
  return await ownAct(
    context,
    {
      mutation: "Mutation.confirmMobileNumber",
      throttles: [throttle],
      async prepare() {
        const opened = await openProof(database.read, proofId, userId, now());
        if (opened === null) throw wrongCode(["code"]);
        return await provenLine(context, opened.mobileNumber);
      },
      async answer(grantId: string) {
        context.loaders.user.byId.clear(userId);
        const [grant = null] = await grantsById(database.read, [grantId], inForce("g", now()));
        return { grant, ended: [] };
      },
    },
    async (inside, line) => {
      const { transaction } = inside;
      if (!(await services.codes.redeem(transaction, proofId, code, inside.now))) return wrongCode(["code"]);
      await succeeded(transaction, context, throttle);
      await transaction.delete(MobileNumberProofEntity, { id: proofId });
      return (line === null ? null : await takeLine(inside, line)) ?? noLineOfYours();
    },
  );
}

/** Told once the number is proved, and the same whatever hinders: another company's line, a machine's, or none. */
function noLineOfYours(): Refused {
  const message = "The number is no employee's line of a company that you are registered with.";
  return new Refused("NOT_FOUND", message, ["proofId"]);
}

/** The id of the grant; null when the person is not of the line's company, nor has applied to it. */
async function takeLine(
  { transaction, caller: { userId }, now, tell, audit }: OwnAct,
  line: CompanyProof,
): Promise<string | null> {
  await lockCompanies(transaction, [line.organizationId]);
  const person = await transaction.row<{ userId: string; sortName: string }>(
    "SELECT user_id AS userId, sort_name AS sortName FROM organization_membership" +
      " WHERE user_id = ? AND organization_id = ? AND status IN ('ACTIVE', 'PENDING')",
    [userId, line.organizationId],
  );
  if (person === null) return null;
  const before = await contactOf(transaction, userId);
  await transaction.execute(
    "UPDATE user_account SET fed_mobile_number = COALESCE(fed_mobile_number, mobile_number, '')," +
      " mobile_number = ?, applied_vat_number = NULL WHERE id = ?",
    [line.label, userId],
  );
  if (before !== null) {
    const after = { ...before, mobileNumber: line.label };
    tell(...(await afterContactChanges(transaction, [{ userId, before, after }], now)));
  }
  tell(...(await numberMovesTo(transaction, userId, line.label, now)));
  const { grantId, messages, entries } = await joinCompany(transaction, person, line, now);
  tell(...messages);
  audit(...entries);
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
