import fc from "fast-check";
import { amountOf, decimalOf } from "../../subgraphs/billing/model/amount";
import { eachDatabase } from "../kit/databases";
import { personas, plantBills } from "./company";
import {
  billRecords,
  csvOf,
  feed,
  feedText,
  openBilling,
  simpleBill,
  type Billing,
  type BillOf,
} from "./kit";

const BASE: Omit<BillOf, "id"> = {
  owner: "mc-a1",
  organization: "org-a",
  charges: ["10.10", "0.005"],
  net: "10.105",
  tax: "2.22",
  gross: "12.325",
};

const TMF = {
  id: "t1",
  billNo: "T-1",
  lastUpdate: "2026-05-02T08:00:00Z",
  billDate: "2026-04-30T22:30:00Z",
  paymentDueDate: "2026-06-30T00:00:00+02:00",
  billingPeriod: { startDateTime: "2026-04-01", endDateTime: "2026-04-30" },
  taxExcludedAmount: { value: 0.3, unit: "EUR" },
  taxIncludedAmount: { value: "0.366", unit: "EUR" },
  remainingAmount: { value: 0.266, unit: "EUR" },
  billingAccount: { id: "mc-a1", "@referredType": "MobileContract" },
  relatedParty: [{ id: "org-a", role: "customer" }],
  appliedPayment: [{ appliedAmount: { value: 0.1, unit: "EUR" }, payment: { id: "pay-t1" } }],
  appliedCustomerBillingRate: [
    {
      type: "RECURRING",
      name: "Canone",
      taxExcludedAmount: { value: 0.1, unit: "EUR" },
      product: { id: "ml-1" },
    },
    { type: "USAGE", description: "Traffico", taxExcludedAmount: { value: 0.2, unit: "EUR" } },
  ],
};

