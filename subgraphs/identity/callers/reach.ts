import type { Caller } from "../../../schema/access/caller";

/** The organizations that the Caller names: where they are registered, and where any grant of theirs lies. */
export function reachableOrganizations(caller: Caller): readonly string[] {
  return [
    ...new Set([...caller.organizationIds, ...caller.grants.flatMap((grant) => grant.organizationIds)]),
  ];
}

/** The mobile contracts that the Caller names. */
export function namedContracts(caller: Caller): readonly string[] {
  return [...new Set(caller.grants.flatMap(({ contractId }) => (contractId === null ? [] : [contractId])))];
}
