import type { Reader } from "../../shared/database";
import type { AuditHead } from "./audit-heads";
import { auditChains } from "./audit-trail";
import { verifyChain, type ChainReport } from "./verify-chain";

/** Which chains to verify, and what is known of them from outside the database. */
export interface VerifyOptions {
  /** One chain; all when not given. */
  readonly chain?: string;
  /** Where the chains stood, from a checkpoint. */
  readonly heads?: ReadonlyMap<string, AuditHead>;
}

/** A report for each chain, those too that only the checkpoint knows. */
export async function* verifyAudit(
  reader: Reader,
  { chain, heads = new Map() }: VerifyOptions = {},
): AsyncGenerator<ChainReport> {
  if (chain !== undefined) {
    yield await verifyChain(reader, chain, heads.get(chain));
    return;
  }
  const gone = new Set(heads.keys());
  for await (const each of auditChains(reader)) {
    gone.delete(each);
    yield await verifyChain(reader, each, heads.get(each));
  }
  for (const each of gone) yield await verifyChain(reader, each, heads.get(each));
}
