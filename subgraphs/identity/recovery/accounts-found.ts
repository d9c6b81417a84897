import { allOf, type Reader, type SqlFragment } from "../../shared/database";
import { foldText } from "../../shared/inventory";
import { inForce } from "../grants/in-force";
import type { Language } from "../../shared/work/delivery/language";
import type { IdentifiedBy } from "./recovery-request.entity";

/** An account that somebody who cannot sign in may mean. */
export interface FoundAccount {
  readonly userId: string;
  readonly username: string;
  readonly email: string;
  readonly language: Language;
  /** 2 for whoever holds a grant, 1 for whom a company has taken in, 0 when anybody may have made it with this address. */
  readonly standing: 0 | 1 | 2;
}

/** One e-mail address has few accounts; beyond this somebody has made too many, and those that they made come last. */
const MOST_ACCOUNTS = 20;

/**
 * The accounts in use that this may be said of, at `at` (epoch milliseconds). By VAT number it is the company's legal
 * representatives: the number is everybody's knowledge, so it must not write to every employee.
 * First whoever holds a grant, then whoever a company has taken in: anybody may register with anybody's address, and must
 * not crowd them out. Of equals the older ones, as far as their ids tell.
 */
export async function accountsFound(
  reader: Reader,
  identifiedBy: IdentifiedBy,
  identifier: string,
  at: number,
): Promise<FoundAccount[]> {
  const condition = allOf([
    { sql: "u.status = 'ACTIVE'", parameters: [] },
    conditionOf(identifiedBy, identifier, at),
  ]);
  const standing = standingOf(at);
  return await reader.rows<FoundAccount>(
    "SELECT u.id AS userId, u.username, u.email, u.language," +
      ` ${standing.sql} AS standing FROM user_account u` +
      ` WHERE ${condition.sql} ORDER BY standing DESC, u.id LIMIT ${MOST_ACCOUNTS}`,
    [...standing.parameters, ...condition.parameters],
  );
}

function standingOf(at: number): SqlFragment {
  const holds = inForce("g", at);
  return {
    sql:
      `CASE WHEN EXISTS (SELECT 1 FROM profile_grant g WHERE g.user_id = u.id AND ${holds.sql}) THEN 2` +
      " WHEN EXISTS (SELECT 1 FROM organization_membership m WHERE m.user_id = u.id AND m.status = 'ACTIVE')" +
      " THEN 1 ELSE 0 END",
    parameters: holds.parameters,
  };
}

function conditionOf(identifiedBy: IdentifiedBy, identifier: string, at: number): SqlFragment {
  switch (identifiedBy) {
    case "USERNAME":
      return { sql: "u.username_key = ?", parameters: [foldText(identifier)] };
    case "EMAIL":
      return { sql: "u.email_key = ?", parameters: [foldText(identifier)] };
    case "FISCAL_CODE":
      return { sql: "u.fiscal_code = ?", parameters: [identifier.trim().toUpperCase()] };
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
      "u.id IN (SELECT g.user_id FROM organization o" +
      " JOIN profile_grant g ON g.scope_id = o.id AND g.profile = 'LEGAL_REP'" +
      ` WHERE o.vat_number = ? AND ${holds.sql})`,
    parameters: [vatNumber, ...holds.parameters],
  };
}
