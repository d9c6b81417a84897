import "../runtime/node-version";
import { join } from "node:path";
import type { FastifyBaseLogger } from "fastify";
import { endOnSignal } from "../runtime/end-on-signal";
import { createLogger } from "../runtime/logger";
import { readNamedFile } from "../runtime/operator-files";
import { runProcess } from "../runtime/run-process";
import { createSealedClient } from "../runtime/sealed-client";
import { createSealer, workTime } from "../schema/access/seal";
import { appendEnvelope } from "../schema/access/sealed-body";
import { createIdentityClient, type IdentityClient } from "./caller/identity-client";
import type { GatewayContext } from "./request/context";
import { createDownloadClient } from "./download-client";
import { httpTransport, type EngineOptions } from "./engine";
import { EnvironmentError, readGatewayEnvironment, type SeparateEnvironment } from "./settings/env";
import { createGateway, type Gateway } from "./gateway";
import { plannerFor } from "./supergraph/planner-for";
import { SupergraphRefusedError } from "./supergraph/served-supergraphs";
import type { OpenDownload } from "./http/downloads";

/** What a gateway process of its own is started with besides its settings. */
export interface SeparateGatewayOptions {
  readonly logger: FastifyBaseLogger;
  /** Epoch milliseconds; tests pin it. */
  readonly now?: () => number;
  /** Where plans come from; by default from this process. */
  readonly createPlanner?: EngineOptions<GatewayContext>["createPlanner"];
}

/** One gateway process before subgraphs that listen elsewhere. None of them needs to be up for it to start. */
export async function startGateway(
  environment: SeparateEnvironment,
  { logger, now = Date.now, createPlanner }: SeparateGatewayOptions,
): Promise<Gateway> {
  const path = environment.SUPERGRAPH ?? join("schema", "generated", "supergraph.graphql");
  const supergraphSdl = readNamedFile("SUPERGRAPH", path);
  refuseUnknownNames(environment, supergraphSdl);
  const gateway = await createGateway({
    environment,
    supergraphSdl,
    supergraphFile: path,
    transport: transportFor(environment, now),
    ...(createPlanner === undefined ? {} : { createPlanner }),
    ...sealedCalls(environment, supergraphSdl, now),
    remembersCallers: true,
    logger,
    now,
  });
  await gateway.app.listen({ port: environment.PORT, host: environment.HOST });
  return gateway;
}

const NO_HEADERS = {};
/** Milliseconds until a file begins: a subgraph may have to look through much first. */
const DOWNLOAD_TIMEOUT_MS = 30_000;

function transportFor(
  environment: SeparateEnvironment,
  now: () => number,
): EngineOptions<GatewayContext>["transport"] {
  const { SEAL_SECRET, SUBGRAPH_URLS, SUBGRAPH_MAX_RESPONSE_BYTES, SUBGRAPH_CONCURRENCY } = environment;
  const { SUBGRAPH_COMPRESSION } = environment;
  const sealer = SEAL_SECRET === undefined ? undefined : createSealer(SEAL_SECRET, "gateway");
  return ({ name, url: stated }) => {
    const url = SUBGRAPH_URLS.get(name) ?? stated;
    return httpTransport<GatewayContext>({
      url,
      asksForCompression:
        SUBGRAPH_COMPRESSION === "auto" ? !isOnThisHost(url) : SUBGRAPH_COMPRESSION === "on",
      maxResponseBytes: SUBGRAPH_MAX_RESPONSE_BYTES,
      // One more than may be under way: the call that tries a subgraph given up waits for no place.
      maxConnections: SUBGRAPH_CONCURRENCY + 1,
      headers: ({ record }) => record.trace ?? NO_HEADERS,
      ...(sealer === undefined
        ? {}
        : {
            sealBody: (body, subgraph, { caller, facts }, waits) =>
              appendEnvelope(body, sealer.seal({ caller, facts }, subgraph, body, now(), workTime(waits))),
          }),
    });
  };
}

/** On one host bytes are cheaper than the time to compress them. */
function isOnThisHost(url: string): boolean {
  const host = URL.canParse(url) ? new URL(url).hostname : "";
  return host === "localhost" || host === "[::1]" || host.startsWith("127.");
}

/**
 * Identity's word on keys and sessions, and files; a supergraph served open may have nobody to ask, and every caller is
 * anonymous.
 */
function sealedCalls(
  environment: SeparateEnvironment,
  supergraphSdl: string,
  now: () => number,
): IdentityClient & { readonly openDownload?: OpenDownload } {
  const urlOf = subgraphUrls(environment, supergraphSdl);
  const identity = urlOf("identity");
  const { SEAL_SECRET: secret, OPEN_SUPERGRAPH: isOpen } = environment;
  if (secret === undefined || (isOpen && identity === undefined)) {
    return { publicKeys: () => Promise.resolve({ keys: [] }), resolveCaller: () => Promise.resolve(null) };
  }
  if (identity === undefined) {
    throw new Error(
      "The supergraph has no subgraph identity to ask who is signed in: set OPEN_SUPERGRAPH=true to serve it open to everyone",
    );
  }
  const sealer = createSealer(secret, "gateway");
  return {
    ...createIdentityClient(createSealedClient({ sealer, urlOf, now })),
    openDownload: createDownloadClient(
      createSealedClient({ sealer, urlOf, now, timeoutMs: DOWNLOAD_TIMEOUT_MS }),
      (name) => urlOf(name) !== undefined,
    ),
  };
}

/** Where each subgraph answers GraphQL, as the environment says or else the supergraph; undefined for none of its names. */
function subgraphUrls(
  { SUBGRAPH_URLS }: SeparateEnvironment,
  supergraphSdl: string,
): (name: string) => string | undefined {
  const stated = new Map<string, string>();
  for (const [, name, url] of supergraphSdl.matchAll(/@join__graph\(name: "([^"]+)", url: "([^"]+)"\)/g))
    if (name !== undefined && url !== undefined) stated.set(name, url);
  return (name) => SUBGRAPH_URLS.get(name) ?? stated.get(name);
}

/** @throws EnvironmentError where SUBGRAPH_URLS names what the supergraph does not have: a slip of the pen would go unnoticed */
function refuseUnknownNames({ SUBGRAPH_URLS }: SeparateEnvironment, supergraphSdl: string): void {
  const known = new Set(["identity"]);
  for (const [, name] of supergraphSdl.matchAll(/@join__graph\(\s*name:\s*"([^"]+)"/g))
    if (name !== undefined) known.add(name);
  const unknown = [...SUBGRAPH_URLS.keys()].filter((name) => !known.has(name));
  if (unknown.length === 0) return;
  throw new EnvironmentError(
    unknown.map((name) => `SUBGRAPH_URLS: there is no subgraph ${name}, only ${[...known].join(", ")}`),
  );
}

async function main(): Promise<void> {
  const environment = readGatewayEnvironment(process.env);
  const logger = createLogger(environment.LOG_LEVEL);
  const gateway = await startGateway(environment, { logger, createPlanner: plannerFor(environment) });
  endOnSignal(() => gateway.stop(), logger);
  process.on("SIGHUP", () => void gateway.reload());
}

if (require.main === module) {
  runProcess(main, { known: [SupergraphRefusedError] });
}
