import { hash, parseOptions, verify, type Options } from "@node-rs/argon2";
import type { Database } from "../../../shared/database";
import { foldText } from "../../../shared/inventory";

/** Longer passwords are refused before they are hashed; in Unicode code points, as NIST counts. */
export const LONGEST_PASSWORD = 128;
/** Longer user names are nobody's; in UTF-16 units. */
export const LONGEST_USERNAME = 64;

/** OWASP's first choice for Argon2id: 19 MiB, two passes, one lane. The library's algorithm and version are its defaults. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } satisfies Options;

/**
 * A hash of nothing that anybody knows, with the parameters of all others: verifying against it costs what a real one
 * costs, so that time does not tell whether an account exists.
 */
let dummyHash: Promise<string> | undefined;

/** A password as it is measured and hashed: NFKC (NIST SP 800-63B-4, section 3.1.1.2), so that every keyboard writes the same. */
export function normalizedPassword(password: string): string {
  return password.normalize("NFKC");
}

/** Whether no account has a password that long. Looks at the bound in UTF-16 units first: a megabyte is not worth walking. */
export function isTooLong(password: string): boolean {
  return password.length > 2 * LONGEST_PASSWORD || Array.from(password).length > LONGEST_PASSWORD;
}

/** Argon2id in PHC form. @throws RangeError over 128 characters */
export async function hashPassword(password: string): Promise<string> {
  if (isTooLong(password)) throw new RangeError(`A password has at most ${LONGEST_PASSWORD} characters`);
  return await hash(normalizedPassword(password), PARAMETERS);
}

/** Whether the password is the one hashed; with no hash it is not, at the same cost. */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  dummyHash ??= hash(crypto.randomUUID(), PARAMETERS);
  const right = await verify(passwordHash ?? (await dummyHash), normalizedPassword(password));
  return right && passwordHash !== null;
}

/** Whether a hash was made with other parameters than today's: the next sign-in, which knows the password, makes a new one. */
export function isOutdated(passwordHash: string): boolean {
  const { memoryCost, timeCost, parallelism } = parseOptions(passwordHash);
  return (
    memoryCost !== PARAMETERS.memoryCost ||
    timeCost !== PARAMETERS.timeCost ||
    parallelism !== PARAMETERS.parallelism
  );
}

/** What a sign-in is checked against. */
export interface Credentials {
  readonly userId: string;
  readonly status: string;
  readonly passwordHash: string | null;
}

/** The credentials of an account by its user name, whatever its case; null where there is none. */
export async function credentialsOf(database: Database, username: string): Promise<Credentials | null> {
  return await database.read.row<Credentials>(
    "SELECT id AS userId, status, password_hash AS passwordHash FROM user_account WHERE username_key = ?",
    [foldText(username)],
  );
}
