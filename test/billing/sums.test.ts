import { Big } from "big.js";
import fc from "fast-check";
import { eachDatabase, statementsOf } from "../kit/databases";
import { caller, type GrantOf } from "./kit";
import { accountRow, billRecords, entity, openBilling, plant, type Billing, type BillOf } from "./kit";

const OWNERS = ["mc-1", "mc-2", "mc-3", "ba-1", "ba-2"];
const organizationOf = (owner: string) => (owner === "mc-3" ? "org-2" : "org-1");
const TODAY = "2026-06-15";

interface Fed extends BillOf {
  readonly paid: string;
}

const cents = (value: number) => new Big(value).div(100).toFixed(2);

/** A bill of two charges, to the millionth, that adds up; some are credits. */
const bill = fc
  .record({
    owner: fc.constantFrom(...OWNERS),
    first: fc.integer({ min: -50_000, max: 100_000_000 }),
    millionths: fc.integer({ min: 0, max: 999_999 }),
    paid: fc.constantFrom(0, 0, 1, 2),
    month: fc.constantFrom("2026-03", "2026-04", "2026-05"),
    day: fc.constantFrom("01", "15", "30"),
    due: fc.constantFrom("2026-06-14", "2026-06-15", "2026-07-01"),
    unit: fc.constantFrom("EUR", "EUR", "CHF"),
  })
  .map(({ owner, first, millionths, paid, month, day, due, unit }): Omit<Fed, "id"> => {
    const small = new Big(millionths).div(1_000_000).toFixed(6);
    const net = new Big(cents(first)).plus(small);
    const tax = net.times("0.22").round(2);
    const gross = net.plus(tax);
    return {
      owner,
      organization: organizationOf(owner),
      charges: [cents(first), small],
      net: net.toFixed(6),
      tax: tax.toFixed(2),
      gross: gross.toFixed(6),
      date: `${month}-${day}`,
      due,
      unit,
      paid: paid === 2 ? gross.toFixed(6) : paid === 1 ? "0.01" : "0",
    };
  });

const filter = fc.record(
  {
    kind: fc.constantFrom("MOBILE", "FIXED"),
    state: fc.subarray(["SENT", "PARTIALLY_PAID", "SETTLED", "OVERDUE"]),
    contractIds: fc.subarray(["mc-1", "mc-2", "mc-3"]),
    billingAccountIds: fc.subarray(["ba-1", "ba-2"]),
    // Whole months are summed from the kept sums, single days from the bills.
    billDateFrom: fc.constantFrom("2026-04-01", "2026-04-02"),
    billDateTo: fc.constantFrom("2026-04-30", "2026-05-15", "2026-05-31"),
    dueFrom: fc.constantFrom("2026-06-15"),
    dueTo: fc.constantFrom("2026-06-14", "2026-06-30"),
    search: fc.constantFrom("n-b1", "N-B"),
  },
  { requiredKeys: [] },
);

const O = { organizations: ["org-1"] };
const PERSONAS: readonly (readonly GrantOf[])[] = [
  [{ profile: "LEGAL_REP", on: "org-1" }],
  [{ profile: "FIXED_OWNER", on: "org-1" }],
  [{ profile: "FIXED_MASTER", on: "org-1" }],
  [{ profile: "HOLDING_REFERENT", on: "hold", organizations: ["org-1", "org-2"] }],
  [{ profile: "MOBILE_MASTER", on: "mc-1", ...O }],
  [{ profile: "MOBILE_ADDITIONAL", on: "mc-2", services: ["INVOICES"], ...O }],
  [{ profile: "MOBILE_ADDITIONAL", on: "mc-2", services: ["INVENTORY"], ...O }],
  [{ profile: "FIXED_STANDARD", on: "ba-1", ...O }],
  [
    { profile: "FIXED_STANDARD", on: "ba-2", ...O },
    { profile: "MOBILE_MASTER", on: "mc-3", organizations: ["org-2"] },
    { profile: "MOBILE_MASTER", on: "mc-1", ...O },
  ],
  [{ profile: "END_USER", on: "ml-1", contract: "mc-1", ...O }],
  [],
];

