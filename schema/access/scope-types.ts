import type { ScopeKind } from "./vocabulary";

/** The GraphQL type of what a grant is given on. */
export const TYPE_OF_SCOPE: Readonly<Record<ScopeKind, string>> = {
  HOLDING: "Holding",
  ORGANIZATION: "Organization",
  MOBILE_CONTRACT: "MobileContract",
  MOBILE_LINE: "MobileLine",
  BILLING_ACCOUNT: "BillingAccount",
};
