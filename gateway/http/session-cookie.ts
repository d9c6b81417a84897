import { parseCookie, stringifySetCookie, type SetCookie } from "cookie";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { HeldSession } from "../request/context";

/**
 * `__Host-`: browsers take such a cookie only from this very host, over TLS (or from localhost), so that no neighbour
 * under the same domain can slip another session in.
 */
const NAME = "__Host-session";

const COOKIE = {
  name: NAME,
  path: "/",
  secure: true,
  httpOnly: true,
  sameSite: "strict",
} as const satisfies Partial<SetCookie>;

/** Seconds for which a browser keeps it. Identity ends the session as ever; this is only when to forget it. */
const MAX_AGE = 30 * 24 * 60 * 60;

/**
 * The session of a client that asks with `x-session: cookie` to have its refresh token kept where no script can read it;
 * undefined for others, whose cookies count for nothing. Forms and pages of other sites can send neither that header nor,
 * as it is `SameSite=Strict`, the cookie (decision 0101).
 */
export function heldSession(request: FastifyRequest, reply: FastifyReply): HeldSession | undefined {
  if (request.headers["x-session"] !== "cookie") return undefined;
  return {
    refreshToken: parseCookie(request.headers.cookie ?? "")[NAME] ?? null,
    hold(refreshToken) {
      const [value, maxAge] = refreshToken === null ? ["", 0] : [refreshToken, MAX_AGE];
      reply.header("set-cookie", stringifySetCookie({ ...COOKIE, value, maxAge }));
    },
  };
}
