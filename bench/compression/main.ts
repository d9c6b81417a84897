import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import pino from "pino";
import { startEmbedded } from "../../gateway/embedded";
import { readEmbeddedEnvironment } from "../../gateway/settings/env";
import { DEMO_PASSWORD } from "../../subgraphs/commands/demo";
import { writeResults } from "../results";
import { SETTINGS, squeeze, type Squeezed } from "./squeeze";
import { compressionReport } from "./report";

export const COMPRESSION_HELP = `npm run bench compression [-- options]
  What compressing an answer takes of the processor and saves on the wire, for real answers of the demo world and each
  level of gzip and brotli: bytes, milliseconds of CPU, and the link (Mbit/s) below which a step pays for itself.
  --seconds N    of compressing for each answer and level (0.3)`;

const LINES = `query ($first: Int!) { organization(id: "org-aurora") { mobileLines(first: $first) {
  totalCount edges { cursor node { id msisdn status activatedOn
  user { id displayName } costCenter { code } sim { iccid imsi puk } } } } } }`;

/** Answers as clients ask for them, from the smallest that is compressed to the longest page. */
const ANSWERS: readonly (readonly [title: string, query: string, variables: object])[] = [
  ["5 lines", LINES, { first: 5 }],
  ["a page of 50", LINES, { first: 50 }],
  ["a page of 1,000", LINES, { first: 1_000 }],
];

export async function benchCompression(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: { seconds: { type: "string", default: "0.3" } } });
  const seconds = Number(values.seconds);
  const directory = mkdtempSync(join(tmpdir(), "area-clienti-bench-"));
  try {
    process.stdout.write("Making the demo world …\n");
    const environment = readEmbeddedEnvironment({ PORT: "0", DATA_DIR: directory, DEMO: "true" });
    const embedded = await startEmbedded(environment, { logger: pino({ level: "warn" }) });
    try {
      const ask = await asLegalRepresentative(`${embedded.url}/graphql`);
      const measured: Squeezed[] = [];
      for (const [title, query, variables] of ANSWERS) {
        const answer = await ask(query, variables);
        for (const setting of SETTINGS) measured.push(squeeze(title, answer, setting, seconds));
      }
      process.stdout.write(`\n${compressionReport(measured)}\n`);
      writeResults("compression", { measured });
    } finally {
      await embedded.stop();
    }
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

type Ask = (query: string, variables: object) => Promise<Buffer>;

/** Sends operations to the address as `legal.aurora`, and gives the bytes of each answer. */
async function asLegalRepresentative(url: string): Promise<Ask> {
  const ask = async (query: string, variables: object, token = ""): Promise<Buffer> => {
    const headers: Record<string, string> = { "content-type": "application/json" };
    if (token !== "") headers["authorization"] = `Bearer ${token}`;
    const response = await fetch(url, {
      method: "POST",
      headers,
      body: JSON.stringify({ query, variables }),
    });
    const body = Buffer.from(await response.arrayBuffer());
    if (body.includes('"errors":[')) throw new Error(body.subarray(0, 500).toString());
    return body;
  };
  const signIn = `mutation ($password: String!) { signIn(username: "legal.aurora", password: $password) { accessToken } }`;
  const answer = JSON.parse((await ask(signIn, { password: DEMO_PASSWORD })).toString()) as {
    data: { signIn: { accessToken: string } };
  };
  return (query, variables) => ask(query, variables, answer.data.signIn.accessToken);
}
