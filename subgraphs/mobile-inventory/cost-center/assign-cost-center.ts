import { v7 as uuid } from "uuid";
import { isOneOf, type Reader, type Writer } from "../../shared/database";
import { foldText } from "../../shared/inventory";
import { CostCenterEntity } from "./cost-center.entity";

/**
 * The company's cost centre of this code, made if it is new to the company: two people who name the same new code at the
 * same time get the same cost centre.
 * @returns its id; null without a code
 */
export async function costCenterOfCode(
  transaction: Writer,
  organizationId: string,
  code: string | null,
): Promise<string | null> {
  if (code === null) return null;
  const row = { id: uuid(), organizationId, code, name: null, codeFolded: foldText(code), nameFolded: null };
  await transaction.upsert(CostCenterEntity, [row], { key: ["organizationId", "code"], update: ["code"] });
  const id = await knownCostCenter(transaction, organizationId, code);
  if (id === null) throw new Error("A cost centre that was just made is not there");
  return id;
}

/** The id of the company's cost centre of this code; null when there is none. */
export async function knownCostCenter(
  reader: Reader,
  organizationId: string,
  code: string,
): Promise<string | null> {
  const found = await reader.row<{ id: string }>(
    "SELECT id FROM cost_center WHERE organization_id = ? AND code = ?",
    [organizationId, code],
  );
  return found?.id ?? null;
}

/** Gives these lines the cost centre, or none. */
export async function setCostCenter(
  transaction: Writer,
  lineIds: readonly string[],
  costCenterId: string | null,
): Promise<void> {
  if (lineIds.length === 0) return;
  const condition = isOneOf("id", lineIds);
  await transaction.execute(`UPDATE mobile_line SET cost_center_id = ? WHERE ${condition.sql}`, [
    costCenterId,
    ...condition.parameters,
  ]);
}
