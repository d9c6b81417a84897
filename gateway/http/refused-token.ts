import type { FastifyReply } from "fastify";

/** Tells a client that the token which it presented is worth nothing (RFC 6750, 3), so that it refreshes its session. */
export function challengeToken(reply: FastifyReply): FastifyReply {
  return reply.header("www-authenticate", 'Bearer error="invalid_token"');
}

/** Answers 401 to a request that is about nothing but what its token shows: a file, the schema as its sender may use it. */
export function refuseToken(reply: FastifyReply): FastifyReply {
  const message = "The access token is not valid any more. Refresh the session, or sign in again.";
  return challengeToken(reply)
    .status(401)
    .send({ errors: [{ message, extensions: { code: "UNAUTHENTICATED" } }] });
}
