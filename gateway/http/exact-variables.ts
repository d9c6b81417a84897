import type { ApolloServerPlugin } from "@apollo/server";
import type { FastifyInstance } from "fastify";
import { parseExact } from "../../runtime/exact-json";
import type { GatewayContext } from "../request/context";

/** Reads JSON bodies so that no number of a variable is rounded. What is no JSON is refused in Fastify's words. */
export function parseBodiesExactly(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser("error", "error");
  app.addContentTypeParser("application/json", { parseAs: "string" }, (request, text, done) => {
    // Fastify's own parser first: it refuses `__proto__` and the like, whatever numbers there are.
    void parse(request, text as string, (error, body) => {
      if (error !== null) done(error);
      else done(null, holdsVariables(body) ? parseExact(text as string) : body);
    });
  });
}

function holdsVariables(body: unknown): boolean {
  return typeof body === "object" && body !== null && "variables" in body;
}

/** The same for variables in the address of a GET request, which Apollo Server reads by itself. */
export function readAddressExactly(): ApolloServerPlugin<GatewayContext> {
  return {
    requestDidStart({ request }) {
      const { http } = request;
      const text = http?.method === "GET" ? new URLSearchParams(http.search).get("variables") : undefined;
      // Apollo Server has read it before: it is an object in JSON.
      if (text) request.variables = parseExact(text) as Record<string, unknown>;
      return Promise.resolve();
    },
  };
}
