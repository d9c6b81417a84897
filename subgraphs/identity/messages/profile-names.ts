import type { Profile, Service } from "../../../schema/access/vocabulary";
import type { Language } from "../../shared/work/delivery/language";

/** What people call the profiles (domain.md, Requirements). */
export const PROFILE_NAMES: Readonly<Record<Language, Readonly<Record<Profile, string>>>> = {
  it: {
    LEGAL_REP: "Rappresentante Legale",
    HOLDING_REFERENT: "Referente myBusiness Holding",
    MOBILE_MASTER: "Referente Master",
    MOBILE_ADDITIONAL: "Referente Aggiuntivo",
    END_USER: "Utilizzatore",
    FIXED_OWNER: "Titolare",
    FIXED_MASTER: "Referente Master di rete fissa",
    FIXED_STANDARD: "Utente Standard",
  },
  en: {
    LEGAL_REP: "Legal Representative",
    HOLDING_REFERENT: "Holding Referent",
    MOBILE_MASTER: "Mobile Master",
    MOBILE_ADDITIONAL: "Additional Referent",
    END_USER: "End User",
    FIXED_OWNER: "Owner",
    FIXED_MASTER: "Fixed-line Master",
    FIXED_STANDARD: "Standard User",
  },
};

/** What people call the services of an additional referent (R12). */
export const SERVICE_NAMES: Readonly<Record<Language, Readonly<Record<Service, string>>>> = {
  it: {
    INVENTORY: "consistenze",
    USAGE: "consumi",
    INVOICES: "fatture",
    SIM_OPERATIONS: "operazioni SIM",
    OPTIONS: "opzioni",
  },
  en: {
    INVENTORY: "inventory",
    USAGE: "usage",
    INVOICES: "invoices",
    SIM_OPERATIONS: "SIM operations",
    OPTIONS: "options",
  },
};
