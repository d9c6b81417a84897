import "reflect-metadata";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";
import { NO_ORGANIZATION } from "../identity/audit/audit-chain.entity";
import { exportAudit } from "../identity/audit/export-audit";
import { EnvironmentError } from "../shared/env";
import { runOnIdentity } from "./audit-database";

/** `npm run audit:export -- ORGANIZATION`: the organization's trail as NDJSON; `--no-organization` for what has none. */
runOnIdentity({ secret: false }, async (database) => {
  const { values, positionals } = parseArgs({
    args: process.argv.slice(2),
    allowPositionals: true,
    options: { "no-organization": { type: "boolean", default: false } },
  });
  const chain = values["no-organization"] ? NO_ORGANIZATION : positionals[0];
  if (chain === undefined)
    throw new EnvironmentError(["Usage: npm run audit:export -- ORGANIZATION | --no-organization"]);
  await pipeline(Readable.from(exportAudit(database.read, chain)), process.stdout, { end: false });
  return 0;
});
