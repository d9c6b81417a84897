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

/** What is asked of many lines at once. */
export const BULK_OPERATIONS = [
  "LOCK_SIMS",
  "UNLOCK_SIMS",
  "FREEZE_LINES",
  "UNFREEZE_LINES",
  "SET_LINE_OPTIONS",
  "ASSIGN_COST_CENTER",
] as const;
export type BulkOperation = (typeof BULK_OPERATIONS)[number];
export const BulkOperationEnum = graphqlEnum(
  BULK_OPERATIONS,
  "BulkOperation",
  "What a bulk job does to each of its lines.",
);

export const BULK_JOB_STATUSES = ["QUEUED", "RUNNING", "FINISHED", "FAILED", "CANCELLED"] as const;
export type BulkJobStatus = (typeof BULK_JOB_STATUSES)[number];
export const BulkJobStatusEnum = graphqlEnum(
  BULK_JOB_STATUSES,
  "BulkJobStatus",
  "FAILED: the requester lost the right to do it, the lines that were left are untouched. CANCELLED: the requester stopped it.",
);

export const BULK_OUTCOMES = ["DONE", "UNCHANGED", "FAILED"] as const;
export type BulkOutcome = (typeof BULK_OUTCOMES)[number];
export const BulkOutcomeEnum = graphqlEnum(BULK_OUTCOMES, "BulkOutcome", "UNCHANGED: it was so already.");

/** What the operator's systems are asked to do to a line. */
export const LINE_ACTIONS = [
  "LOCK_SIM",
  "UNLOCK_SIM",
  "REPLACE_SIM",
  "FREEZE",
  "UNFREEZE",
  "SET_OPTIONS",
  "SET_PREMIUM_SERVICE_BLACKLIST",
] as const;
export type LineActionKind = (typeof LINE_ACTIONS)[number];
export const LineActionKindEnum = graphqlEnum(
  LINE_ACTIONS,
  "LineActionKind",
  "What the operator's systems were asked to do to a line.",
);

export const LINE_ACTION_STATUSES = ["PENDING", "CONFIRMED", "REFUSED"] as const;
export type LineActionStatus = (typeof LINE_ACTION_STATUSES)[number];

export const SIM_REPLACEMENT_REASONS = ["LOST", "STOLEN", "DAMAGED", "UPGRADE"] as const;
export type SimReplacementReason = (typeof SIM_REPLACEMENT_REASONS)[number];
export const SimReplacementReasonEnum = graphqlEnum(
  SIM_REPLACEMENT_REASONS,
  "SimReplacementReason",
  "Why a SIM is replaced.",
);
