import { registerEnumType } from "type-graphql";
import { PROFILES, SCOPE_KINDS, SERVICES } from "../../../schema/access/vocabulary";
import { ERROR_CODES } from "../../../schema/errors";

/** A GraphQL enum from a closed list of names, so that code goes on speaking plain string unions. */
export function graphqlEnum<Name extends string>(
  names: readonly Name[],
  name: string,
  description?: string,
): Readonly<Record<Name, Name>> {
  const values = Object.freeze(
    Object.fromEntries(names.map((value) => [value, value])) as Record<Name, Name>,
  );
  registerEnumType(values, { name, ...(description === undefined ? {} : { description }) });
  return values;
}

// Their descriptions stand in the vocabulary text that every subgraph publishes alike.
export const ProfileEnum = graphqlEnum(PROFILES, "Profile");
export const ServiceEnum = graphqlEnum(SERVICES, "Service");
export const GrantScopeKindEnum = graphqlEnum(SCOPE_KINDS, "GrantScopeKind");
export const ErrorCodeEnum = graphqlEnum(ERROR_CODES, "ErrorCode");

export const ORDER_DIRECTIONS = ["ASC", "DESC"] as const;
export type OrderDirection = (typeof ORDER_DIRECTIONS)[number];
export const OrderDirectionEnum = graphqlEnum(ORDER_DIRECTIONS, "OrderDirection");

export const COVERAGE_KINDS = ["ALL", "PARTIAL", "NONE"] as const;
export const CoverageKindEnum = graphqlEnum(
  COVERAGE_KINDS,
  "CoverageKind",
  "ALL: a grant covers the whole object asked about.",
);
