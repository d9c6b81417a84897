import type { UserErrorType } from "../../../shared/graphql/user-error.type";
import { recordOwnAct } from "../../audit/own-act";
import type { IdentityContext } from "../../context";
import { attempt, succeeded } from "../../../shared/throttle/attempt";
import { THROTTLES } from "../../../shared/throttle/rules";
import { tooManyAttempts } from "../../../shared/throttle/too-many-attempts";
import { isTooLong, verifyPassword } from "./password-hash";

/**
 * Whether whoever sits at a session is the one who signed in: null, or the error for `userErrors`. Guesses are slowed down
 * and kept in the trail. @param asked which field of the input holds the password, and for which act it is asked
 */
export async function ownPassword(
  context: Pick<IdentityContext, "database" | "services" | "now" | "request">,
  userId: string,
  password: string,
  asked: { readonly field: string[]; readonly action: string },
): Promise<UserErrorType | null> {
  const { database } = context;
  const throttle = { rule: THROTTLES.ownPassword, key: userId };
  const wait = await attempt(context, throttle);
  if (wait !== null) return tooManyAttempts(wait);
  const account = await database.read.row<{ passwordHash: string | null }>(
    "SELECT password_hash AS passwordHash FROM user_account WHERE id = ?",
    [userId],
  );
  const right = !isTooLong(password) && (await verifyPassword(account?.passwordHash ?? null, password));
  await database.write((transaction) =>
    right
      ? succeeded(transaction, context, throttle)
      : recordOwnAct(transaction, context, userId, asked.action, "REFUSED"),
  );
  return right ? null : { code: "UNAUTHENTICATED", message: "The password is wrong.", field: asked.field };
}
