import type { FastifyInstance } from "fastify";

/**
 * Answers 405 with `Allow` where an address is asked by a method that it does not take (RFC 9110, 15.5.6), before a body
 * is read. Call it before any route is added, and the function that it gives after the last one.
 */
export function refuseOtherMethods(app: FastifyInstance): () => void {
  const taken = new Map<string, Set<string>>();
  app.addHook("onRoute", ({ url, method }) => {
    const methods = taken.get(url) ?? new Set();
    for (const one of [method].flat()) methods.add(one);
    taken.set(url, methods);
  });
  return () => {
    for (const [url, methods] of Array.from(taken)) {
      const others = app.supportedMethods.filter((method) => !methods.has(method));
      if (!url.includes("*") && others.length > 0) refuse(app, url, [...methods], others);
    }
  };
}

function refuse(
  app: FastifyInstance,
  url: string,
  allowed: readonly string[],
  others: readonly string[],
): void {
  const known = allowed.filter((method) => method !== "HEAD");
  app.route({
    url,
    method: [...others],
    exposeHeadRoute: false,
    // It answers before a body is read, and goes no further.
    onRequest: (request, reply, _next) => {
      const [path = ""] = request.url.split("?");
      const message = `${path} is asked by ${known.join(" or ")}, not by ${request.method}`;
      void reply
        .status(405)
        .header("allow", allowed.join(", "))
        .send({ errors: [{ message, extensions: { code: "BAD_USER_INPUT" } }] });
    },
    // Fastify wants one; the hook has answered.
    handler: () => undefined,
  });
}
