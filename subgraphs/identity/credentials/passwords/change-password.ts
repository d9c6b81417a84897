import { Refused } from "../../../shared/act";
import { ownAct } from "../../act/act";
import { ownRecord } from "../../audit/own-record";
import type { CredentialsContext } from "../context";
import { passwordChanged } from "../../messages/texts/password-changed";
import { toOwner } from "../../messages/to-owner";
import { signedInUser } from "../../people/signed-in-user";
import { hasSecondFactor } from "../second-factor/second-factor.repository";
import { endSessionsExcept } from "../sessions/session.repository";
import type { ChangePasswordInput } from "./change-password.types";
import { isOwnPassword, wrongPassword } from "./own-password";
import { hashPassword } from "./password-hash";
import { withdrawProofs } from "./withdraw-proofs";

/**
 * Gives the viewer another password, ends their sessions elsewhere and writes to them. A session that has ended
 * meanwhile, as a reset ends it, changes nothing: the reset's password stays.
 */
export async function changePassword(
  context: CredentialsContext,
  { currentPassword, newPassword }: ChangePasswordInput,
) {
  return await ownAct(
    context,
    {
      mutation: "Mutation.changePassword",
      /** Null where the present password is wrong. */
      async prepare() {
        const userId = signedInUser(context.caller);
        if (!(await isOwnPassword(context, userId, currentPassword))) return null;
        await assertMayChoose(context, userId, newPassword);
        return await hashPassword(newPassword);
      },
    },
    async (inside, passwordHash) => {
      if (passwordHash === null) return await wrongPassword(inside, ["input", "currentPassword"]);
      const { transaction, caller, now, tell, audit } = inside;
      await transaction.execute("UPDATE user_account SET password_hash = ? WHERE id = ?", [
        passwordHash,
        caller.userId,
      ]);
      await endSessionsExcept(transaction, caller.userId, caller.sessionId, now);
      await withdrawProofs(transaction, caller.userId, now);
      tell(...(await toOwner(transaction, caller.userId, passwordChanged)));
      audit(await ownRecord(transaction, caller.userId));
      return {};
    },
  );
}

async function assertMayChoose(
  { database, services, loaders }: CredentialsContext,
  userId: string,
  password: string,
): Promise<void> {
  const [user, secondFactor] = await Promise.all([
    loaders.user.byId.load(userId),
    hasSecondFactor(database.read, userId),
  ]);
  const owner = { username: user?.username ?? "", hasSecondFactor: secondFactor };
  const fault = await services.passwordFault(password, owner);
  if (fault !== null) throw new Refused("BAD_USER_INPUT", fault, ["input", "newPassword"]);
}
