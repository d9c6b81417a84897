import {
  keysetConnection,
  type Connection,
  type ConnectionArguments,
  type SortOrder,
} from "../../shared/connection";
import { allOf, anyOf, type Reader } from "../../shared/database";
import { beginsWith, countRows, foldText, searchTerm } from "../../shared/inventory";
import type { CostCenterType } from "./cost-center.type";

// A code is unique within its company, so that it alone is a total order.
const BY_CODE: SortOrder<CostCenterType> = [{ expression: "`k`.`code`", property: "code", direction: "ASC" }];
const FROM = "`cost_center` `k`";

/** The cost centres of a company by code; `search` is the beginning of a code or name. */
export async function costCentersOf(
  reader: Reader,
  organizationId: string,
  search: string | null | undefined,
  page: ConnectionArguments,
): Promise<Connection<CostCenterType>> {
  const term = searchTerm(["search"], search);
  const prefix = term === null ? null : foldText(term);
  const condition = allOf([
    { sql: "`k`.`organization_id` = ?", parameters: [organizationId] },
    ...(prefix === null
      ? []
      : [anyOf([beginsWith("`k`.`code_folded`", prefix), beginsWith("`k`.`name_folded`", prefix)])]),
  ]);
  return await keysetConnection<CostCenterType, CostCenterType>({
    arguments: page,
    list: { name: "MobileContract.costCenters", parent: organizationId, filter: { prefix } },
    order: BY_CODE,
    node: (costCenter) => costCenter,
    async fetch({ after, orderBy, limit }) {
      const where = allOf([condition, after]);
      return await reader.rows<CostCenterType>(
        `SELECT \`k\`.\`id\` AS \`id\`, \`k\`.\`code\` AS \`code\`, \`k\`.\`name\` AS \`name\` FROM ${FROM}
         WHERE ${where.sql} ORDER BY ${orderBy} LIMIT ${limit}`,
        where.parameters,
      );
    },
    totalCount: () => countRows(reader, FROM, condition),
  });
}
