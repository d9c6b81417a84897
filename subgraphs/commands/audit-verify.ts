import "reflect-metadata";
import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { CheckpointRefused, openCheckpoint } from "../identity/audit/checkpoint";
import { reportAudit } from "../identity/audit/report-audit";
import { everyPublicKey } from "../identity/credentials/keys/signing-keys";
import { EnvironmentError } from "../shared/env";
import { runOnIdentity } from "./audit-database";

/** `npm run audit:verify [-- ORGANIZATION] [-- --checkpoint FILE]`: exit code 0 whole, 1 broken, 2 not verified. */
runOnIdentity({ secret: false }, async (database) => {
  const { values, positionals } = parseArgs({
    args: process.argv.slice(2),
    allowPositionals: true,
    options: { checkpoint: { type: "string" } },
  });
  const text = values.checkpoint === undefined ? null : await readFile(values.checkpoint, "utf8");
  try {
    const checkpoint = text === null ? undefined : await openCheckpoint(await everyPublicKey(database), text);
    return await reportAudit(database, { chain: positionals[0], checkpoint }, process.stdout);
  } catch (error) {
    if (error instanceof CheckpointRefused) throw new EnvironmentError([error.message]);
    throw error;
  }
});