const MONEY = "value unit";
const SUMS = `bills taxIncludedAmount { ${MONEY} } remainingAmount { ${MONEY} }`;
const NODE = `id contract { id } billingAccount { id } billDate state taxIncludedAmount { ${MONEY} } remainingAmount { ${MONEY} }`;
const LIST = `bills(first: 1000, filter: $filter) { totalCount edges { node { ${NODE} } } }`;
const QUERY = `query ($companies: [_Any!]!, $contracts: [_Any!]!, $accounts: [_Any!]!, $filter: BillFilter) {
  companies: _entities(representations: $companies) { ... on Organization { id
    billing(filter: $filter) { ${SUMS} overdueAmount { ${MONEY} } byPeriod { period ${SUMS} }
      byContract { contract { id } ${SUMS} } byBillingAccount { billingAccount { id } ${SUMS} } } ${LIST} } }
  contracts: _entities(representations: $contracts) { ... on MobileContract { id ${LIST} } }
  accounts: _entities(representations: $accounts) { ... on BillingAccount { id ${LIST} } } }`;

interface Money {
  readonly value: string;
  readonly unit: string;
}
interface Listed {
  readonly id: string;
  readonly contract: { id: string } | null;
  readonly billingAccount: { id: string } | null;
  readonly billDate: string;
  readonly state: string;
  readonly taxIncludedAmount: Money;
  readonly remainingAmount: Money;
}

function added(amounts: readonly Money[]): Money[] {
  const totals = new Map<string, Big>();
  for (const { value, unit } of amounts) totals.set(unit, (totals.get(unit) ?? new Big(0)).plus(value));
  return [...totals]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([unit, total]) => ({ unit, value: shown(total) }));
}

function shown(total: Big): string {
  const text = total.toFixed(6).replace(/0{1,4}$/, "");
  return text;
}

const sumsOf = (bills: readonly Listed[]) => ({
  bills: bills.length,
  taxIncludedAmount: added(bills.map(({ taxIncludedAmount }) => taxIncludedAmount)),
  remainingAmount: added(bills.map(({ remainingAmount }) => remainingAmount)),
});

function grouped(bills: readonly Listed[], keyOf: (bill: Listed) => string | undefined) {
  const groups = new Map<string, Listed[]>();
  for (const each of bills) {
    const key = keyOf(each);
    if (key !== undefined) groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups].sort(([one], [other]) => (one < other ? -1 : 1));
}

