import type { Database } from "../../shared/database";
import { NO_ORGANIZATION } from "./audit-chain.entity";
import type { AuditCheckpoint } from "./checkpoint";
import { verifyAudit } from "./verify-audit";
import type { ChainReport } from "./verify-chain";

/**
 * `npm run audit:verify`: verifies one chain or all, writes a line for each and a sum, and answers the exit code: 0 all
 * are whole, 1 one is not.
 */
export async function reportAudit(
  database: Database,
  request: { readonly chain?: string | undefined; readonly checkpoint?: AuditCheckpoint | undefined },
  out: { write(text: string): unknown },
): Promise<0 | 1> {
  const { checkpoint } = request;
  if (checkpoint !== undefined) out.write(`Checkpoint of ${new Date(checkpoint.at).toISOString()}\n`);
  let [chains, events, faults] = [0, 0, 0];
  const options = {
    ...(request.chain !== undefined && { chain: request.chain }),
    ...(checkpoint !== undefined && { heads: checkpoint.heads }),
  };
  for await (const report of verifyAudit(database.read, options)) {
    chains += 1;
    events += report.verified;
    if (report.fault !== null) faults += 1;
    out.write(`${lineOf(report)}\n`);
  }
  out.write(`${chains} chains, ${events} events in order, ${faults} chains broken\n`);
  return faults === 0 ? 0 : 1;
}

function lineOf({ chain, verified, fault }: ChainReport): string {
  const name = chain === NO_ORGANIZATION ? "(no organization)" : chain;
  if (fault === null) return `${name}: ${verified} events, whole`;
  return `${name}: BROKEN at sequence ${fault.sequence}: ${fault.problem}`;
}
