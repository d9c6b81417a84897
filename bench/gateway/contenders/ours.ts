import type { AddressInfo } from "node:net";
import pino from "pino";
import { httpTransport, inProcessTransport, type EngineOptions } from "../../../gateway/engine";
import type { GatewayContext } from "../../../gateway/request/context";
import { readGatewayEnvironment } from "../../../gateway/settings/env";
import { createGateway } from "../../../gateway/gateway";
import { createSealer, openInProcess, sealInProcess } from "../../../schema/access/seal";
import { appendEnvelope } from "../../../schema/access/sealed-body";
import { AUDIENCE, callerOf, ISSUER, publicKeys } from "../world/identity";
import { inProcessSubgraph } from "../world/in-process";
import type { SubgraphName } from "../world/schema";
import { announce, assignment } from "./child";

type Transport = EngineOptions<GatewayContext>["transport"];

const SECRET = "the bench's own secret, for nothing else";
const { form, supergraphSdl, publicKey } = assignment();

/** As gateway/main.ts: every body under the seal of its caller. */
function overHttp(): Transport {
  const sealer = createSealer(SECRET, "gateway");
  return ({ url }) =>
    httpTransport<GatewayContext>({
      url,
      sealBody: (body, subgraph, { caller, facts }) =>
        appendEnvelope(body, sealer.seal({ caller, facts }, subgraph, body, Date.now())),
    });
}

/** As gateway/embedded.ts: a call, with the rules enforced once more per object on the other side. */
const inProcess: Transport = ({ name }) => {
  const run = inProcessSubgraph(name.toLowerCase() as SubgraphName, supergraphSdl);
  return inProcessTransport<GatewayContext>(
    ({ query, variables, context }) => run(query, variables, openInProcess(sealInProcess(context.caller))),
    { ownsResponses: true },
  );
};

async function main(): Promise<void> {
  const keys = await publicKeys(publicKey);
  const server = await createGateway({
    environment: readGatewayEnvironment({
      NODE_ENV: "production",
      SEAL_SECRET: SECRET,
      TOKEN_ISSUER: ISSUER,
      TOKEN_AUDIENCE: AUDIENCE,
    }),
    supergraphSdl,
    transport: form === "http" ? overHttp() : inProcess,
    publicKeys: () => Promise.resolve(keys),
    resolveCaller: (session) => Promise.resolve(callerOf(session)),
    remembersCallers: form === "http",
    logger: pino({ level: "silent" }),
    now: Date.now,
  });
  await server.app.listen({ port: 0, host: "127.0.0.1" });
  announce(`http://127.0.0.1:${(server.app.server.address() as AddressInfo).port}/graphql`);
}

void main();
