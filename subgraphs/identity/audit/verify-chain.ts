import type { Reader } from "../../shared/database";
import type { AuditHead } from "./audit-heads";
import { auditHash, GENESIS_HASH } from "./audit-hash";
import { auditTrail } from "./audit-trail";

/** `missing`: not there. `altered`: it, or what it hangs on, is not what was hashed. */
export interface ChainFault {
  readonly sequence: number;
  readonly problem: "missing" | "altered" | "rewritten since the checkpoint" | "not what the head says";
}

/** What the verification of one chain found. */
export interface ChainReport {
  /** An organization's id, or empty for the chain of no organization. */
  readonly chain: string;
  /** How many events were found in order. */
  readonly verified: number;
  /** The first thing that is wrong. */
  readonly fault: ChainFault | null;
}

/**
 * Recomputes a chain from its first event on, in constant memory, beside appends that go on. `checkpoint` is where the
 * chain stood once, known from outside the database: only that tells that the end was cut off, or everything made anew.
 */
export async function verifyChain(
  reader: Reader,
  chain: string,
  checkpoint?: AuditHead,
): Promise<ChainReport> {
  let found: AuditHead = { sequence: 0, hash: GENESIS_HASH };
  const report = (fault: ChainFault | null): ChainReport => ({ chain, verified: found.sequence, fault });
  let head: AuditHead | null = null;
  for (let isFirst = true; ; isFirst = false) {
    const start = found.sequence;
    for await (const event of auditTrail(reader, chain, start)) {
      const sequence = found.sequence + 1;
      if (event.sequence !== sequence) return report({ sequence, problem: "missing" });
      if (auditHash(found.hash, event) !== event.hash) return report({ sequence, problem: "altered" });
      if (sequence === checkpoint?.sequence && event.hash !== checkpoint.hash)
        return report({ sequence, problem: "rewritten since the checkpoint" });
      found = { sequence, hash: event.hash };
    }
    // The head was read after the events: what it is ahead of them by has been appended meanwhile, or is missing.
    const isEnd = !isFirst && found.sequence === start;
    if (!isEnd) head = await storedHead(reader, chain);
    const known = Math.max(head?.sequence ?? 0, checkpoint?.sequence ?? 0);
    if (found.sequence < known) {
      if (isEnd) return report({ sequence: found.sequence + 1, problem: "missing" });
      continue;
    }
    const fits = (head?.sequence ?? 0) === found.sequence && (head?.hash ?? GENESIS_HASH) === found.hash;
    return report(fits ? null : { sequence: found.sequence, problem: "not what the head says" });
  }
}

async function storedHead(reader: Reader, chain: string): Promise<AuditHead | null> {
  const row = await reader.row<AuditHead>("SELECT sequence, hash FROM audit_chain WHERE chain = ?", [chain]);
  return row;
}
