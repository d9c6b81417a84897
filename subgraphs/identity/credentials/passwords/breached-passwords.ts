import { createHash } from "node:crypto";
import type { Logger } from "../../../shared/subgraph/definition";

/** Milliseconds that a person waits for the range service; then the password counts as unknown to it. */
const RANGE_TIMEOUT = 1_500;
/** Characters of the SHA-1 that leave the house: some 800 leaked passwords share them (k-anonymity). */
const PREFIX_LENGTH = 5;

let listed: Promise<ReadonlySet<string>> | undefined;

/**
 * Whether the password, whole, is on the list that ships with the project: the 49,000 of @zxcvbn-ts/language-common (MIT),
 * gathered from breaches, all in lower case. Loaded when the first password is chosen, as most requests choose none.
 */
export async function isListed(password: string): Promise<boolean> {
  listed ??= import("@zxcvbn-ts/language-common").then(
    ({ dictionary }) => new Set(dictionary["passwords-common"]),
  );
  return (await listed).has(password.toLowerCase());
}

/**
 * Whether a service that speaks the range protocol of Pwned Passwords knows the password: it is told five hexadecimal
 * digits of the SHA-1, and its padded answer does not tell a listener which ones. A service that is away refuses nobody: the
 * policy's other parts stand, and the log says so.
 * @param url `https://…/range`, without the prefix
 */
export async function isPwned(password: string, url: string, logger: Logger): Promise<boolean> {
  const digest = createHash("sha1").update(password, "utf8").digest("hex").toUpperCase();
  const [prefix, suffix] = [digest.slice(0, PREFIX_LENGTH), digest.slice(PREFIX_LENGTH)];
  try {
    const response = await fetch(`${url.replace(/\/$/, "")}/${prefix}`, {
      headers: { "add-padding": "true" },
      signal: AbortSignal.timeout(RANGE_TIMEOUT),
    });
    if (!response.ok) throw new Error(`The range service answered ${response.status}`);
    // `SUFFIX:COUNT` a line; padding has the count 0.
    return (await response.text())
      .split(/\r?\n/)
      .some((line) => line.startsWith(`${suffix}:`) && line.slice(suffix.length + 1).trim() !== "0");
  } catch (error) {
    logger.warn(
      { err: error },
      "breached passwords could not be looked up; the listed ones are refused all the same",
    );
    return false;
  }
}
