const COMPANY_DATA = ["vatNumber", "fiscalCode", "registeredOffice", "holding"] as const;
const PEOPLE = ["users", "grants"] as const;
const BY_PLAN = "mobileInventory.byTariffPlan";
const BY_COST_CENTER = "mobileInventory.byCostCenter";

/** What an account sees of a company; what it may not reach at all is null. */
export interface CompanySight {
  readonly contracts: readonly string[];
  readonly lines: number;
  readonly coverage:
    readonly [kind: string, profile: string, scopeKind: string, scopeId: string] | readonly ["NONE"];
  readonly refused: readonly string[];
}

export interface Sight {
  readonly companies: Readonly<Record<string, CompanySight>>;
  /** The refused fields of the lines that it reaches, of one line of each contract. */
  readonly lines: Readonly<Record<string, readonly string[]>>;
}

/** One line of each contract. */
export const AURORA_1 = "ml-aurora-1-00007";
export const AURORA_2 = "ml-aurora-2-00001";
export const BOREA = "ml-borea-1-00003";
export const COMETA = "ml-cometa-1-00001";

/** The company is named, and nothing of its mobile lines is theirs. */
const nothingMobile = (...refused: string[]): CompanySight => ({
  contracts: [],
  lines: 0,
  coverage: ["NONE"],
  refused: [...refused, BY_PLAN, BY_COST_CENTER],
});
const ofEndUser = ["costCenter", "sim.imsi"];
const ofReader = ["premiumServiceBlacklist", "sim.imsi", "sim.puk"];

/** What each account of demo.md sees, written out by hand from it and from access.md. */
export const SIGHTS: Readonly<Record<string, Sight>> = {
  "legal.aurora": {
    companies: {
      "org-aurora": {
        contracts: ["mc-aurora-1", "mc-aurora-2"],
        lines: 1_500,
        coverage: ["ALL", "LEGAL_REP", "ORGANIZATION", "org-aurora"],
        refused: [],
      },
      "org-borea": {
        contracts: ["mc-borea-1"],
        lines: 1,
        coverage: ["PARTIAL", "END_USER", "MOBILE_LINE", BOREA],
        refused: [...COMPANY_DATA, ...PEOPLE, BY_COST_CENTER],
      },
    },
    lines: { [AURORA_1]: [], [AURORA_2]: [], [BOREA]: ofEndUser },
  },
  "master.aurora": {
    companies: {
      "org-aurora": {
        contracts: ["mc-aurora-1"],
        lines: 1_200,
        coverage: ["PARTIAL", "MOBILE_MASTER", "MOBILE_CONTRACT", "mc-aurora-1"],
        refused: [...COMPANY_DATA, ...PEOPLE],
      },
    },
    lines: { [AURORA_1]: ["user.username"] },
  },
  "additional.aurora": {
    companies: {
      "org-aurora": {
        contracts: ["mc-aurora-1"],
        lines: 1_200,
        coverage: ["PARTIAL", "MOBILE_ADDITIONAL", "MOBILE_CONTRACT", "mc-aurora-1"],
        refused: [...COMPANY_DATA, ...PEOPLE],
      },
    },
    lines: { [AURORA_1]: ["user.username", ...ofReader] },
  },
  "invoices.aurora": {
    companies: {
      "org-aurora": { ...nothingMobile(...COMPANY_DATA, ...PEOPLE), contracts: ["mc-aurora-2"] },
    },
    lines: {},
  },
  "master.two": {
    companies: {
      "org-aurora": {
        contracts: ["mc-aurora-2"],
        lines: 300,
        coverage: ["PARTIAL", "MOBILE_MASTER", "MOBILE_CONTRACT", "mc-aurora-2"],
        refused: [...COMPANY_DATA, ...PEOPLE],
      },
      "org-borea": {
        contracts: ["mc-borea-1"],
        lines: 250,
        coverage: ["PARTIAL", "MOBILE_MASTER", "MOBILE_CONTRACT", "mc-borea-1"],
        refused: [...COMPANY_DATA, ...PEOPLE],
      },
    },
    lines: { [AURORA_2]: [], [BOREA]: ["user.username"] },
  },
  "former.aurora": {
    companies: { "org-aurora": nothingMobile(...COMPANY_DATA, ...PEOPLE) },
    lines: {},
  },
  "enduser.aurora": {
    companies: {
      "org-aurora": {
        contracts: ["mc-aurora-1"],
        lines: 1,
        coverage: ["PARTIAL", "END_USER", "MOBILE_LINE", AURORA_1],
        refused: [...COMPANY_DATA, ...PEOPLE, BY_COST_CENTER],
      },
    },
    lines: { [AURORA_1]: ofEndUser },
  },
  "holding.levante": {
    companies: {
      "org-aurora": {
        contracts: ["mc-aurora-1", "mc-aurora-2"],
        lines: 1_500,
        coverage: ["ALL", "HOLDING_REFERENT", "HOLDING", "hold-levante"],
        refused: PEOPLE,
      },
      "org-borea": {
        contracts: ["mc-borea-1"],
        lines: 250,
        coverage: ["ALL", "HOLDING_REFERENT", "HOLDING", "hold-levante"],
        refused: PEOPLE,
      },
    },
    lines: {
      [AURORA_1]: ["user.username", ...ofReader],
      [AURORA_2]: ofReader,
      [BOREA]: ["user.username", ...ofReader],
    },
  },
  "owner.aurora": { companies: { "org-aurora": nothingMobile(...PEOPLE) }, lines: {} },
  "fixedmaster.aurora": { companies: { "org-aurora": nothingMobile(...PEOPLE) }, lines: {} },
  "standard.aurora": {
    companies: { "org-aurora": nothingMobile(...COMPANY_DATA, ...PEOPLE) },
    lines: {},
  },
  "employee.aurora": {
    companies: { "org-aurora": nothingMobile(...COMPANY_DATA, ...PEOPLE) },
    lines: {},
  },
  "legal.cometa": {
    companies: {
      "org-cometa": {
        contracts: ["mc-cometa-1"],
        lines: 800,
        coverage: ["ALL", "LEGAL_REP", "ORGANIZATION", "org-cometa"],
        refused: [],
      },
    },
    lines: { [COMETA]: [] },
  },
};
