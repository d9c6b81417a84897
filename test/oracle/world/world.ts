/**
 * A world as plain data: everything that the system is told, and nothing that it works out. The oracle reads it, the
 * loader feeds it to the importers, and a found case stores it. Nothing here shares code with the product.
 */
export interface World {
  readonly holdings: readonly string[];
  readonly organizations: readonly Company[];
  readonly people: readonly Person[];
  readonly grants: readonly Grant[];
  readonly contracts: readonly Contract[];
  readonly lines: readonly Line[];
  readonly usage: readonly Usage[];
  readonly sites: readonly Site[];
  readonly fixedLines: readonly FixedLine[];
}

export interface Company {
  readonly id: string;
  readonly name: string;
  readonly holding: string | null;
}

export interface Person {
  readonly id: string;
  readonly name: string;
  /** Makes the mobile number. */
  readonly serial: number;
  readonly deactivated: boolean;
  /** `PENDING`: waits for LEGAL_REP's approval, and counts for nothing until then. */
  readonly memberships: readonly { readonly organization: string; readonly status: "ACTIVE" | "PENDING" }[];
}

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
export type Profile = (typeof PROFILES)[number];
export const SERVICES = ["INVENTORY", "USAGE", "INVOICES", "SIM_OPERATIONS", "OPTIONS"] as const;
export type Service = (typeof SERVICES)[number];

export interface Grant {
  readonly id: string;
  readonly person: string;
  readonly profile: Profile;
  readonly services: readonly Service[];
  /** A holding, company, contract, line or billing account, as the profile asks. */
  readonly scope: string;
  /** RFC 3339, UTC. */
  readonly from: string;
  readonly until: string | null;
  readonly revoked: boolean;
}

export interface Contract {
  readonly id: string;
  readonly organization: string;
  readonly status: "ACTIVE" | "TERMINATED";
}

export interface Line {
  readonly id: string;
  readonly contract: string;
  /** Makes number, SIM and device; no two lines have the same. */
  readonly serial: number;
  readonly status: "ACTIVE" | "TERMINATED" | "FROZEN";
  readonly activatedOn: string;
  readonly label: string | null;
  readonly plan: string;
  readonly options: readonly string[];
  readonly blocked: readonly ("PREMIUM_SMS" | "PREMIUM_NUMBERS" | "CARRIER_BILLING")[];
  readonly costCenter: string | null;
  readonly hasDevice: boolean;
}

export interface Usage {
  readonly line: string;
  /** `YYYY-MM`. */
  readonly period: string;
  readonly kind: "VOICE" | "DATA" | "SMS";
  readonly allowance: number | null;
  readonly used: number;
  /** The contract of its own time, where the line has moved since. */
  readonly contract: string;
}

export interface Site {
  readonly id: string;
  readonly organization: string;
  readonly code: string;
}

export interface FixedLine {
  readonly id: string;
  readonly site: string;
  readonly billingAccount: string;
  readonly serial: number;
  readonly family: "VOICE" | "VOICE_AND_DATA" | "INTELLIGENT_NETWORK";
  readonly technology: "RTG" | "FTTH" | "VOIP";
  readonly status: "ACTIVE" | "TERMINATED";
  readonly activatedOn: string;
  readonly services: readonly string[];
}

/** The instant of every request: 15 June 2026, noon in Italy. */
export const NOW = Date.parse("2026-06-15T10:00:00Z");
export const TERMINATED_ON = "2026-02-28";
export const FROZEN_ON = "2026-03-31";
