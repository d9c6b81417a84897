import type { AddressInfo } from "node:net";
import pino from "pino";
import type { GatewayContext } from "../../gateway/request/context";
import { httpTransport, inProcessTransport, type EngineOptions } from "../../gateway/engine";
import { readGatewayEnvironment } from "../../gateway/settings/env";
import { createGateway } from "../../gateway/gateway";
import type { Caller, CallerGrant } from "../../schema/access/caller";
import { openInProcess, sealInProcess } from "../../schema/access/seal";
import { SCOPE_KIND_OF } from "../../schema/access/vocabulary";
import { AUDIENCE, ISSUER, publicKeys } from "../gateway/world/identity";
import { WORLD } from "./catalogue";
import { guardedSubgraph, type Counters } from "./subgraph";

type Transport = EngineOptions<GatewayContext>["transport"];

export interface OursOptions {
  /** Whether the subgraphs decide for each object, as in the product, or answer everybody everything. */
  readonly form: "both-layers" | "gateway-alone";
  readonly supergraphSdl: string;
  /** PEM of the key that the tokens verify with. */
  readonly publicKey: string;
}

/** The gateway alone, before subgraphs that refuse nothing, as every other gateway of the audit has them. */
const overHttp: Transport = ({ url }) => httpTransport<GatewayContext>({ url });

/** Both layers, as the product runs: the subgraphs decide for each object. */
function inProcess(supergraphSdl: string): Transport {
  const counters: Counters = new Map();
  return ({ name }) => {
    const run = guardedSubgraph(name.toLowerCase(), supergraphSdl, counters);
    return inProcessTransport<GatewayContext>(({ query, variables, context }) =>
      run(query, variables, openInProcess(sealInProcess(context.caller))),
    );
  };
}

/** The persona that the session is named after. */
function callerOf({ sessionId }: { readonly sessionId: string }): Caller | null {
  const persona = WORLD.personas[sessionId];
  if (persona === undefined) return null;
  const grants = persona.grants.map(({ profile, on }): CallerGrant => {
    const scope = { kind: SCOPE_KIND_OF[profile], id: on };
    return {
      id: `${profile}-${on}`,
      profile,
      services: [],
      scope,
      organizationIds: ["o-1"],
      contractId: null,
      validFrom: 0,
      validUntil: null,
    };
  });
  return { userId: sessionId, sessionId, organizationIds: ["o-1"], grants, at: Date.now() };
}

/** Our gateway before the catalogue's subgraphs, on a free loopback port. @throws Error when it refuses the supergraph */
export async function startOurs({ form, supergraphSdl, publicKey }: OursOptions) {
  const keys = await publicKeys(publicKey);
  const server = await createGateway({
    environment: readGatewayEnvironment({
      NODE_ENV: "production",
      // Others answer introspection, which one case asks for.
      EXPLORER: "true",
      SEAL_SECRET: "the audit's own secret, for nothing else",
      TOKEN_ISSUER: ISSUER,
      TOKEN_AUDIENCE: AUDIENCE,
    }),
    supergraphSdl,
    transport: form === "both-layers" ? inProcess(supergraphSdl) : overHttp,
    publicKeys: () => Promise.resolve(keys),
    resolveCaller: (session) => Promise.resolve(callerOf(session)),
    logger: pino({ level: "silent" }),
    now: Date.now,
  });
  await server.app.listen({ port: 0, host: "127.0.0.1" });
  const { port } = server.app.server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/graphql`, stop: () => server.stop() };
}
