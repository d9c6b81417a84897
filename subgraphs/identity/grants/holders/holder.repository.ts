import type { Caller } from "../../../../schema/access/caller";
import { allOf, anyOf, inList, type Reader, type SqlFragment } from "../../../shared/database";
import { inForce } from "../in-force";
import { rowGrants } from "../../../shared/scope/row-rule";
import { rowsOfGrants } from "../../../shared/scope/scope-sql";
import { namedContracts } from "../../companies/named-scopes";

/** Who holds an exclusive profile on a scope. */
export interface Holder {
  readonly scopeId: string;
  readonly userId: string;
}

/** Who is MOBILE_MASTER of these contracts (R11), as far as the caller may reach the contracts. */
export async function mastersOfContracts(
  reader: Reader,
  caller: Caller,
  contractIds: readonly string[],
): Promise<Holder[]> {
  const contracts = inList(namedContracts(caller));
  const wholeCompany = rowGrants(caller, { anyOf: ["LEGAL_REP", "HOLDING_REFERENT"] });
  return await holders(reader, caller.at, "MOBILE_MASTER", contractIds, [
    anyOf([
      { sql: `g.contract_id IN ${contracts.sql}`, parameters: contracts.parameters },
      rowsOfGrants(wholeCompany, { ORGANIZATION: "g.organization_id" }),
    ]),
  ]);
}

/** Who uses these lines (R14). Whether the caller may know was decided on each line's scope path. */
export async function usersOfLines(
  reader: Reader,
  caller: Caller,
  lineIds: readonly string[],
): Promise<Holder[]> {
  return await holders(reader, caller.at, "END_USER", lineIds, []);
}

async function holders(
  reader: Reader,
  at: number,
  profile: "MOBILE_MASTER" | "END_USER",
  scopeIds: readonly string[],
  scope: readonly SqlFragment[],
): Promise<Holder[]> {
  const ids = inList(scopeIds);
  const condition = allOf([
    { sql: `g.scope_id IN ${ids.sql}`, parameters: ids.parameters },
    { sql: "g.profile = ?", parameters: [profile] },
    inForce("g", at),
    ...scope,
  ]);
  return await reader.rows<Holder>(
    `SELECT g.scope_id AS scopeId, g.user_id AS userId FROM profile_grant g WHERE ${condition.sql}`,
    condition.parameters,
  );
}
