import type { Profile } from "../../../../schema/access/vocabulary";
import { anyOf, inList, type SqlFragment } from "../../../shared/database";

/**
 * Condition that the grant of table alias `alias` may be used: its profile is none that asks for a second factor, or its
 * holder has one (docs/decisions/0022).
 */
export function usable(alias: string, required: readonly Profile[]): SqlFragment {
  if (required.length === 0) return { sql: "1 = 1", parameters: [] };
  const list = inList(required);
  return anyOf([
    { sql: `${alias}.profile NOT IN ${list.sql}`, parameters: list.parameters },
    {
      sql:
        "EXISTS (SELECT 1 FROM second_factor f" +
        ` WHERE f.user_id = ${alias}.user_id AND f.confirmed_at IS NOT NULL)`,
      parameters: [],
    },
  ]);
}
