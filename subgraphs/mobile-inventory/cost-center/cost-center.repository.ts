import {
  rowConnection,
  type Connection,
  type ConnectionArguments,
  type SortOrder,
} from "../../shared/connection";
import { allOf, anyOf, rowSource, type PlainRow, type Reader } from "../../shared/database";
import { beginsWith, foldText, searchTerm } from "../../shared/inventory";
import { CostCenterEntity } from "./cost-center.entity";

// A code is unique within its company, so that it alone is a total order.
const BY_CODE: SortOrder<CostCenter> = [{ expression: "k.code", property: "code", direction: "ASC" }];
const COST_CENTERS = rowSource(CostCenterEntity, "k");

export type CostCenter = PlainRow<CostCenterEntity>;

/** The cost centres of a company by code; `search` is the beginning of a code or name. */
export async function costCentersOf(
  reader: Reader,
  organizationId: string,
  search: string | null | undefined,
  page: ConnectionArguments,
): Promise<Connection<CostCenter>> {
  const term = searchTerm(["search"], search);
  const prefix = term === null ? null : foldText(term);
  const condition = allOf([
    { sql: "k.organization_id = ?", parameters: [organizationId] },
    ...(prefix === null
      ? []
      : [anyOf([beginsWith("k.code_folded", prefix), beginsWith("k.name_folded", prefix)])]),
  ]);
  return await rowConnection({
    reader,
    source: COST_CENTERS,
    condition,
    arguments: page,
    list: { name: "MobileContract.costCenters", parent: organizationId, filter: { prefix } },
    order: BY_CODE,
    node: (costCenter) => costCenter,
  });
}
