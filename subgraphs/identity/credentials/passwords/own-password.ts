import { countAttempt, Refused } from "../../../shared/act";
import { succeeded } from "../../../shared/throttle/attempt";
import { THROTTLES } from "../../../shared/throttle/rules";
import type { OwnAct } from "../../act/act";
import { ownRecord } from "../../audit/own-record";
import type { CredentialsContext } from "../context";
import { isTooLong, verifyPassword } from "./password-hash";

/**
 * Whether whoever sits at a session is the one who signed in. For the `prepare` of an act. Guesses are slowed down; a right
 * password is no guess. @throws Refused RATE_LIMITED
 */
export async function isOwnPassword(
  context: Pick<CredentialsContext, "database" | "services" | "now">,
  userId: string,
  password: string,
): Promise<boolean> {
  const { database } = context;
  const throttle = { rule: THROTTLES.ownPassword, key: userId };
  await countAttempt(context, throttle);
  const account = await database.read.row<{ passwordHash: string | null }>(
    "SELECT password_hash AS passwordHash FROM user_account WHERE id = ?",
    [userId],
  );
  const isRight = !isTooLong(password) && (await verifyPassword(account?.passwordHash ?? null, password));
  if (isRight) await database.write((transaction) => succeeded(transaction, context, throttle));
  return isRight;
}

/** Keeps a wrong guess in the trail. For the verb of the act, which returns it. */
export async function wrongPassword(
  { transaction, caller, audit }: OwnAct,
  field: readonly string[],
): Promise<Refused> {
  audit(await ownRecord(transaction, caller.userId, "REFUSED"));
  return new Refused("UNAUTHENTICATED", "The password is wrong.", field);
}
