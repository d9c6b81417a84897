import type { Reader } from "../../shared/database";
import type { AuditEntry } from "../../shared/audit";

/** Whose chains a person's sign-ins go to, and what the person is called there. */
export interface AuditedPerson {
  /** Those that the person is registered with; an application, waiting or refused, puts nothing in a company's trail. */
  readonly organizationIds: readonly string[];
  /** Null when there is no such person. */
  readonly target: AuditEntry["target"];
}

/** One statement, for nobody too: a refused sign-in costs the same whether or not the account exists. */
export async function auditedPerson(reader: Reader, userId: string | null): Promise<AuditedPerson> {
  const rows = await reader.rows<{ label: string; organizationId: string | null }>(
    "SELECT u.display_name AS label, m.organization_id AS organizationId FROM user_account u" +
      " LEFT JOIN organization_membership m ON m.user_id = u.id AND m.status <> 'PENDING'" +
      " AND (u.applied_vat_number IS NULL OR m.status <> 'DEACTIVATED')" +
      " WHERE u.id = ? ORDER BY m.organization_id",
    [userId],
  );
  const [first] = rows;
  return {
    organizationIds: rows.flatMap(({ organizationId }) => organizationId ?? []),
    target: first === undefined || userId === null ? null : { type: "User", id: userId, label: first.label },
  };
}
