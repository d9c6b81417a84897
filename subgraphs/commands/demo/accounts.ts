import { LINE_OF_END_USER_AURORA, LINE_OF_LEGAL_AURORA } from "./fixed-lines";

/** Of every demo account. Production refuses demo mode. */
export const DEMO_PASSWORD = "Area-Clienti-2026!";

/** A grant of a demo account, as a row of the feed. */
export interface DemoGrant {
  readonly profile: string;
  readonly services?: readonly string[];
  readonly scopeId: string;
  /** Not any more since yesterday. */
  readonly ended?: true;
}

/** An account of the demo world with the companies and grants that it holds. */
export interface DemoAccount {
  readonly username: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly sex: "F" | "M";
  readonly organizationIds: readonly string[];
  readonly grants: readonly DemoGrant[];
  /** What the account may do, in one sentence. */
  readonly mayDo: string;
}

type Registration = Pick<DemoAccount, "givenName" | "familyName" | "sex" | "organizationIds">;

const aurora = ["org-aurora"];
const woman = (givenName: string, familyName: string, organizationIds = aurora): Registration => ({
  givenName,
  familyName,
  sex: "F",
  organizationIds,
});
const man = (givenName: string, familyName: string, organizationIds = aurora): Registration => ({
  givenName,
  familyName,
  sex: "M",
  organizationIds,
});

/** As in the start-up print and the README, in that order. */
export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  {
    username: "legal.aurora",
    ...woman("Elena", "Ferraris"),
    grants: [
      { profile: "LEGAL_REP", scopeId: "org-aurora" },
      { profile: "END_USER", scopeId: LINE_OF_LEGAL_AURORA },
    ],
    mayDo:
      "Does everything within Aurora Meccanica as its legal representative, and uses one line of Borea Logistica.",
  },
  {
    username: "master.aurora",
    ...man("Giorgio", "Bertone"),
    grants: [{ profile: "MOBILE_MASTER", scopeId: "mc-aurora-1" }],
    mayDo: "Manages the mobile contract mc-aurora-1 with all its lines.",
  },
  {
    username: "additional.aurora",
    ...woman("Cristina", "Vaccaro"),
    grants: [{ profile: "MOBILE_ADDITIONAL", services: ["INVENTORY", "USAGE"], scopeId: "mc-aurora-1" }],
    mayDo: "Reads the inventory and the usage of mc-aurora-1, but neither PUK nor IMSI, and changes nothing.",
  },
  {
    username: "invoices.aurora",
    ...man("Sergio", "Novelli"),
    grants: [{ profile: "MOBILE_ADDITIONAL", services: ["INVOICES"], scopeId: "mc-aurora-2" }],
    mayDo: "Reads the invoices of mc-aurora-2 and not one of its lines.",
  },
  {
    username: "master.two",
    ...woman("Patrizia", "Malnati", ["org-aurora", "org-borea"]),
    grants: [
      { profile: "MOBILE_MASTER", scopeId: "mc-aurora-2" },
      { profile: "MOBILE_MASTER", scopeId: "mc-borea-1" },
    ],
    mayDo: "Manages two mobile contracts of two companies, mc-aurora-2 and mc-borea-1.",
  },
  {
    username: "former.aurora",
    ...man("Walter", "Pautasso"),
    grants: [
      { profile: "MOBILE_ADDITIONAL", services: ["INVENTORY", "USAGE"], scopeId: "mc-aurora-1", ended: true },
    ],
    mayDo: "Read mc-aurora-1 until yesterday, and since then only the company's name.",
  },
  {
    username: "enduser.aurora",
    ...woman("Monica", "Gallino"),
    grants: [{ profile: "END_USER", scopeId: LINE_OF_END_USER_AURORA }],
    mayDo: `Uses one line of mc-aurora-1, ${LINE_OF_END_USER_AURORA}, and sees its data, PUK and usage.`,
  },
  {
    username: "holding.levante",
    ...man("Tommaso", "Dalmasso", []),
    grants: [{ profile: "HOLDING_REFERENT", scopeId: "hold-levante" }],
    mayDo: "Reads the inventories of every company of Gruppo Levante, Aurora and Borea, and manages nothing.",
  },
  {
    username: "owner.aurora",
    ...man("Renato", "Boggio"),
    grants: [{ profile: "FIXED_OWNER", scopeId: "org-aurora" }],
    mayDo: "Does everything with the fixed lines of Aurora Meccanica, having signed for them.",
  },
  {
    username: "fixedmaster.aurora",
    ...woman("Donatella", "Quaglia"),
    grants: [{ profile: "FIXED_MASTER", scopeId: "org-aurora" }],
    mayDo: "Manages all fixed services of Aurora Meccanica by appointment of the owner.",
  },
  {
    username: "standard.aurora",
    ...man("Ivan", "Peretti"),
    grants: [{ profile: "FIXED_STANDARD", scopeId: "ba-aurora-1" }],
    mayDo: "Reads the fixed lines and invoices of the billing account ba-aurora-1.",
  },
  {
    username: "employee.aurora",
    ...woman("Teresa", "Olivero"),
    grants: [],
    mayDo: "Is registered with Aurora Meccanica without any grant and sees the company's name.",
  },
  {
    username: "legal.cometa",
    ...man("Guido", "Castelnuovo", ["org-cometa"]),
    grants: [{ profile: "LEGAL_REP", scopeId: "org-cometa" }],
    mayDo:
      "Does everything within Cometa Servizi as its legal representative, and knows nothing of Aurora or Borea.",
  },
];
