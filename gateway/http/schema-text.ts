import { createHash } from "node:crypto";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { SchemaViews } from "../access/schema-views";
import type { CallerSource } from "../caller/caller-source";
import { refuseToken } from "./refused-token";
import { lookupCause } from "./request-facts";

/**
 * `GET /schema.graphql`: the SDL as the sender of the bearer token may use it, or the public part without one. It changes
 * with a release or a grant, and tools ask for it often: they may keep it, and ask with its ETag whether it still holds.
 */
export function answerSchemaText(
  app: FastifyInstance,
  views: () => SchemaViews,
  callers: CallerSource,
): void {
  app.get("/schema.graphql", async (request, reply) => {
    const { caller, isRefused } = await callers.resolve(request.headers.authorization, lookupCause(request));
    if (isRefused) return refuseToken(reply);
    const sdl = views().sdl(caller);
    // Weak: the same text goes out plain and compressed.
    const tag = `W/"${createHash("sha256").update(sdl).digest("base64url")}"`;
    // Only for whoever asked, and never without asking again: another token may see more or less.
    reply.header("cache-control", "private, no-cache").header("vary", "authorization").header("etag", tag);
    if (isKnown(request, tag)) return reply.status(304).send();
    return reply.type("text/plain; charset=utf-8").send(sdl);
  });
}

/** Whether the client has this text already (RFC 9110, 13.1.2): compared weakly, in a list of tags or by `*`. */
function isKnown({ headers }: FastifyRequest, tag: string): boolean {
  const asked = headers["if-none-match"];
  if (asked === undefined) return false;
  const opaque = tag.slice("W/".length);
  return asked.trim() === "*" || [...asked.matchAll(/"[^"]*"/g)].some(([known]) => known === opaque);
}
