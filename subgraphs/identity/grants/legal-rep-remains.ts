import { allOf } from "../../shared/database";
import { Refused } from "../../shared/act";
import type { IdentityAct } from "../act/act";
import { inForce } from "./in-force";

/**
 * Nothing may leave a company without its legal representative: when these grants end, another of somebody who can sign
 * in must remain, and outlast them. @param field the path of the argument at fault
 * @throws Refused CONFLICT
 */
export async function assertLegalRepRemains(
  { transaction, now }: Pick<IdentityAct, "transaction" | "now">,
  organizationId: string,
  endedIds: readonly string[],
  field: readonly string[],
): Promise<void> {
  const where = allOf([
    { sql: "g.scope_id = ? AND g.profile = 'LEGAL_REP'", parameters: [organizationId] },
    inForce("g", now),
  ]);
  const grants = await transaction.rows<{ id: string; until: number | null; isActive: number }>(
    "SELECT g.id, g.valid_until AS until, CASE u.status WHEN 'ACTIVE' THEN 1 ELSE 0 END AS isActive" +
      ` FROM profile_grant g JOIN user_account u ON u.id = g.user_id WHERE ${where.sql}`,
    where.parameters,
  );
  const lasts = ({ until }: { readonly until: number | null }) => until ?? Number.POSITIVE_INFINITY;
  const ended = grants.filter(({ id }) => endedIds.includes(id));
  if (ended.length === 0) return;
  const longest = Math.max(...ended.map(lasts));
  const remains = grants.some(
    (grant) => !endedIds.includes(grant.id) && grant.isActive === 1 && lasts(grant) >= longest,
  );
  if (!remains)
    throw new Refused("CONFLICT", "The company would be left without its legal representative.", field);
}