eachDatabase("the sums of a company's bills", ({ open }) => {
  let billing: Billing;
  const world = fc.sample(bill, { numRuns: 60, seed: 16 });
  beforeAll(async () => {
    billing = await openBilling(open);
    const { database } = billing;
    await plant(database, "billing-accounts", [accountRow("ba-1", "org-1"), accountRow("ba-2", "org-1")]);
    const fed = world.map((each, index): Fed => ({ ...each, id: `b${index}` }));
    await plant(database, "bills", fed.flatMap(billRecords));
    await plant(
      database,
      "bill-payments",
      fed
        .filter(({ paid }) => paid !== "0")
        .map(({ id, paid }) => ({
          id: "p",
          bill_id: id,
          amount: paid,
          paid_on: "2026-06-01",
          reversed_on: Number(id.slice(1)) % 5 === 0 ? "2026-06-02" : "",
        })),
    );
    // A third of the bills are corrected, to another amount, date and due date.
    const corrected = fed
      .filter((_, index) => index % 3 === 0)
      .map((each, index): Fed => {
        const other = fed[(index * 7 + 1) % fed.length]!;
        const { charges, net, tax, gross, date, due } = other;
        return { ...each, charges, net: net!, tax, gross, date: date!, due: due!, version: 2 };
      });
    await plant(database, "bills", corrected.flatMap(billRecords));
  }, 60_000);

  it("are those of the bills that the same viewer lists with the same filter: by period, by contract and account, in all", async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...PERSONAS), filter, async (grants, filters) => {
        const viewer = caller(grants, ["org-1"]);
        const { data } = await billing.ask(viewer, QUERY, {
          filter: filters,
          companies: ["org-1", "org-2"].map((id) => entity("Organization", id)),
          contracts: ["mc-1", "mc-2", "mc-3"].map((id) => ({
            ...entity("MobileContract", id),
            organization: { id: organizationOf(id) },
          })),
          accounts: ["ba-1", "ba-2"].map((id) => entity("BillingAccount", id)),
        });
        const nodes = (list: { edges: { node: Listed }[]; totalCount: number } | null | undefined) => {
          if (list === null || list === undefined) return [];
          expect(list.totalCount).toBe(list.edges.length);
          return list.edges.map(({ node }) => node);
        };
        for (const company of data.companies) {
          if (company === null) continue;
          const below = [...data.contracts, ...data.accounts].flatMap((owner) =>
            owner === null || organizationOf(owner.id) !== company.id ? [] : nodes(owner.bills),
          );
          if (company.bills !== null) {
            const ids = (bills: readonly Listed[]) => bills.map(({ id }) => id).sort();
            // A grant on the company lists all of it, and the same as its contracts and accounts do.
            expect(ids(nodes(company.bills))).toEqual(ids(below));
          }
          const late = below.filter(({ state }) => state === "OVERDUE");
          const { overdueAmount, byPeriod, byContract, byBillingAccount, ...sums } = company.billing;
          expect(sums).toEqual(sumsOf(below));
          // A currency without an overdue bill stands there with nothing.
          expect(overdueAmount.filter(({ value }: Money) => value !== "0.00")).toEqual(
            sumsOf(late).remainingAmount,
          );
          expect(byPeriod).toEqual(
            grouped(below, ({ billDate }) => billDate.slice(0, 7)).map(([period, bills]) => ({
              period,
              ...sumsOf(bills),
            })),
          );
          expect(byContract).toEqual(
            grouped(below, ({ contract }) => contract?.id).map(([id, bills]) => ({
              contract: { id },
              ...sumsOf(bills),
            })),
          );
          expect(byBillingAccount).toEqual(
            grouped(below, ({ billingAccount }) => billingAccount?.id).map(([id, bills]) => ({
              billingAccount: { id },
              ...sumsOf(bills),
            })),
          );
        }
      }),
      { numRuns: 80 },
    );
  }, 180_000);

  it("know on which day a bill becomes overdue", () => {
    expect(world.some(({ due }) => due === TODAY)).toBe(true);
  });

  it("cost two statements, however many companies are asked about", async () => {
    const ask = async (ids: readonly string[]) => {
      const viewer = caller([{ profile: "HOLDING_REFERENT", on: "hold", organizations: ["org-1", "org-2"] }]);
      return await statementsOf(billing.database, async () => {
        const { refused } = await billing.ask(
          viewer,
          `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Organization { billing {
            ${SUMS} overdueAmount { value } byPeriod { period ${SUMS} } byContract { contract { id } ${SUMS} } } } } }`,
          { of: ids.map((id) => entity("Organization", id)) },
        );
        expect(refused).toEqual({});
      });
    };
    expect(await ask(["org-1"])).toHaveLength(2);
    expect(await ask(["org-1", "org-2"])).toHaveLength(2);
  });

  it("are exact beyond what a floating-point number holds", async () => {
    const { database } = billing;
    const huge = Array.from({ length: 12 }, (_, index) =>
      billRecords({
        id: `huge-${index}`,
        owner: "mc-9",
        organization: "org-9",
        charges: ["999999999.999999"],
        tax: "0",
        gross: "999999999.999999",
      }),
    );
    await plant(database, "bills", huge.flat());
    const { data } = await billing.ask(
      caller([{ profile: "LEGAL_REP", on: "org-9" }]),
      `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Organization { billing {
        taxIncludedAmount { value } } exact: billing(filter: { search: "n-huge" }) { taxIncludedAmount { value } } } } }`,
      { of: [entity("Organization", "org-9")] },
    );
    const expected = { taxIncludedAmount: [{ value: "11999999999.999988" }] };
    expect(data._entities[0]).toEqual({ billing: expected, exact: expected });
  });
});
