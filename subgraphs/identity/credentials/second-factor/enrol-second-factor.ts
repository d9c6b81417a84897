import { Refused } from "../../../shared/act";
import { ownAct } from "../../act/act";
import { ownRecord } from "../../audit/own-record";
import type { CredentialsContext } from "../context";
import { signedInUser } from "../../people/signed-in-user";
import { SecondFactorEntity } from "./second-factor.entity";
import { newSecret, otpauthUri } from "./totp";
import { isOwnPassword, wrongPassword } from "../passwords/own-password";

/**
 * Makes a secret for the viewer's device, in place of one that was never confirmed. It is shown this once.
 * Whoever sits at a session that was left open has not the password, and bars nobody from the account by a device of theirs.
 */
export async function enrolSecondFactor(context: CredentialsContext, password: string) {
  const { services, loaders, caller: viewer } = context;
  return await ownAct(
    context,
    {
      mutation: "Mutation.enrolSecondFactor",
      prepare: () => isOwnPassword(context, signedInUser(viewer), password),
      async answer(secret: string) {
        const userId = signedInUser(viewer);
        const user = await loaders.user.byId.load(userId);
        return { secret, otpauthUri: otpauthUri(secret, user?.username ?? userId) };
      },
    },
    async (inside, isRight) => {
      if (!isRight) return await wrongPassword(inside, ["password"]);
      const { transaction, caller, now, audit } = inside;
      const { userId } = caller;
      // Conditional, so that one that is confirmed meanwhile stays.
      await transaction.execute("DELETE FROM second_factor WHERE user_id = ? AND confirmed_at IS NULL", [
        userId,
      ]);
      const secret = newSecret();
      const sealedSecret = services.secondFactors.seal(secret, userId);
      const row = { userId, sealedSecret, createdAt: now, confirmedAt: null, lastStep: 0 };
      await transaction.upsert(SecondFactorEntity, [row], { key: ["userId"], update: [] });
      const stored = await transaction.row<{ sealedSecret: string }>(
        "SELECT sealed_secret AS sealedSecret FROM second_factor WHERE user_id = ?",
        [userId],
      );
      if (stored?.sealedSecret !== sealedSecret)
        throw new Refused("CONFLICT", "You have a second factor. Remove it first.");
      audit(await ownRecord(transaction, userId));
      return secret;
    },
  );
}
