import type { Caller } from "../../../schema/access/caller";
import { rowGrants } from "../../shared/scope/row-rule";

/** The organizations that the Caller names: where they are registered, and where any grant of theirs lies. */
export function namedOrganizations(caller: Caller): readonly string[] {
  return [
    ...new Set([...caller.organizationIds, ...caller.grants.flatMap((grant) => grant.organizationIds)]),
  ];
}

/** The mobile contracts that the Caller names. */
export function namedContracts(caller: Caller): readonly string[] {
  return [...new Set(caller.grants.flatMap(({ contractId }) => (contractId === null ? [] : [contractId])))];
}

/** Whether the caller reaches a contract: names it, or manages or reads the mobile lines of its whole company. */
export function seesContract(
  caller: Caller,
  { contractId, organizationId }: { readonly contractId: string; readonly organizationId: string },
): boolean {
  if (namedContracts(caller).includes(contractId)) return true;
  const wholeCompany = rowGrants(caller, { anyOf: ["LEGAL_REP", "HOLDING_REFERENT"] });
  return wholeCompany.some((grant) => grant.organizationIds.includes(organizationId));
}
