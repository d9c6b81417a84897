import type { Database } from "../../subgraphs/shared/database";
import { contractRow, lineRow, plant, usageRow } from "./feed";
import { personasOf, type GrantOf } from "./kit";

/**
 * Two companies of one group and a stranger: org-a with mc-a1 (l1 to l6) and mc-a2 (l7 to l9), org-b with mc-b1 (l10,
 * l11), org-c with mc-c1 (l12).
 */
export async function plantCompanies(database: Database): Promise<void> {
  await plant(database, "mobile-contracts", [
    contractRow("mc-a1", "org-a"),
    contractRow("mc-a2", "org-a"),
    contractRow("mc-b1", "org-b"),
    contractRow("mc-c1", "org-c"),
  ]);
  const frozen = { status: "FROZEN", frozen_on: "2026-01-15" };
  const terminated = { status: "TERMINATED", terminated_on: "2025-11-30" };
  await plant(database, "mobile-lines", [
    lineRow("l1", "mc-a1", 1, { label: "Furgone 12" }),
    lineRow("l2", "mc-a1", 2, { label: "Perché no?", cost_center_code: "VEN", cost_center_name: "Vendite" }),
    lineRow("l3", "mc-a1", 3, frozen),
    lineRow("l4", "mc-a1", 4, terminated),
    lineRow("l5", "mc-a1", 5, { tariff_plan_id: "plan-100", tariff_plan_name: "Azienda 100" }),
    lineRow("l6", "mc-a1", 6, { cost_center_code: "", cost_center_name: "", imei: "", device_model: "" }),
    lineRow("l7", "mc-a2", 7, { sim_kind: "M2M", sim_administrative_state: "LOCKED", label: "100% _test" }),
    lineRow("l8", "mc-a2", 8, terminated),
    // The number of a line that is no more, given anew.
    lineRow("l9", "mc-a2", 9, { msisdn: "+393350000008" }),
    lineRow("l10", "mc-b1", 10),
    lineRow("l11", "mc-b1", 11, frozen),
    lineRow("l12", "mc-c1", 12),
  ]);
  await plant(
    database,
    "mobile-usage",
    ["l1", "l2", "l7", "l10", "l12"].flatMap((line) =>
      ["2026-04", "2026-05", "2026-06"].map((period) => usageRow(line, period)),
    ),
  );
}

const A = { organizations: ["org-a"] };
const B = { organizations: ["org-b"] };

/** What each persona holds. */
export const GRANTS = {
  legal: [
    { profile: "LEGAL_REP", on: "org-a" },
    { profile: "END_USER", on: "l10", contract: "mc-b1", ...B, from: "2026-05-20T00:00:00Z" },
  ],
  master: [{ profile: "MOBILE_MASTER", on: "mc-a1", ...A }],
  additional: [{ profile: "MOBILE_ADDITIONAL", on: "mc-a1", services: ["INVENTORY", "USAGE"], ...A }],
  simOperator: [{ profile: "MOBILE_ADDITIONAL", on: "mc-a1", services: ["SIM_OPERATIONS"], ...A }],
  invoices: [{ profile: "MOBILE_ADDITIONAL", on: "mc-a2", services: ["INVOICES"], ...A }],
  masterOfTwo: [
    { profile: "MOBILE_MASTER", on: "mc-a2", ...A },
    { profile: "MOBILE_MASTER", on: "mc-b1", ...B },
  ],
  endUser: [{ profile: "END_USER", on: "l2", contract: "mc-a1", ...A, from: "2026-05-20T00:00:00Z" }],
  holding: [{ profile: "HOLDING_REFERENT", on: "hold-x", organizations: ["org-a", "org-b"] }],
  fixedOwner: [{ profile: "FIXED_OWNER", on: "org-a" }],
  stranger: [{ profile: "LEGAL_REP", on: "org-c" }],
  employee: [],
} satisfies Record<string, readonly GrantOf[]>;

export type PersonaName = keyof typeof GRANTS;

/** Everybody; the employee is registered with org-a and holds nothing. */
export const personas = personasOf(GRANTS, { employee: ["org-a"] });
