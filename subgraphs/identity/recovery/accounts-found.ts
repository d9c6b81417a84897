import { allOf, type Reader, type SqlFragment } from "../../shared/database";
import { foldText } from "../../shared/inventory";
import { inForce } from "../grants/in-force";
import type { Language } from "../messages/language";
import type { IdentifiedBy } from "./recovery-request.entity";

/** An account that somebody who cannot sign in may mean. */
export interface FoundAccount {
  readonly userId: string;
  readonly username: string;
  readonly email: string;
  readonly language: Language;
}

/** One e-mail address has few accounts; beyond this somebody has made too many. */
const MOST_ACCOUNTS = 20;

/**
 * The accounts in use that this may be said of, at `at` (epoch milliseconds). By VAT number it is the company's legal
 * representatives: the number is everybody's knowledge, so it must not write to every employee.
 */
export async function accountsFound(
  reader: Reader,
  identifiedBy: IdentifiedBy,
  identifier: string,
  at: number,
): Promise<FoundAccount[]> {
  const condition = allOf([
    { sql: "u.`status` = 'ACTIVE'", parameters: [] },
    conditionOf(identifiedBy, identifier, at),
  ]);
  return await reader.rows<FoundAccount>(
    "SELECT u.`id` AS `userId`, u.`username`, u.`email`, u.`language` FROM `user_account` u" +
      ` WHERE ${condition.sql} ORDER BY u.\`id\` LIMIT ${MOST_ACCOUNTS}`,
    condition.parameters,
  );
}

function conditionOf(identifiedBy: IdentifiedBy, identifier: string, at: number): SqlFragment {
  switch (identifiedBy) {
    case "USERNAME":
      return { sql: "u.`username_key` = ?", parameters: [foldText(identifier)] };
    case "EMAIL":
      return { sql: "u.`email_key` = ?", parameters: [foldText(identifier)] };
    case "FISCAL_CODE":
      return { sql: "u.`fiscal_code` = ?", parameters: [identifier.trim().toUpperCase()] };
    case "VAT_NUMBER":
      return legalRepresentativesOf(identifier, at);
    default:
      return identifiedBy satisfies never;
  }
}

function legalRepresentativesOf(vatNumber: string, at: number): SqlFragment {
  const holds = inForce("g", at);
  return {
    sql:
      "u.`id` IN (SELECT g.`user_id` FROM `organization` o" +
      " JOIN `profile_grant` g ON g.`scope_id` = o.`id` AND g.`profile` = 'LEGAL_REP'" +
      ` WHERE o.\`vat_number\` = ? AND ${holds.sql})`,
    parameters: [vatNumber, ...holds.parameters],
  };
}
