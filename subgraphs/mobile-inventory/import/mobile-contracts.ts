import { columns as columnsOf, sql, type Database, type Reader } from "../../shared/database";
import { format, importKind, type Reject, type RowOutcome } from "../../shared/import";
import { isSame } from "../../shared/import/rows-by-id";
import { MobileContractEntity } from "../contract/contract.entity";
import { contractsById, type MobileContract } from "../contract/contract.repository";
import { MobileLineEntity } from "../line/line.entity";
import { CONTRACT_STATUSES } from "../vocabulary";
import { refusal } from "./refusal";

const columns = {
  id: format.id,
  number: format.text(32),
  organization_id: format.id,
  signed_on: format.date,
  status: format.enumOf(CONTRACT_STATUSES),
};

const MOVED: Reject = {
  column: "organization_id",
  reason: "must stay the same while the contract has lines",
};

/** The mobile contracts of the operator's feed (docs/import-formats.md). */
export function mobileContractsImport(database: Database) {
  return importKind({
    name: "mobile-contracts",
    columns,
    refusal,
    apply: (rows) =>
      database.write(async (transaction) => {
        const known = new Map(
          (
            await contractsById(
              transaction,
              rows.map(({ id }) => id),
            )
          ).map((contract) => [contract.id, contract]),
        );
        const moved = rows.filter((row) => isMoved(row, known.get(row.id))).map(({ id }) => id);
        const immovable = await withLines(transaction, moved);
        const outcomes = rows.map((row): RowOutcome => {
          if (immovable.has(row.id)) return MOVED;
          const before = known.get(row.id);
          return before !== undefined && isSame(before, row) ? "UNCHANGED" : "APPLIED";
        });
        await transaction.upsert(
          MobileContractEntity,
          rows.filter((_, index) => outcomes[index] === "APPLIED"),
          { key: ["id"] },
        );
        return outcomes;
      }),
  });
}

function isMoved(row: MobileContract, before: MobileContract | undefined): boolean {
  return before !== undefined && before.organizationId !== row.organizationId;
}

async function withLines(reader: Reader, contractIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (contractIds.length === 0) return new Set();
  const rows = await reader.rows(
    sql`SELECT DISTINCT ${columnsOf(MobileLineEntity, undefined, ["contractId"])} FROM mobile_line
      WHERE contract_id IN ${contractIds}`,
  );
  return new Set(rows.map(({ contractId }) => contractId));
}
