import { hash, verify, type Options } from "@node-rs/argon2";
import type { Database } from "../../shared/database";
import { foldText } from "../../shared/inventory";

/** Longer passwords are refused before they are hashed; longer user names are nobody's. In UTF-16 units. */
export const LONGEST_PASSWORD = 128;
export const LONGEST_USERNAME = 64;

/** OWASP's first choice for Argon2id: 19 MiB, two passes, one lane. The library's algorithm and version are its defaults. */
const PARAMETERS: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/**
 * A hash of nothing that anybody knows, with the parameters of all others: verifying against it costs what a real one
 * costs, so that time does not tell whether an account exists.
 */
let dummyHash: Promise<string> | undefined;

/** Argon2id in PHC form. @throws RangeError over 128 characters */
export async function hashPassword(password: string): Promise<string> {
  if (password.length > LONGEST_PASSWORD) {
    throw new RangeError(`A password has at most ${LONGEST_PASSWORD} characters`);
  }
  return await hash(password.normalize("NFKC"), PARAMETERS);
}

/** Whether the password is the one hashed; with no hash it is not, at the same cost. */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  dummyHash ??= hash(crypto.randomUUID(), PARAMETERS);
  const right = await verify(passwordHash ?? (await dummyHash), password.normalize("NFKC"));
  return right && passwordHash !== null;
}

export interface Credentials {
  readonly userId: string;
  readonly status: string;
  readonly passwordHash: string | null;
}

export async function credentialsOf(database: Database, username: string): Promise<Credentials | null> {
  return await database.read.row<Credentials>(
    "SELECT `id` AS `userId`, `status`, `password_hash` AS `passwordHash` FROM `user_account` WHERE `username_key` = ?",
    [foldText(username)],
  );
}
