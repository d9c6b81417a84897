import type { Writer } from "../../shared/database";
import type { RegistrationContext } from "./context";
import { inForce } from "../grants/in-force";
import type { Message } from "../../shared/work/delivery/message";
import { applicationReceived } from "../messages/texts/application-received";
import { attemptWithin } from "../../shared/throttle/attempt";
import { THROTTLES } from "../../shared/throttle/rules";
import type { Recipient } from "../messages/recipients";

interface Representative extends Pick<Recipient, "email" | "language"> {
  readonly legalName: string;
}

/**
 * R5: who proved nothing of the company waits for its legal representative, who is told. Whether there is such a company
 * must not show, so the same statements run without one; nor may strangers flood the representative.
 * @returns what tells the representatives @param now epoch milliseconds
 */
export async function applyToCompany(
  transaction: Writer,
  context: Pick<RegistrationContext, "services" | "now">,
  applicant: { readonly userId: string; readonly sortName: string },
  vatNumber: string,
  now: number,
): Promise<readonly Message[]> {
  await transaction.execute(
    "INSERT INTO organization_membership (user_id, organization_id, status, sort_name)" +
      " SELECT ?, o.id, 'PENDING', ? FROM organization o WHERE o.vat_number = ?",
    [applicant.userId, applicant.sortName, vatNumber],
  );
  const valid = inForce("g", now);
  const representatives = await transaction.rows<Representative>(
    "SELECT u.email, u.language, o.legal_name AS legalName FROM organization o" +
      " JOIN profile_grant g ON g.organization_id = o.id AND g.profile = 'LEGAL_REP'" +
      " JOIN user_account u ON u.id = g.user_id AND u.status = 'ACTIVE'" +
      ` WHERE o.vat_number = ? AND ${valid.sql}`,
    [vatNumber, ...valid.parameters],
  );
  const wait = await attemptWithin(transaction, context, {
    rule: THROTTLES.applicationNotice,
    key: vatNumber,
  });
  if (wait !== null) return [];
  return representatives.map(({ email, language, legalName }) => ({
    channel: "email",
    to: email,
    language,
    texts: applicationReceived(legalName),
  }));
}
