import type { GatewayContext } from "../request/context";
import type { EngineOptions } from "../engine";

type Create = EngineOptions<GatewayContext>["transport"];

/** The one subgraph that gives out refresh tokens. */
const IDENTITY = "identity";

/**
 * Between identity and a browser's cookie: identity is told the refresh token that the cookie holds, and its answer
 * says beside the data which one to hold now (null: none). No other subgraph sees or sets it, and queries neither.
 */
export function holdSessions(create: Create): Create {
  return (subgraph) => {
    const transport = create(subgraph);
    if (subgraph.name !== IDENTITY) return transport;
    return {
      ...transport,
      async execute(request) {
        const { session } = request.context;
        if (session === undefined || request.operationKind !== "mutation") return transport.execute(request);
        const { refreshToken } = session;
        const facts = { ...request.context.facts, session: { refreshToken } };
        const response = await transport.execute({ ...request, context: { ...request.context, facts } });
        const held = response.extensions?.["refreshToken"];
        if (typeof held === "string" || held === null) session.hold(held);
        return response;
      },
    };
  };
}
