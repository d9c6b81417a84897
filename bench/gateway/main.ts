import { generateKeyPairSync } from "node:crypto";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ensureContenders } from "../contenders-installed";
import { PROJECT } from "../project";
import { RESULTS, writeResults } from "../results";
import { CONTENDERS, type Contender } from "./contenders";
import type { Assignment } from "./contenders/child";
import { prepare, type Measurement, type Prepared, type Settings } from "./measure";
import { start } from "./process";
import { report, summarize } from "./report";
import { accessTokens, type KeyPair } from "./world/identity";
import { composeSupergraph, federation1Sdl, SUBGRAPHS } from "./world/schema";

export const GATEWAY_HELP = `npm run bench gateway [-- options]
  Our gateway against others: CPU per 1,000 requests, requests per second, latency, peak memory.
  --rounds N       rounds over all contenders (3)
  --connections N  requests in flight (16)
  --small N        small requests measured per round (1000)
  --heavy N        heavy requests measured per round (1000)
  --reviews N      requests of the public benchmark's workload per round (60)
  --warm-up N      small and heavy requests before the first round (3000), and a fifth as many of the third
  --again N        the same before each measurement, since the process stood idle (1500)
  --callers N      callers, each with an access token of their own, that requests go round (500)
  --profile        also writes a V8 CPU profile of each process into bench/results (the figures suffer)
  --only A,B       of ${CONTENDERS.map(({ id }) => id).join(", ")}`;

const SUBGRAPH_SERVER = join(PROJECT, "bench", "contenders", "subgraphs.mjs");

export async function benchGateway(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rounds: { type: "string", default: "3" },
      connections: { type: "string", default: "16" },
      small: { type: "string", default: "1000" },
      heavy: { type: "string", default: "1000" },
      reviews: { type: "string", default: "60" },
      "warm-up": { type: "string", default: "3000" },
      again: { type: "string", default: "1500" },
      callers: { type: "string", default: "500" },
      profile: { type: "boolean", default: false },
      only: { type: "string", default: CONTENDERS.map(({ id }) => id).join() },
    },
  });
  const chosen = values.only.split(",").map(contenderOf);
  ensureContenders();
  const keys = keyPair();
  const settings: Settings = {
    rounds: positive(values.rounds),
    connections: positive(values.connections),
    requests: {
      small: positive(values.small),
      heavy: positive(values.heavy),
      reviews: positive(values.reviews),
    },
    warmUp: ofEach(positive(values["warm-up"])),
    again: ofEach(values.again === "0" ? 0 : positive(values.again)),
    tokens: await accessTokens(positive(values.callers), keys),
    nodeOptions: values.profile ? ["--cpu-prof", `--cpu-prof-dir=${RESULTS}`] : [],
  };
  const subgraphs = await start(SUBGRAPH_SERVER, assignmentFor("", keys.publicKey));
  try {
    const given = assignmentFor(subgraphs.url, keys.publicKey);
    const measurements = await interleaved(chosen, given, settings);
    const summaries = summarize(measurements);
    process.stdout.write(`\n${report(summaries)}\n`);
    const { tokens, ...stated } = settings;
    writeResults("gateway", {
      settings: { ...stated, callers: tokens.length },
      summaries,
      rounds: measurements,
    });
  } finally {
    await subgraphs.stop();
  }
}

/** A B C, A B C: what the machine does meanwhile falls on all of them alike; never two at a time. */
async function interleaved(
  contenders: readonly Contender[],
  given: Assignment,
  settings: Settings,
): Promise<Measurement[]> {
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const ready: [Contender, Prepared][] = [];
  const measurements: Measurement[] = [];
  try {
    for (const contender of contenders) {
      ready.push([contender, await prepare(contender, given, settings)]);
      say(`ready  ${contender.label}`);
    }
    for (let round = 1; round <= settings.rounds; round++) {
      for (const [contender, prepared] of ready) {
        const measured = await prepared.measure(round);
        const figures = measured.map(({ operation, cpu }) => `${operation} ${cpu.toFixed(3)}`).join(", ");
        say(`round ${round}/${settings.rounds}  ${contender.label}: CPU s/1,000 ${figures}`);
        measurements.push(...measured);
      }
    }
    return measurements;
  } finally {
    await Promise.all(ready.map(([, prepared]) => prepared.stop()));
  }
}

function assignmentFor(url: string, publicKey: string): Assignment {
  return {
    supergraphSdl: composeSupergraph((name) => `${url}/${name}`),
    subgraphs: SUBGRAPHS.map((name) => ({
      name,
      url: `${url}/${name}`,
      federation1Sdl: federation1Sdl(name),
    })),
    publicKey,
    form: "",
  };
}

function keyPair(): KeyPair {
  return generateKeyPairSync("ed25519", {
    privateKeyEncoding: { format: "pem", type: "pkcs8" },
    publicKeyEncoding: { format: "pem", type: "spki" },
  });
}

/** So many requests of the quick operations, and a fifth of the slow one. */
function ofEach(count: number): Settings["warmUp"] {
  return { small: count, heavy: count, reviews: Math.ceil(count / 5) };
}

function contenderOf(id: string): Contender {
  const found = CONTENDERS.find((contender) => contender.id === id);
  if (found === undefined) throw new Error(`There is no contender ${id}\n\n${GATEWAY_HELP}`);
  return found;
}

function positive(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new Error(`${text} is not a whole number above 0`);
  return value;
}
