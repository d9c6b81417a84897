/** The registration profiles (R9–R20). The values are contract names. */
export const PROFILES = [
  "LEGAL_REP",
  "HOLDING_REFERENT",
  "MOBILE_MASTER",
  "MOBILE_ADDITIONAL",
  "END_USER",
  "FIXED_OWNER",
  "FIXED_MASTER",
  "FIXED_STANDARD",
] as const;
/** One of PROFILES (R8–R20). */
export type Profile = (typeof PROFILES)[number];

/** What a MOBILE_ADDITIONAL grant names (R12). */
export const SERVICES = ["INVENTORY", "USAGE", "INVOICES", "SIM_OPERATIONS", "OPTIONS"] as const;
/** What a MOBILE_ADDITIONAL grant is limited to (R12). */
export type Service = (typeof SERVICES)[number];

/** What a grant may be given on. */
export const SCOPE_KINDS = [
  "HOLDING",
  "ORGANIZATION",
  "MOBILE_CONTRACT",
  "MOBILE_LINE",
  "BILLING_ACCOUNT",
] as const;
/** The kinds of object that a grant is given on. */
export type ScopeKind = (typeof SCOPE_KINDS)[number];

/** The one kind of scope that each profile is given on (access.md, Grant). */
export const SCOPE_KIND_OF: Readonly<Record<Profile, ScopeKind>> = {
  LEGAL_REP: "ORGANIZATION",
  HOLDING_REFERENT: "HOLDING",
  MOBILE_MASTER: "MOBILE_CONTRACT",
  MOBILE_ADDITIONAL: "MOBILE_CONTRACT",
  END_USER: "MOBILE_LINE",
  FIXED_OWNER: "ORGANIZATION",
  FIXED_MASTER: "ORGANIZATION",
  FIXED_STANDARD: "BILLING_ACCOUNT",
};

/**
 * The profiles that holding one amounts to, itself included, within its scope (access.md, "In the schema").
 * LEGAL_REP is every profile of its organization (R3, R9); MOBILE_MASTER is MOBILE_ADDITIONAL with all services;
 * FIXED_OWNER is FIXED_MASTER, which is FIXED_STANDARD. Nothing implies LEGAL_REP: listing it alone is exclusive.
 */
export const IMPLIED_PROFILES: Readonly<Record<Profile, ReadonlySet<Profile>>> = {
  LEGAL_REP: new Set(PROFILES),
  HOLDING_REFERENT: new Set<Profile>(["HOLDING_REFERENT"]),
  MOBILE_MASTER: new Set<Profile>(["MOBILE_MASTER", "MOBILE_ADDITIONAL"]),
  MOBILE_ADDITIONAL: new Set<Profile>(["MOBILE_ADDITIONAL"]),
  END_USER: new Set<Profile>(["END_USER"]),
  FIXED_OWNER: new Set<Profile>(["FIXED_OWNER", "FIXED_MASTER", "FIXED_STANDARD"]),
  FIXED_MASTER: new Set<Profile>(["FIXED_MASTER", "FIXED_STANDARD"]),
  FIXED_STANDARD: new Set<Profile>(["FIXED_STANDARD"]),
};

/** The profiles that come from the operator's feed only; no mutation grants them (access.md, Grant). */
export const FEED_ONLY_PROFILES: ReadonlySet<Profile> = new Set<Profile>([
  "LEGAL_REP",
  "FIXED_OWNER",
  "HOLDING_REFERENT",
]);

/** Whether a value is the name of a profile. */
export function isProfile(value: unknown): value is Profile {
  return (PROFILES as readonly unknown[]).includes(value);
}

/** Whether a value is the name of a service. */
export function isService(value: unknown): value is Service {
  return (SERVICES as readonly unknown[]).includes(value);
}
