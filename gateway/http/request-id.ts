import { randomBytes } from "node:crypto";

/**
 * Ids of requests, for logs and the audit: a random prefix of the process and a counter. As unique as 96 random bits,
 * and without asking the system for randomness at each request.
 */
export function requestIds(): () => string {
  const prefix = randomBytes(12).toString("base64url");
  let requests = 0;
  return () => `${prefix}-${(requests++).toString(36)}`;
}
