import { graphqlEnum } from "../../shared/graphql/enums";

/** R26: all three are counted, zero included. */
export const SERVICE_FAMILIES = ["VOICE", "VOICE_AND_DATA", "INTELLIGENT_NETWORK"] as const;
/** One of SERVICE_FAMILIES. */
export type ServiceFamily = (typeof SERVICE_FAMILIES)[number];
/** SERVICE_FAMILIES in the API. */
export const ServiceFamilyEnum = graphqlEnum(SERVICE_FAMILIES, "ServiceFamily", "R26.");

/** What a fixed line may be; a terminated one keeps its number in the records. */
export const FIXED_LINE_STATUSES = ["ACTIVE", "TERMINATED"] as const;
/** One of FIXED_LINE_STATUSES. */
export type FixedLineStatus = (typeof FIXED_LINE_STATUSES)[number];
/** FIXED_LINE_STATUSES in the API. */
export const FixedLineStatusEnum = graphqlEnum(FIXED_LINE_STATUSES, "FixedLineStatus");

/** How a line reaches the exchange. */
export const ACCESS_TECHNOLOGIES = ["RTG", "ISDN", "ADSL", "FTTC", "FTTH", "FWA", "VOIP"] as const;
/** One of ACCESS_TECHNOLOGIES. */
export type AccessTechnology = (typeof ACCESS_TECHNOLOGIES)[number];
/** ACCESS_TECHNOLOGIES in the API. */
export const AccessTechnologyEnum = graphqlEnum(ACCESS_TECHNOLOGIES, "AccessTechnology");

/** The columns that a list of fixed lines may be sorted by. */
export const FIXED_LINE_ORDER_FIELDS = ["NUMBER", "STATUS", "ACTIVATED_ON", "TERMINATED_ON"] as const;
/** One of FIXED_LINE_ORDER_FIELDS. */
export type FixedLineOrderField = (typeof FIXED_LINE_ORDER_FIELDS)[number];
/** FIXED_LINE_ORDER_FIELDS in the API. */
export const FixedLineOrderFieldEnum = graphqlEnum(FIXED_LINE_ORDER_FIELDS, "FixedLineOrderField");
