import { inList, type Writer } from "../../shared/database";
import { AuditChainEntity } from "./audit-chain.entity";
import { GENESIS_HASH } from "./audit-hash";

/** Where a chain stands. */
export interface AuditHead {
  /** Of the last event; 0 before the first. */
  readonly sequence: number;
  readonly hash: string;
}

/** SQLite takes expressions of a depth of at most 1,000. */
const HEADS_PER_STATEMENT = 200;

/**
 * The heads of these chains, made where missing and locked until the transaction ends. @param chains sorted, so that
 * two transactions lock in one order
 */
export async function lockHeads(
  transaction: Writer,
  chains: readonly string[],
): Promise<Map<string, AuditHead>> {
  const missing = chains.map((chain) => ({ chain, sequence: 0, hash: GENESIS_HASH }));
  await transaction.upsert(AuditChainEntity, missing, { key: ["chain"], update: [] });
  const list = inList(chains);
  // On MySQL a plain read would see the chain as it was when the transaction first read anything.
  // SQLite lets only one transaction write from its begin on.
  const lock = transaction.dialect === "mysql" ? " FOR UPDATE" : "";
  const rows = await transaction.rows<AuditHead & { chain: string }>(
    `SELECT chain, sequence, hash FROM audit_chain WHERE chain IN ${list.sql}${lock}`,
    list.parameters,
  );
  return new Map(rows.map(({ chain, sequence, hash }) => [chain, { sequence: sequence, hash }]));
}

/** Moves each head on from where it was. @throws Error when one is no longer there: nothing may be written then */
export async function moveHeads(
  transaction: Writer,
  before: ReadonlyMap<string, AuditHead>,
  after: ReadonlyMap<string, AuditHead>,
): Promise<void> {
  const moves = [...after].map(([chain, to]) => ({ chain, from: before.get(chain), to }));
  for (let start = 0; start < moves.length; start += HEADS_PER_STATEMENT) {
    const batch = moves.slice(start, start + HEADS_PER_STATEMENT);
    const cases = batch.map(() => "WHEN ? THEN ?").join(" ");
    const moved = await transaction.execute(
      `UPDATE audit_chain SET sequence = CASE chain ${cases} END, hash = CASE chain ${cases} END` +
        ` WHERE ${batch.map(() => "(chain = ? AND sequence = ? AND hash = ?)").join(" OR ")}`,
      [
        ...batch.flatMap(({ chain, to }) => [chain, to.sequence]),
        ...batch.flatMap(({ chain, to }) => [chain, to.hash]),
        ...batch.flatMap(({ chain, from }) => [chain, from?.sequence ?? 0, from?.hash ?? GENESIS_HASH]),
      ],
    );
    if (moved !== batch.length) throw new Error("The head of an audit chain moved under a lock");
  }
}
