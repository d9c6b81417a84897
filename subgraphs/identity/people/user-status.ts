/** What an account or a membership may be (contract: UserStatus). PENDING: waits for LEGAL_REP's approval. */
export const USER_STATUSES = ["PENDING", "INVITED", "ACTIVE", "DEACTIVATED"] as const;
/** One of USER_STATUSES. */
export type UserStatus = (typeof USER_STATUSES)[number];

/** An account itself is never PENDING: that is a matter between a person and one company. */
export type AccountStatus = Exclude<UserStatus, "PENDING">;

const MOST_ACTIVE_FIRST: readonly UserStatus[] = ["ACTIVE", "INVITED", "PENDING", "DEACTIVATED"];

/**
 * The one status that a person shows: a deactivated account is that everywhere; otherwise the most active of their
 * memberships, or the account's where there is none. Whoever applied to a company waits, be there such a company or not.
 */
export function shownStatus(
  account: AccountStatus,
  memberships: readonly UserStatus[],
  hasApplied: boolean,
): UserStatus {
  if (account === "DEACTIVATED") return account;
  if (hasApplied && memberships.length === 0) return "PENDING";
  return MOST_ACTIVE_FIRST.find((status) => memberships.includes(status)) ?? account;
}
