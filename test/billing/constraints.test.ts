import { BillEntity } from "../../subgraphs/billing/bill/bill.entity";
import { BillLineEntity } from "../../subgraphs/billing/line/bill-line.entity";
import { eachDatabase } from "../kit/databases";
import { told as toldBy } from "../kit/told";
import { plantBills } from "./company";
import { openBilling, type Billing } from "./kit";

const BILL = {
  id: "broken",
  billNo: "broken",
  billNoFolded: "broken",
  kind: "FIXED" as const,
  organizationId: "org-a",
  contractId: null,
  billingAccountId: "ba-a1",
  billDate: "2026-05-01",
  dueDate: "2026-05-31",
  periodFrom: "2026-04-01",
  periodTo: "2026-04-30",
  unit: "EUR",
  net: 100,
  tax: 22,
  gross: 122,
  remaining: 122,
  payment: "SENT" as const,
  version: 1,
  lineCount: 0,
  digest: "digest",
};
const LINE = { billId: "m1", position: 9, kind: "USAGE" as const, description: "Traffico", amount: 1 };

eachDatabase("the tables of billing", ({ open, engine }) => {
  let billing: Billing;
  beforeAll(async () => {
    billing = await openBilling(open);
    await plantBills(billing.database);
  });

  const bill = (changes: Partial<BillEntity>) =>
    toldBy(billing.database, BillEntity, { ...BILL, ...changes });
  const line = (changes: Partial<BillLineEntity>) =>
    toldBy(billing.database, BillLineEntity, { ...LINE, ...changes });
  const foreignKey = (name: string) => (engine === "mysql" ? name : "foreign-key");

  it("take a bill that adds up, and refuse one that does not", async () => {
    expect(await bill({})).toBe("taken");
    expect(await bill({ gross: 121 })).toBe("ck_bill_gross");
  });

  it("refuse a bill without exactly one whom it is for, and an account of another company", async () => {
    expect(await bill({ kind: "MOBILE" })).toBe("ck_bill_kind");
    expect(await bill({ contractId: "mc-a1" })).toBe("ck_bill_kind");
    expect(await bill({ billingAccountId: null })).toBe("ck_bill_kind");
    expect(await bill({ billingAccountId: "ba-b1" })).toBe(foreignKey("fk_bill_billing_account"));
  });

  it("refuse dates in the wrong order, a number twice in a company, and a payment that does not follow", async () => {
    expect(await bill({ dueDate: "2026-04-30" })).toBe("ck_bill_dates");
    expect(await bill({ billNo: "N-f1" })).toBe("uq_bill_number");
    expect(await bill({ payment: "SETTLED" })).toBe("ck_bill_payment");
    expect(await bill({ payment: "SENT", remaining: 1 })).toBe("ck_bill_payment");
    expect(await bill({ payment: "PARTIALLY_PAID", remaining: 1 })).toBe("taken");
  });

  it("refuse a charge of no bill, of an unknown kind, of half a period and of two lines", async () => {
    expect(await line({})).toBe("taken");
    expect(await line({ billId: "unknown" })).toBe(foreignKey("fk_bill_line_bill"));
    expect(await line({ kind: "FEE" as never })).toBe("ck_bill_line_kind");
    expect(await line({ periodFrom: "2026-04-01" })).toBe("ck_bill_line_period");
    expect(await line({ mobileLineId: "ml-1", fixedLineId: "fl-1" })).toBe("ck_bill_line_line");
  });
});
