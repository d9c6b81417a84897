import { v7 as uuid } from "uuid";
import { columns, sql, type RawRow, type Reader, type Writer } from "../../shared/database";
import { takeOverNames } from "../../shared/import/take-over-names";
import { foldOptional, foldText } from "../../shared/inventory";
import { CostCenterEntity } from "../cost-center/cost-center.entity";
import { LineOptionEntity, TariffPlanEntity } from "../tariff/tariff.entities";
import type { LineRow } from "./line-columns";

/** A row with the company that its contract belongs to. */
export interface OwnedRow {
  readonly row: LineRow;
  readonly organizationId: string;
}

/** Takes over the tariff plans and options that the rows name. Of two names for one id the later wins. */
export async function takeOverOffers(transaction: Writer, rows: readonly OwnedRow[]): Promise<void> {
  const plans = rows.map(({ row }) => ({ id: row.tariffPlanId, name: row.tariffPlanName }));
  await takeOverNames(transaction, TariffPlanEntity, plans);
  await takeOverNames(
    transaction,
    LineOptionEntity,
    rows.flatMap(({ row }) => row.options),
  );
}

/** Finds the cost centre of a company by its code. */
export type CostCenterIds = (organizationId: string, code: string | null) => string | null;

/**
 * Takes over the cost centres that the rows name: a code new to its company makes one, a name given changes the old
 * one's, and no name leaves it as it is.
 */
export async function takeOverCostCenters(
  transaction: Writer,
  rows: readonly OwnedRow[],
): Promise<CostCenterIds> {
  const stored = await storedCostCenters(transaction, rows);
  const changed = new Map<string, StoredCostCenter & Pick<CostCenterEntity, "codeFolded" | "nameFolded">>();
  for (const { row, organizationId } of rows) {
    const { costCenterCode: code, costCenterName } = row;
    if (code === null) continue;
    const before = stored.get(key(organizationId, code));
    const name = costCenterName ?? before?.name ?? null;
    if (before !== undefined && before.name === name) continue;
    const after = {
      id: before?.id ?? uuid(),
      organizationId,
      code,
      name,
      codeFolded: foldText(code),
      nameFolded: foldOptional(name),
    };
    stored.set(key(organizationId, code), after);
    changed.set(after.id, after);
  }
  await transaction.upsert(CostCenterEntity, [...changed.values()], { key: ["id"] });
  return (organizationId, code) =>
    code === null ? null : (stored.get(key(organizationId, code))?.id ?? null);
}

type StoredCostCenter = RawRow<CostCenterEntity>;

async function storedCostCenters(
  reader: Reader,
  rows: readonly OwnedRow[],
): Promise<Map<string, StoredCostCenter>> {
  const organizations = [...new Set(rows.map(({ organizationId }) => organizationId))];
  const codes = [...new Set(rows.flatMap(({ row }) => row.costCenterCode ?? []))];
  const stored = await reader.rows(
    sql`SELECT ${columns(CostCenterEntity)} FROM cost_center
      WHERE organization_id IN ${organizations} AND code IN ${codes}`,
  );
  return new Map(stored.map((costCenter) => [key(costCenter.organizationId, costCenter.code), costCenter]));
}

function key(organizationId: string, code: string): string {
  return JSON.stringify([organizationId, code]);
}
