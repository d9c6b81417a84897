import { graphqlEnum } from "../../shared/graphql/enums";

/** R26: all three are counted, zero included. */
export const SERVICE_FAMILIES = ["VOICE", "VOICE_AND_DATA", "INTELLIGENT_NETWORK"] as const;
export type ServiceFamily = (typeof SERVICE_FAMILIES)[number];
export const ServiceFamilyEnum = graphqlEnum(SERVICE_FAMILIES, "ServiceFamily", "R26.");

export const FIXED_LINE_STATUSES = ["ACTIVE", "TERMINATED"] as const;
export type FixedLineStatus = (typeof FIXED_LINE_STATUSES)[number];
export const FixedLineStatusEnum = graphqlEnum(FIXED_LINE_STATUSES, "FixedLineStatus");

export const ACCESS_TECHNOLOGIES = ["RTG", "ISDN", "ADSL", "FTTC", "FTTH", "FWA", "VOIP"] as const;
export type AccessTechnology = (typeof ACCESS_TECHNOLOGIES)[number];
export const AccessTechnologyEnum = graphqlEnum(ACCESS_TECHNOLOGIES, "AccessTechnology");

export const FIXED_LINE_ORDER_FIELDS = ["NUMBER", "STATUS", "ACTIVATED_ON", "TERMINATED_ON"] as const;
export type FixedLineOrderField = (typeof FIXED_LINE_ORDER_FIELDS)[number];
export const FixedLineOrderFieldEnum = graphqlEnum(FIXED_LINE_ORDER_FIELDS, "FixedLineOrderField");
