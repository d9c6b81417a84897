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
/** SERVICES in the API. */
export const ServiceEnum = graphqlEnum(SERVICES, "Service");
/** SCOPE_KINDS in the API. */
export const GrantScopeKindEnum = graphqlEnum(SCOPE_KINDS, "GrantScopeKind");
/** ERROR_CODES in the API. */
export const ErrorCodeEnum = graphqlEnum(ERROR_CODES, "ErrorCode");

/** Which way a list is sorted. */
export const ORDER_DIRECTIONS = ["ASC", "DESC"] as const;
/** One of ORDER_DIRECTIONS. */
export type OrderDirection = (typeof ORDER_DIRECTIONS)[number];
/** ORDER_DIRECTIONS in the API. */
export const OrderDirectionEnum = graphqlEnum(ORDER_DIRECTIONS, "OrderDirection");

/** How much of what was asked about the viewer's grants cover. */
export const COVERAGE_KINDS = ["ALL", "PARTIAL", "NONE"] as const;
/** COVERAGE_KINDS in the API. */
export const CoverageKindEnum = graphqlEnum(
  COVERAGE_KINDS,
  "CoverageKind",
  "ALL: a grant covers the whole object asked about.",
);
