/** What becomes of a request (contract: AccessRequestStatus). */
export const ACCESS_REQUEST_STATUSES = ["PENDING", "APPROVED", "REFUSED"] as const;
/** One of ACCESS_REQUEST_STATUSES. */
export type AccessRequestStatus = (typeof ACCESS_REQUEST_STATUSES)[number];
