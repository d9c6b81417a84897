import type { AddressInfo } from "node:net";
import pino from "pino";
import type { GatewayContext } from "../../gateway/request/context";
import { httpTransport } from "../../gateway/engine";
import { readGatewayEnvironment } from "../../gateway/settings/env";
import { createGateway } from "../../gateway/gateway";
import { createSealer } from "../../schema/access/seal";
import { appendEnvelope } from "../../schema/access/sealed-body";
import { assignment } from "../gateway/contenders/child";
import { AUDIENCE, callerOf, ISSUER, publicKeys } from "../gateway/world/identity";

/** What a gateway's process holds when it is asked. Bytes, after every unreachable object was collected. */
export interface Held {
  readonly heap: number;
  readonly external: number;
  readonly resident: number;
  /** What keeps the process's event loop alive, by kind. */
  readonly resources: Readonly<Record<string, number>>;
}

/** Milliseconds: short, so that calls which are never answered come to their end many times in a run. */
const SUBGRAPH_TIMEOUT = "300";
const SECRET = "the bench's own secret, for nothing else";

/** Our gateway over HTTP in a process of its own, started with --expose-gc, that tells what it holds. */
async function main(): Promise<void> {
  const { supergraphSdl, publicKey } = assignment();
  const keys = await publicKeys(publicKey);
  const sealer = createSealer(SECRET, "gateway");
  const server = await createGateway({
    environment: readGatewayEnvironment({
      NODE_ENV: "production",
      SEAL_SECRET: SECRET,
      TOKEN_ISSUER: ISSUER,
      TOKEN_AUDIENCE: AUDIENCE,
      SUBGRAPH_TIMEOUT_MS: SUBGRAPH_TIMEOUT,
    }),
    supergraphSdl,
    transport: ({ url }) =>
      httpTransport<GatewayContext>({
        url,
        sealBody: (body, subgraph, { caller, facts }) =>
          appendEnvelope(body, sealer.seal({ caller, facts }, subgraph, body, Date.now())),
      }),
    publicKeys: () => Promise.resolve(keys),
    resolveCaller: (session) => Promise.resolve(callerOf(session)),
    remembersCallers: true,
    logger: pino({ level: "silent" }),
    now: Date.now,
  });
  await server.app.listen({ port: 0, host: "127.0.0.1" });
  process.on("message", () => process.send?.({ held: held() }));
  process.once("disconnect", () => process.exit(0));
  const { port } = server.app.server.address() as AddressInfo;
  process.send?.({ url: `http://127.0.0.1:${port}/graphql` });
}

function held(): Held {
  // Twice: what a finalizer lets go of is collected by the second.
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, external, rss } = process.memoryUsage();
  const resources: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo()) resources[kind] = (resources[kind] ?? 0) + 1;
  return { heap: heapUsed, external, resident: rss, resources };
}

void main();
