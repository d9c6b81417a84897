import type { Reader, SqlFragment } from "../../../shared/database";
import type { Invitee } from "./invite";

/**
 * Somebody who is INVITED to a company and has not accepted: whom an invitation may be sent to. The first of several
 * companies. @param condition on `u` (the account) and `m` (the membership)
 */
export async function openInvitee(reader: Reader, condition: SqlFragment): Promise<Invitee | null> {
  return await reader.row<Invitee>(
    "SELECT u.id AS userId, u.username, u.email, u.mobile_number AS mobileNumber, u.language," +
      " o.id AS organizationId, o.legal_name AS legalName FROM organization_membership m" +
      " JOIN user_account u ON u.id = m.user_id JOIN organization o ON o.id = m.organization_id" +
      ` WHERE m.status = 'INVITED' AND u.status = 'INVITED' AND ${condition.sql} ORDER BY o.id`,
    condition.parameters,
  );
}
