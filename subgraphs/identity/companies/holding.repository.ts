import type { Caller } from "../../../schema/access/caller";
import type { AccessRules } from "../../../schema/access/rules";
import { allOf, anyOf, inList, type Reader } from "../../shared/database";
import { rowsOfGrants, rowsPassing } from "../../shared/scope/scope-sql";
import type { HoldingType } from "./holding.type";

/**
 * The holdings of these ids that the caller reaches: by HOLDING_REFERENT on the holding itself, or by passing the rule
 * of `Organization.holding` on one of its members (access.md, Rows).
 */
export async function holdingsByIds(
  reader: Reader,
  caller: Caller,
  rules: AccessRules,
  ids: readonly string[],
): Promise<HoldingType[]> {
  const list = inList(ids);
  const member = rowsPassing(caller, rules.of("Organization.holding"), { ORGANIZATION: "o.id" });
  const condition = allOf([
    { sql: `h.id IN ${list.sql}`, parameters: list.parameters },
    anyOf([
      rowsOfGrants(caller.grants, { HOLDING: "h.id" }),
      {
        sql: `EXISTS (SELECT 1 FROM organization o WHERE o.holding_id = h.id AND ${member.sql})`,
        parameters: member.parameters,
      },
    ]),
  ]);
  return await reader.rows<HoldingType>(
    `SELECT h.id, h.name FROM holding h WHERE ${condition.sql}`,
    condition.parameters,
  );
}
