import type { UserErrorType } from "../../../shared/graphql/user-error.type";
import { recordOwnAct } from "../../audit/own-act";
import type { IdentityContext } from "../../context";
import { signedInUser } from "../../people/signed-in-user";
import type { EnrolSecondFactorPayloadType } from "./second-factor-payloads.type";
import { SecondFactorEntity } from "./second-factor.entity";
import { newSecret, otpauthUri } from "./totp";

const THERE_IS_ONE: UserErrorType = {
  code: "CONFLICT",
  message: "You have a second factor. Remove it first.",
  field: null,
};

/** Makes a secret for the viewer's device, in place of one that was never confirmed. It is shown this once. */
export async function enrolSecondFactor(context: IdentityContext): Promise<EnrolSecondFactorPayloadType> {
  const { database, services, now, loaders, caller } = context;
  const userId = signedInUser(caller);
  const secret = newSecret();
  const enrolled = await database.write(async (transaction) => {
    const at = now();
    // Conditional, so that one that is confirmed meanwhile stays.
    await transaction.execute("DELETE FROM second_factor WHERE user_id = ? AND confirmed_at IS NULL", [
      userId,
    ]);
    const row = {
      userId,
      sealedSecret: services.secondFactors.seal(secret, userId),
      createdAt: at,
      confirmedAt: null,
      lastStep: 0,
    };
    await transaction.upsert(SecondFactorEntity, [row], { key: ["userId"], update: [] });
    const stored = await transaction.row<{ sealedSecret: string }>(
      "SELECT sealed_secret AS sealedSecret FROM second_factor WHERE user_id = ?",
      [userId],
    );
    if (stored?.sealedSecret !== row.sealedSecret) return false;
    await recordOwnAct(transaction, context, userId, "Mutation.enrolSecondFactor");
    return true;
  });
  if (!enrolled) return { secret: null, otpauthUri: null, userErrors: [THERE_IS_ONE] };
  const user = await loaders.user.byId.load(userId);
  return { secret, otpauthUri: otpauthUri(secret, user?.username ?? userId), userErrors: [] };
}
