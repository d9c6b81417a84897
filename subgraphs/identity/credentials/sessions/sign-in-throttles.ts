import type { Writer } from "../../../shared/database";
import { foldText } from "../../../shared/inventory";
import type { CredentialsContext } from "../context";
import type { Throttle } from "../../../shared/throttle/attempt";
import { clientAddress } from "../../../shared/throttle/client-address";
import { isKnownAddress, rememberAddress } from "../../../shared/throttle/known-address";
import { THROTTLES } from "../../../shared/throttle/rules";

type Context = Pick<CredentialsContext, "database" | "services" | "now" | "request">;

/**
 * What a sign-in counts against: its address and, apart, the account. Where the account was used from that address
 * before, the owner has a counter of their own there, which no stranger elsewhere can use up; everybody else shares one.
 * The account counts by the name that was typed, whether or not it exists.
 */
export async function signInThrottles(
  { database, services, now, request }: Context,
  username: string,
  userId: string | null,
): Promise<readonly Throttle[]> {
  const address = clientAddress(request.ipAddress);
  const name = foldText(username);
  const isKnown = await isKnownAddress(database.read, services.keyedHash, userId, address, now());
  return [
    { rule: THROTTLES.signInFromAddress, key: address },
    isKnown
      ? { rule: THROTTLES.signInFromKnownAddress, key: `${name}\n${address}` }
      : { rule: THROTTLES.signInToAccount, key: name },
  ];
}

/** From now on this address is one of the person's own. */
export async function rememberClient(
  transaction: Writer,
  { services, now, request }: Pick<Context, "services" | "now" | "request">,
  userId: string,
): Promise<void> {
  await rememberAddress(transaction, services.keyedHash, userId, clientAddress(request.ipAddress), now());
}
