import type { Profile, Service } from "../world/world";

/** Who may meet a field: a profile outright, or with a service named in the grant. Whoever is not named may not. */
export type Readers = Partial<Readonly<Record<Profile, true | readonly Service[]>>>;

const COMPANY_RECORD: Readers = {
  LEGAL_REP: true,
  HOLDING_REFERENT: true,
  FIXED_OWNER: true,
  FIXED_MASTER: true,
};
const ONLY_LEGAL_REP: Readers = { LEGAL_REP: true };
/** "Mobile inventory of a contract" and "own line: data". */
const LINE_DATA: Readers = {
  LEGAL_REP: true,
  MOBILE_MASTER: true,
  MOBILE_ADDITIONAL: ["INVENTORY"],
  END_USER: true,
  HOLDING_REFERENT: true,
};
/** "Cost centre of a line". */
const COST_CENTER: Readers = {
  LEGAL_REP: true,
  MOBILE_MASTER: true,
  MOBILE_ADDITIONAL: ["INVENTORY"],
  HOLDING_REFERENT: true,
};

/**
 * domain.md, "Who may do what", field by field, every profile written out: nothing here is derived, and nothing is read
 * from the schema's directives.
 */
export const READERS: Readonly<Record<string, Readers>> = {
  "Organization.vatNumber": COMPANY_RECORD,
  "Organization.fiscalCode": COMPANY_RECORD,
  "Organization.registeredOffice": COMPANY_RECORD,
  "Organization.holding": COMPANY_RECORD,
  "Organization.users": ONLY_LEGAL_REP,
  "Organization.grants": ONLY_LEGAL_REP,
  "User.username": ONLY_LEGAL_REP,
  "User.email": ONLY_LEGAL_REP,
  "User.mobileNumber": ONLY_LEGAL_REP,
  "User.status": ONLY_LEGAL_REP,
  "MobileContract.costCenters": COST_CENTER,
  "MobileContract.availableOptions": {
    LEGAL_REP: true,
    MOBILE_MASTER: true,
    MOBILE_ADDITIONAL: ["OPTIONS"],
  },
  "MobileLine.user": LINE_DATA,
  "MobileLine.tariffPlan": LINE_DATA,
  "MobileLine.device": LINE_DATA,
  "MobileLine.costCenter": COST_CENTER,
  "MobileLine.premiumServiceBlacklist": {
    LEGAL_REP: true,
    MOBILE_MASTER: true,
    MOBILE_ADDITIONAL: ["OPTIONS"],
    END_USER: true,
  },
  "MobileLine.usage": {
    LEGAL_REP: true,
    MOBILE_MASTER: true,
    MOBILE_ADDITIONAL: ["USAGE"],
    END_USER: true,
    HOLDING_REFERENT: true,
  },
  "Sim.imsi": { LEGAL_REP: true, MOBILE_MASTER: true, MOBILE_ADDITIONAL: ["SIM_OPERATIONS"] },
  "Sim.puk": { LEGAL_REP: true, MOBILE_MASTER: true, MOBILE_ADDITIONAL: ["SIM_OPERATIONS"], END_USER: true },
  "MobileInventorySummary.byTariffPlan": LINE_DATA,
  "MobileInventorySummary.byCostCenter": COST_CENTER,
  "MobileLineFilter.tariffPlanIds": LINE_DATA,
  "MobileLineFilter.costCenterIds": COST_CENTER,
};

/** Fields of a person that they may always read of themselves. */
export const OWN_FIELDS = ["User.username", "User.email", "User.mobileNumber", "User.status"];

/** Rows (access.md, "Two layers"): who reaches objects of a kind at all. INVOICES alone gives no line. */
export const ROWS: Readonly<Record<"line" | "contract" | "fixedLine" | "wholeSites", Readers>> = {
  line: {
    LEGAL_REP: true,
    HOLDING_REFERENT: true,
    MOBILE_MASTER: true,
    MOBILE_ADDITIONAL: ["INVENTORY", "USAGE", "SIM_OPERATIONS", "OPTIONS"],
    END_USER: true,
  },
  contract: {
    LEGAL_REP: true,
    HOLDING_REFERENT: true,
    MOBILE_MASTER: true,
    MOBILE_ADDITIONAL: true,
    END_USER: true,
  },
  fixedLine: {
    LEGAL_REP: true,
    HOLDING_REFERENT: true,
    FIXED_OWNER: true,
    FIXED_MASTER: true,
    FIXED_STANDARD: true,
  },
  wholeSites: { LEGAL_REP: true, HOLDING_REFERENT: true, FIXED_OWNER: true, FIXED_MASTER: true },
};
