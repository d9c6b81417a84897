import type { FastifyInstance } from "fastify";
import type { SchemaViews } from "../access/schema-views";
import type { CallerSource } from "../caller/caller-source";
import { lookupCause } from "./request-facts";

/** `GET /schema.graphql`: the SDL as the sender of the bearer token may use it, or the public part without one. */
export function answerSchemaText(
  app: FastifyInstance,
  views: () => SchemaViews,
  callers: CallerSource,
): void {
  app.get("/schema.graphql", async (request, reply) => {
    const { caller } = await callers.resolve(request.headers.authorization, lookupCause(request));
    return reply.type("text/plain; charset=utf-8").send(views().sdl(caller));
  });
}
