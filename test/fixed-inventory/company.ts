import type { Database } from "../../subgraphs/shared/database";
import { lineRow, personasOf, plant, siteRow, type GrantOf } from "./kit";

const TERMINATED = { status: "TERMINATED", terminated_on: "2025-11-30" };
const DATA = {
  family: "VOICE_AND_DATA",
  access_technology: "FTTH",
  services: "fs-data:Voce e internet:2021-05-10",
};
const NETWORK = {
  family: "INTELLIGENT_NETWORK",
  access_technology: "VOIP",
  services: "fs-routing:Instradamento:2021-05-10|fs-voice:Linea voce:2021-05-10",
};

/**
 * Two companies of one group and a stranger: org-a with sites s1 (l1 to l4), s2 (l5, l6) and s3 without a line, billed
 * to ba-a1 (l1, l2, l5) and ba-a2 (l3, l4, l6); org-b with s4 (l7, l8); org-c with s5 (l9).
 */
export async function plantCompanies(database: Database): Promise<void> {
  await plant(database, "sites", [
    siteRow("s1", "org-a", { code: "TO-01", name: "Città alta" }),
    siteRow("s2", "org-a", { code: "TO-02", name: "Deposito", address_street_nr: "" }),
    siteRow("s3", "org-a", { code: "AA-03", name: "100% _prova" }),
    siteRow("s4", "org-b", { code: "TO-01" }),
    siteRow("s5", "org-c"),
  ]);
  await plant(database, "fixed-lines", [
    lineRow("l1", "s1", "ba-a1", 1),
    lineRow("l2", "s1", "ba-a1", 2, DATA),
    lineRow("l3", "s1", "ba-a2", 3, { ...TERMINATED, activated_on: "2020-03-01" }),
    lineRow("l4", "s1", "ba-a2", 4, { ...NETWORK, number: "+39800123456" }),
    // The number of a line that is no more, given anew.
    lineRow("l5", "s2", "ba-a1", 3, { activated_on: "2021-05-01" }),
    lineRow("l6", "s2", "ba-a2", 6, { ...DATA, access_technology: "FWA", services: "" }),
    lineRow("l7", "s4", "ba-b1", 7),
    lineRow("l8", "s4", "ba-b1", 8, TERMINATED),
    lineRow("l9", "s5", "ba-c1", 9),
  ]);
}

const A = { organizations: ["org-a"] };

/** What each persona holds. */
export const GRANTS = {
  legal: [{ profile: "LEGAL_REP", on: "org-a" }],
  owner: [{ profile: "FIXED_OWNER", on: "org-a" }],
  master: [{ profile: "FIXED_MASTER", on: "org-a" }],
  standard: [{ profile: "FIXED_STANDARD", on: "ba-a1", ...A }],
  standardOfBoth: [
    { profile: "FIXED_STANDARD", on: "ba-a1", ...A },
    { profile: "FIXED_STANDARD", on: "ba-a2", ...A },
  ],
  masterAndStandard: [
    { profile: "FIXED_STANDARD", on: "ba-a2", ...A },
    { profile: "FIXED_MASTER", on: "org-a" },
  ],
  holding: [{ profile: "HOLDING_REFERENT", on: "hold-x", organizations: ["org-a", "org-b"] }],
  mobileMaster: [{ profile: "MOBILE_MASTER", on: "mc-a1", ...A }],
  mobileAdditional: [
    { profile: "MOBILE_ADDITIONAL", on: "mc-a1", services: ["INVENTORY", "USAGE", "INVOICES"], ...A },
  ],
  endUser: [{ profile: "END_USER", on: "ml-1", contract: "mc-a1", ...A }],
  stranger: [{ profile: "LEGAL_REP", on: "org-c" }],
  employee: [],
} satisfies Record<string, readonly GrantOf[]>;

export type PersonaName = keyof typeof GRANTS;

/** Everybody; the employee is registered with org-a and holds nothing. */
export const personas = personasOf(GRANTS, { employee: ["org-a"] });

export const everybody = Object.keys(GRANTS) as PersonaName[];
