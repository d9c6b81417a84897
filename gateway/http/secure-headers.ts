import type { FastifyReply } from "fastify";

/** Seconds for which a browser asks this host over TLS only: a year. */
const TLS_ONLY = 31_536_000;

/** For answers that are data: nothing in them is run or loaded, and no page shows them in a frame. */
const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'";
/** For pages of ours, whose own policy says what they load. */
const PAGE_POLICY = "frame-ancestors 'none'";

/** What tells browsers to take an answer for nothing but what it is, unless its route says otherwise. */
export function secureHeaders(reply: FastifyReply, isProduction: boolean): void {
  reply.header("x-content-type-options", "nosniff");
  reply.header("referrer-policy", "no-referrer");
  if (isProduction) reply.header("strict-transport-security", `max-age=${TLS_ONLY}; includeSubDomains`);
  if (reply.hasHeader("content-security-policy")) return;
  const isPage = String(reply.getHeader("content-type") ?? "").startsWith("text/html");
  reply.header("content-security-policy", isPage ? PAGE_POLICY : DATA_POLICY);
}
