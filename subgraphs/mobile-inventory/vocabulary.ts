import { graphqlEnum } from "../shared/graphql/enums";

/** R22: all three are listed, and counted, zero included. */
export const MOBILE_LINE_STATUSES = ["ACTIVE", "TERMINATED", "FROZEN"] as const;
export type MobileLineStatus = (typeof MOBILE_LINE_STATUSES)[number];
export const MobileLineStatusEnum = graphqlEnum(
  MOBILE_LINE_STATUSES,
  "MobileLineStatus",
  "The tariff profile's status, never the SIM's (R22, R23).",
);

export const CONTRACT_STATUSES = ["ACTIVE", "TERMINATED"] as const;
export type ContractStatus = (typeof CONTRACT_STATUSES)[number];
export const ContractStatusEnum = graphqlEnum(CONTRACT_STATUSES, "ContractStatus");

export const MOBILE_LINE_ORDER_FIELDS = ["MSISDN", "STATUS", "ACTIVATED_ON", "TERMINATED_ON"] as const;
export type MobileLineOrderField = (typeof MOBILE_LINE_ORDER_FIELDS)[number];
export const MobileLineOrderFieldEnum = graphqlEnum(MOBILE_LINE_ORDER_FIELDS, "MobileLineOrderField");

export const SIM_KINDS = ["VOICE", "M2M"] as const;
export type SimKind = (typeof SIM_KINDS)[number];
export const SimKindEnum = graphqlEnum(SIM_KINDS, "SimKind");

export const SIM_ADMINISTRATIVE_STATES = ["UNLOCKED", "LOCKED"] as const;
export type SimAdministrativeState = (typeof SIM_ADMINISTRATIVE_STATES)[number];
export const SimAdministrativeStateEnum = graphqlEnum(SIM_ADMINISTRATIVE_STATES, "SimAdministrativeState");

export const PREMIUM_SERVICES = ["PREMIUM_SMS", "PREMIUM_NUMBERS", "CARRIER_BILLING"] as const;
export type PremiumService = (typeof PREMIUM_SERVICES)[number];
export const PremiumServiceEnum = graphqlEnum(PREMIUM_SERVICES, "PremiumService");

/** In the order in which a month's buckets are told. */
export const USAGE_KINDS = ["VOICE", "DATA", "SMS"] as const;
export type UsageKind = (typeof USAGE_KINDS)[number];
export const UsageKindEnum = graphqlEnum(USAGE_KINDS, "UsageKind");
