import { generateKeyPairSync } from "node:crypto";
import { Agent } from "node:http";
import { parseArgs } from "node:util";
import { accessTokens } from "../gateway/world/identity";
import { composeSupergraph } from "../gateway/world/schema";
import { writeResults } from "../results";
import { table } from "../table";
import type { Held } from "./gateway";
import { leftOver, startSoakedGateway, type SoakedGateway } from "./gateway-process";
import { askOnce, type Outcomes } from "./load";
import { startFaultySubgraphs } from "./subgraphs";

export const SOAK_HELP = `npm run bench soak [-- options]
  An hour's load as fast as the machine takes it, with subgraphs that fail now and then and clients that go: is memory flat, and is
  every socket and timer let go of? Ends with exit code 1 when not.
  --requests N     all told (36000: an hour at ten a second)
  --connections N  requests in flight (16)
  --looks N        at how many points memory and resources are looked at after the first (6)`;

/** Of all requests, those before the first look: caches are filled and code is compiled by then. */
const WARM_UP_SHARE = 0.25;
/** The heap may grow by so much from the first look to the last, for caches that fill late. */
const GROWTH = 1.1;
const CALLERS = 500;

interface Look extends Held {
  readonly requests: number;
}

export async function benchSoak(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      requests: { type: "string", default: "36000" },
      connections: { type: "string", default: "16" },
      looks: { type: "string", default: "6" },
    },
  });
  const [requests, connections, looks] = [values.requests, values.connections, values.looks].map(Number);
  if (!requests || !connections || !looks) throw new Error(SOAK_HELP);
  const keys = generateKeyPairSync("ed25519", {
    privateKeyEncoding: { format: "pem", type: "pkcs8" },
    publicKeyEncoding: { format: "pem", type: "spki" },
  });
  const tokens = await accessTokens(CALLERS, keys);
  const subgraphs = await startFaultySubgraphs();
  const supergraphSdl = composeSupergraph((name) => subgraphs.urlOf(name));
  const gateway = await startSoakedGateway({
    supergraphSdl,
    subgraphs: [],
    publicKey: keys.publicKey,
    form: "",
  });
  const outcomes: Outcomes = { full: 0, partial: 0, cancelled: 0, failed: 0 };
  const taken: Look[] = [];
  const begun = performance.now();
  try {
    const warmUp = Math.round(requests * WARM_UP_SHARE);
    for (let look = 0, from = 0; look <= looks; look++) {
      const to = warmUp + Math.round(((requests - warmUp) * look) / looks);
      await askMany(gateway, { from, to, connections, tokens }, outcomes);
      from = to;
      const held = await gateway.idle();
      taken.push({ requests: to, ...held });
      process.stdout.write(`${to} requests, ${megabytes(held.heap)} MB of heap\n`);
    }
  } finally {
    await gateway.stop();
    await subgraphs.stop();
  }
  const seconds = (performance.now() - begun) / 1_000;
  report(taken, outcomes, seconds);
  writeResults("soak", { requests, connections, seconds, outcomes, looks: taken });
}

interface Batch {
  readonly from: number;
  readonly to: number;
  readonly connections: number;
  readonly tokens: readonly string[];
}

/** Sends requests on connections of their own, which are closed afterwards. */
async function askMany(
  gateway: SoakedGateway,
  { from, to, connections, tokens }: Batch,
  outcomes: Outcomes,
): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  let next = from;
  const client = async (): Promise<void> => {
    while (next < to) await askOnce(gateway.url, agent, tokens, next++, outcomes);
  };
  await Promise.all(Array.from({ length: connections }, client));
  agent.destroy();
}

function report(taken: readonly Look[], outcomes: Outcomes, seconds: number): void {
  const head = ["after requests", "heap MB", "external MB", "resident MB", "sockets, timers left"];
  const rows = taken.map((look) => [
    look.requests,
    megabytes(look.heap),
    megabytes(look.external),
    megabytes(look.resident),
    leftOver(look).join(", ") || "none",
  ]);
  const growth = (taken.at(-1)?.heap ?? 0) / (taken[0]?.heap ?? 1);
  const { full, partial, cancelled, failed } = outcomes;
  process.stdout.write(`\n${table(head, rows)}\n\n`);
  process.stdout.write(
    `${full} answered in full, ${partial} in part, ${cancelled} given up by their clients, ${failed} failed, in ${Math.round(seconds)} s\n`,
  );
  process.stdout.write(`heap, last look over first: ${growth.toFixed(3)}\n`);
  const isLeaking = growth > GROWTH || taken.some((look) => leftOver(look).length > 0);
  if (isLeaking || failed > 0) process.exitCode = 1;
}

function megabytes(bytes: number): string {
  return (bytes / 1_048_576).toFixed(1);
}
