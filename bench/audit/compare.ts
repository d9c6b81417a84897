import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { ensureContenders } from "../contenders-installed";
import { start } from "../gateway/process";
import { AUDIENCE, ISSUER } from "../gateway/world/identity";
import { PROJECT } from "../project";
import { CONTENDERS, type Contender } from "./contenders";
import { auditDocument, type Audited } from "./document";
import { report, summaryOf } from "./report";
import { runCatalogue } from "./run";
import { serveOpenSubgraphs } from "./serve";
import { composeSupergraph } from "./supergraph";
import { keyPair, tokensFor } from "./tokens";

/** Audits every contender in turn, prints what came, and writes the table to docs/. */
export async function compareAll(): Promise<void> {
  ensureContenders();
  const audited: Audited[] = [];
  for (const contender of CONTENDERS) {
    const one = await auditContender(contender);
    const shown = "refusal" in one ? one.refusal : `${report(one.results)}\n\n${summaryOf(one.results)}`;
    process.stdout.write(`\n${contender.label}\n\n${shown}\n`);
    audited.push(one);
  }
  const file = join(PROJECT, "docs", "access-audit.md");
  const options = { ...(await resolveConfig(file)), parser: "markdown" };
  writeFileSync(file, await format(auditDocument(audited), options));
}

/** With subgraphs, keys and a process of its own, so that none finds what another left. */
async function auditContender(contender: Contender): Promise<Audited> {
  const { dialect, file, form } = contender;
  const keys = keyPair();
  const served = await serveOpenSubgraphs(dialect);
  const supergraphSdl = composeSupergraph(dialect, (name) => served.urlOf(name));
  try {
    const running = await start(file, {
      supergraphSdl,
      subgraphs: [],
      publicKey: keys.publicKey,
      form,
    }).catch((error: unknown) => ({ refusal: reason(error) }));
    if ("refusal" in running) return { contender, refusal: running.refusal };
    try {
      const tokens = await tokensFor(keys, { issuer: ISSUER, audience: AUDIENCE });
      return { contender, results: await runCatalogue({ url: running.url, tokens, dialect }) };
    } finally {
      await running.stop();
    }
  } finally {
    served.close();
  }
}

/** The line of a failed start that says why. */
function reason(error: unknown): string {
  const lines = String(error instanceof Error ? error.message : error).split("\n");
  return lines.find((line) => /unsupported|Error:/.test(line))?.trim() ?? lines.join(" ");
}
