import { CodedError } from "../../../../schema/errors";
import { recordOwnAct } from "../../audit/own-act";
import type { IdentityContext } from "../../context";
import { notifyOwner } from "../../messages/notify-owner";
import { passwordChanged } from "../../messages/texts/password-changed";
import { hasSecondFactor } from "../second-factor/second-factor.repository";
import { endSessionsExcept } from "../sessions/session.repository";
import { signedInUser } from "../../people/signed-in-user";
import type { ChangePasswordInput, ChangePasswordPayloadType } from "./change-password.types";
import { hashPassword } from "./password-hash";
import { ownPassword } from "./own-password";
import { withdrawProofs } from "./withdraw-proofs";

const ACTION = "Mutation.changePassword";

/**
 * Gives the viewer another password, ends their sessions elsewhere and writes to them.
 * @throws CodedError UNAUTHENTICATED when the session has ended meanwhile, as a reset ends it: the reset's password stays
 */
export async function changePassword(
  context: IdentityContext,
  { currentPassword, newPassword }: ChangePasswordInput,
): Promise<ChangePasswordPayloadType> {
  const { database, services, now, caller, loaders } = context;
  const userId = signedInUser(caller);
  const asked = { field: ["input", "currentPassword"], action: ACTION };
  const wrong = await ownPassword(context, userId, currentPassword, asked);
  if (wrong !== null) return { userErrors: [wrong] };
  const [user, secondFactor] = await Promise.all([
    loaders.user.byId.load(userId),
    hasSecondFactor(database.read, userId),
  ]);
  const owner = { username: user?.username ?? "", hasSecondFactor: secondFactor };
  const fault = await services.passwordFault(newPassword, owner);
  if (fault !== null)
    return { userErrors: [{ code: "BAD_USER_INPUT", message: fault, field: ["input", "newPassword"] }] };
  const passwordHash = await hashPassword(newPassword);
  await database.write(async (transaction) => {
    const at = now();
    const changed = await transaction.execute(
      "UPDATE user_account SET password_hash = ? WHERE id = ?" +
        " AND EXISTS (SELECT 1 FROM session WHERE id = ? AND ended_at IS NULL)",
      [passwordHash, userId, caller.sessionId],
    );
    if (changed === 0) throw new CodedError("UNAUTHENTICATED", "Sign in first");
    await endSessionsExcept(transaction, userId, caller.sessionId, at);
    await withdrawProofs(transaction, userId, at);
    await notifyOwner(transaction, userId, passwordChanged, at);
    await recordOwnAct(transaction, context, userId, ACTION);
  });
  services.messages.wake();
  return { userErrors: [] };
}
