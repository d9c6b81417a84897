import type { Reader, Writer } from "../database";
import type { KeyedHash } from "../text/keyed-hash";
import { KnownAddressEntity } from "./known-address.entity";

/** Milliseconds after which an address is a stranger's again. */
export const ADDRESS_REMEMBERED = 90 * 24 * 60 * 60 * 1000;

/**
 * Whether the person has proved who they are from this address of late. One statement, for nobody too: an account that
 * does not exist must cost the same.
 * @param address as `clientAddress` gives it
 */
export async function isKnownAddress(
  reader: Reader,
  hash: KeyedHash,
  userId: string | null,
  address: string,
  now: number,
): Promise<boolean> {
  const known = await reader.row(
    "SELECT user_id FROM known_address WHERE user_id = ? AND address_hash = ? AND seen_at > ?",
    [userId ?? "", hash("known address", address), now - ADDRESS_REMEMBERED],
  );
  return known !== null;
}

/** Remembers that the person proved who they are from this address. */
export async function rememberAddress(
  transaction: Writer,
  hash: KeyedHash,
  userId: string,
  address: string,
  now: number,
): Promise<void> {
  const row = { userId, addressHash: hash("known address", address), seenAt: now };
  await transaction.upsert(KnownAddressEntity, [row], { key: ["userId", "addressHash"] });
}