eachDatabase("the import of bills", ({ open }) => {
  let billing: Billing;
  beforeAll(async () => {
    billing = await openBilling(open);
    await plantBills(billing.database);
  });

  // Each test has bills of its own.
  let serial = 0;
  let BILL: BillOf;
  let other: string;
  beforeEach(() => {
    serial += 1;
    BILL = { ...BASE, id: `n${serial}` };
    other = `o${serial}`;
  });

  const bills = (...of: BillOf[]) => feed(billing.database, "bills", of.flatMap(billRecords));
  const faults = async (bill: BillOf) =>
    (await bills(bill)).rejects.map(({ column, reason }) => [column, reason]);
  const shown = async (id: string) =>
    (
      await billing.ask(
        personas.legal,
        `query ($id: ID!) { bill(id: $id) { billDate state taxExcludedAmount { value } taxIncludedAmount { value }
          remainingAmount { value } lines { totalCount edges { node { description amount { value } mobileLine { id } } } } } }`,
        { id },
      )
    ).data?.bill;

  it("takes a bill with its charges exactly, once: the same file changes nothing", async () => {
    expect(await bills(BILL)).toMatchObject({ read: 1, applied: 1 });
    expect(await shown(BILL.id)).toMatchObject({
      taxExcludedAmount: { value: "10.105" },
      taxIncludedAmount: { value: "12.325" },
      lines: {
        totalCount: 2,
        edges: [{ node: { amount: { value: "10.10" } } }, { node: { amount: { value: "0.005" } } }],
      },
    });
    expect(await bills(BILL)).toMatchObject({ read: 1, applied: 0, unchanged: 1 });
  });

  it("refuses a bill that does not add up, with both figures, and takes the others of the file", async () => {
    expect(await faults({ ...BILL, net: "10.10", gross: "12.32" })).toEqual([
      ["tax_excluded_amount", "is 10.10, where the lines add up to 10.105"],
    ]);
    expect(await faults({ ...BILL, gross: "12.32" })).toEqual([
      ["tax_included_amount", "is 12.32, where net and tax add up to 12.325"],
    ]);
    const report = await bills({ ...BILL, gross: "12.32" }, { ...BILL, id: other });
    expect(report).toMatchObject({ read: 2, applied: 1, rejected: 1 });
    expect(await shown(BILL.id)).toBeNull();
    expect(await shown(other)).not.toBeNull();
  });

  it("takes a correction by its version, refuses other content under the same one, and passes over what came before", async () => {
    await bills(BILL);
    const corrected = { ...BILL, version: 2, charges: ["10.00"], net: "10.00", tax: "2.20", gross: "12.20" };
    expect(await bills(corrected)).toMatchObject({ applied: 1 });
    expect(await shown(BILL.id)).toMatchObject({
      taxIncludedAmount: { value: "12.20" },
      lines: { totalCount: 1, edges: [{}] },
    });
    expect(await bills(BILL)).toMatchObject({ applied: 0, unchanged: 1 });
    expect(await faults({ ...corrected, charges: ["9.00", "1.00"] })).toEqual([
      ["version", "is stored with other content: a correction has a higher one"],
    ]);
    expect(await faults({ ...corrected, version: 3, owner: "mc-a2" })).toEqual([
      [undefined, "must stay with its organization, contract or billing account and currency"],
    ]);
  });

  it("refuses an account of another company, a number twice in a company, and a record in the wrong place", async () => {
    expect(await faults({ ...BILL, owner: "ba-b1" })).toEqual([
      ["billing_account_id", "names no billing account of the organization"],
    ]);
    expect(await faults({ ...BILL, billNo: "N-m1" })).toEqual([
      ["bill_no", "is another bill's of the organization"],
    ]);
    expect((await bills(BILL, { ...BILL, id: other, billNo: `N-${BILL.id}` })).rejected).toBe(1);
    const [head, line] = billRecords(BILL);
    const rejects = async (...records: (typeof head)[]) =>
      (await feedText(billing.database, csvOf(records as never))).rejects.map(({ row, column, reason }) => [
        row,
        column,
        reason,
      ]);
    expect(await rejects(line)).toEqual([[2, "record", "LINE stands under no BILL"]]);
    expect(await rejects(head, { ...line, bill_id: "other" })).toEqual([
      [2, "bill_id", "is not that of the BILL above (record on line 3)"],
    ]);
    expect(await rejects({ ...head, amount: "1.00", unit: "" })).toEqual([
      [2, "unit", "is required with BILL"],
      [2, "amount", "must be empty with BILL"],
    ]);
    expect(await rejects(head, { ...line, amount: "1.0000001" })).toEqual([
      [2, "amount", expect.stringMatching(/^must be a decimal number .* \(record on line 3\)$/)],
    ]);
  });

  it("goes on from the line of a bill at which it stopped", async () => {
    const text = csvOf([...billRecords(BILL), ...billRecords({ ...BILL, id: other })]);
    expect(await feedText(billing.database, text, 5)).toMatchObject({ read: 1, applied: 1 });
    expect(await shown(BILL.id)).toBeNull();
    expect(await shown(other)).not.toBeNull();
  });

  it("settles a bill by its payments, once, and re-opens it when one is taken back", async () => {
    const pay = (amount: string, reversed = "", id = "pay-1") =>
      feed(billing.database, "bill-payments", [
        { id, bill_id: "m2", amount, paid_on: "2026-06-01", reversed_on: reversed },
      ]);
    const state = async () => {
      const { state: now, remainingAmount } = await shown("m2");
      return [now, remainingAmount.value];
    };
    expect(await state()).toEqual(["OVERDUE", "244.00"]);
    expect(await pay("244.00")).toMatchObject({ applied: 1 });
    expect(await state()).toEqual(["SETTLED", "0.00"]);
    expect(await pay("244.00")).toMatchObject({ applied: 0, unchanged: 1 });
    expect(await pay("244.00", "2026-06-05")).toMatchObject({ applied: 1 });
    expect(await state()).toEqual(["OVERDUE", "244.00"]);
    await pay("250.00", "", "pay-2");
    expect(await state()).toEqual(["SETTLED", "-6.00"]);
    const { rejects } = await feed(billing.database, "bill-payments", [
      { id: "pay-3", bill_id: "unknown", amount: "1", paid_on: "2026-06-01", reversed_on: "" },
    ]);
    expect(rejects).toMatchObject([{ column: "bill_id", reason: "names no known bill" }]);
  });

  it("keeps what was paid through a correction", async () => {
    await feed(
      billing.database,
      "bills",
      simpleBill("m1", "mc-a1", "org-a", 20_000, { version: 2, date: "2026-03-01", due: "2026-06-30" }),
    );
    expect(await shown("m1")).toMatchObject({
      state: "PARTIALLY_PAID",
      remainingAmount: { value: "122.00" },
    });
  });

  it("takes TMF678's CustomerBill as NDJSON, its instants as days in Italy and its numbers exactly", async () => {
    const text = `${JSON.stringify(TMF)}\n\n${JSON.stringify({ ...TMF, id: "t2", billNo: "T-2", appliedCustomerBillingRate: undefined })}\n`;
    expect(await feedText(billing.database, text)).toMatchObject({ read: 2, applied: 2, rejects: [] });
    expect(await feedText(billing.database, text)).toMatchObject({ unchanged: 2 });
    expect(await shown("t1")).toEqual({
      billDate: "2026-05-01",
      state: "PARTIALLY_PAID",
      taxExcludedAmount: { value: "0.30" },
      taxIncludedAmount: { value: "0.366" },
      remainingAmount: { value: "0.266" },
      lines: {
        totalCount: 2,
        edges: [
          { node: { description: "Canone", amount: { value: "0.10" }, mobileLine: { id: "ml-1" } } },
          { node: { description: "Traffico", amount: { value: "0.20" }, mobileLine: null } },
        ],
      },
    });
    expect(await shown("t2")).toMatchObject({ lines: { totalCount: 0 } });
  });

  it("refuses a CustomerBill that is not one, or does not add up, by its member", async () => {
    const told = async (value: object | string) =>
      (
        await feedText(
          billing.database,
          `${JSON.stringify(TMF)}\n${typeof value === "string" ? value : JSON.stringify(value)}`,
        )
      ).rejects.map(({ row, column, reason }) => [row, column, reason]);
    expect(await told("{")).toEqual([[2, undefined, "is not one whole JSON value"]]);
    expect(await told({ ...TMF, remainingAmount: { value: 0.3, unit: "EUR" } })).toEqual([
      [2, "remainingAmount", "is 0.30, where the gross amount less appliedPayment is 0.266"],
    ]);
    expect(await told({ ...TMF, taxExcludedAmount: { value: 0.31, unit: "EUR" } })).toEqual([
      [2, "tax_excluded_amount", "is 0.31, where the lines add up to 0.30"],
    ]);
    expect(await told({ ...TMF, relatedParty: [] })).toEqual([
      [2, "relatedParty", "must have a party with the role customer"],
    ]);
    const [[, column]] = (await told({ ...TMF, taxIncludedAmount: { value: 1e-7, unit: "EUR" } })) as [
      [number, string],
    ];
    expect(column).toBe("taxIncludedAmount.value");
  });
});

it("keeps every amount as it was written, to the millionth", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -999_999_999, max: 999_999_999 }),
      fc.integer({ min: 0, max: 999_999 }),
      (whole, millionths) => {
        const text = `${whole}.${String(millionths).padStart(6, "0")}`;
        const micros = amountOf(text);
        expect(typeof micros).toBe("bigint");
        const shownText = decimalOf(micros as bigint);
        expect(amountOf(shownText)).toBe(micros);
        // Zeros at the end are the only difference.
        expect(shownText).toBe(text.replace(/0{1,4}$/, "").replace(/^-0(?=\.00$)/, "0"));
      },
    ),
  );
  expect(amountOf("1000000000")).toEqual({ fault: "must be below 1000000000" });
});
