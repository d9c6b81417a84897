import type { Database } from "../../subgraphs/shared/database";
import { accountRow, personasOf, plant, simpleBill, type GrantOf } from "./kit";

/**
 * Two companies of one group and a stranger: org-a with the contracts mc-a1 (m1, m2) and mc-a2 (m3), the accounts ba-a1
 * (f1, f2) and ba-a2 (f3); org-b with mc-b1 (m4) and ba-b1 (f4); org-c with ba-c1 (f5). On 15 June 2026 m1 is settled, m2
 * overdue, f1 paid in part and in time, f2 paid in part and overdue; the others are sent.
 */
export async function plantBills(database: Database): Promise<void> {
  await plant(database, "billing-accounts", [
    accountRow("ba-a1", "org-a"),
    accountRow("ba-a2", "org-a"),
    accountRow("ba-b1", "org-b"),
    accountRow("ba-c1", "org-c"),
  ]);
  await plant(database, "bills", [
    ...simpleBill("m1", "mc-a1", "org-a", 10_000, { date: "2026-03-01", due: "2026-03-31", line: "ml-1" }),
    ...simpleBill("m2", "mc-a1", "org-a", 20_000, { date: "2026-04-01", due: "2026-05-01" }),
    ...simpleBill("m3", "mc-a2", "org-a", 30_000, { date: "2026-05-31", due: "2026-06-30" }),
    ...simpleBill("f1", "ba-a1", "org-a", 40_000, { date: "2026-05-15", due: "2026-06-15", line: "fl-1" }),
    ...simpleBill("f2", "ba-a1", "org-a", 50_000, { date: "2026-04-15", due: "2026-06-14" }),
    ...simpleBill("f3", "ba-a2", "org-a", 60_000, { date: "2026-05-01" }),
    ...simpleBill("m4", "mc-b1", "org-b", 70_000),
    ...simpleBill("f4", "ba-b1", "org-b", 80_000),
    ...simpleBill("f5", "ba-c1", "org-c", 90_000),
  ]);
  const paid = (bill: string, amount: string) => ({
    id: `pay-${bill}`,
    bill_id: bill,
    amount,
    paid_on: "2026-06-01",
    reversed_on: "",
  });
  await plant(database, "bill-payments", [paid("m1", "122.00"), paid("f1", "100.00"), paid("f2", "0.01")]);
}

const A = { organizations: ["org-a"] };

/** What each persona holds. */
export const GRANTS = {
  legal: [{ profile: "LEGAL_REP", on: "org-a" }],
  owner: [{ profile: "FIXED_OWNER", on: "org-a" }],
  fixedMaster: [{ profile: "FIXED_MASTER", on: "org-a" }],
  fixedMasterAndMaster: [
    { profile: "FIXED_MASTER", on: "org-a" },
    { profile: "MOBILE_MASTER", on: "mc-a2", ...A },
  ],
  standard: [{ profile: "FIXED_STANDARD", on: "ba-a1", ...A }],
  master: [{ profile: "MOBILE_MASTER", on: "mc-a1", ...A }],
  invoices: [{ profile: "MOBILE_ADDITIONAL", on: "mc-a1", services: ["INVOICES"], ...A }],
  inventory: [{ profile: "MOBILE_ADDITIONAL", on: "mc-a1", services: ["INVENTORY", "USAGE"], ...A }],
  endUser: [{ profile: "END_USER", on: "ml-1", contract: "mc-a1", ...A }],
  holding: [{ profile: "HOLDING_REFERENT", on: "hold-x", organizations: ["org-a", "org-b"] }],
  stranger: [{ profile: "LEGAL_REP", on: "org-c" }],
  employee: [],
} satisfies Record<string, readonly GrantOf[]>;

export type PersonaName = keyof typeof GRANTS;

/** Everybody; the employee is registered with org-a and holds nothing. */
export const personas = personasOf(GRANTS, { employee: ["org-a"] });

export const everybody = Object.keys(GRANTS) as PersonaName[];
