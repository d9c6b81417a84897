import fc from "fast-check";
import { thresholdReached } from "../../subgraphs/mobile-inventory/usage/consumption";
import { monthOf } from "../../subgraphs/mobile-inventory/usage/month";
import { eachDatabase } from "../kit/databases";
import { personas, plantCompanies } from "./company";
import { contractRow, lineRow, plant, usageRow } from "./feed";
import { caller, openMobile, type Mobile } from "./kit";

const USAGE = `query ($id: ID!) { mobileLine(id: $id) {
  april: usage(period: "2026-04") { period } may: usage(period: "2026-05") { period }
  now: usage { period } } }`;

eachDatabase("usage", ({ open }) => {
  let mobile: Mobile;
  beforeAll(async () => {
    mobile = await openMobile(open);
    await plantCompanies(mobile.database);
  });

  const months = async (name: keyof typeof personas, id: string) =>
    (await mobile.ask(personas[name], USAGE, { id })).data.mobileLine;

  it("shows an end user the month in which their grant began and not the one wholly before", async () => {
    expect(await months("endUser", "l2")).toEqual({
      april: null,
      may: { period: "2026-05" },
      now: { period: "2026-06" },
    });
  });

  it("shows whoever manages the line all that is stored, be they its user as well", async () => {
    const all = { april: { period: "2026-04" }, may: { period: "2026-05" }, now: { period: "2026-06" } };
    expect(await months("master", "l2")).toEqual(all);
    expect(await months("holding", "l10")).toEqual(all);
    const both = caller([
      { profile: "MOBILE_ADDITIONAL", on: "mc-a1", services: ["USAGE"], organizations: ["org-a"] },
      {
        profile: "END_USER",
        on: "l2",
        contract: "mc-a1",
        organizations: ["org-a"],
        from: "2026-05-20T00:00:00Z",
      },
    ]);
    expect((await mobile.ask(both, USAGE, { id: "l2" })).data.mobileLine).toEqual(all);
  });

  it("keeps a month with the contract of its time: the new contract's master does not see it, the company does", async () => {
    await plant(mobile.database, "mobile-contracts", [contractRow("mc-c2", "org-c")]);
    await plant(mobile.database, "mobile-lines", [lineRow("l12", "mc-c2", 12)]);
    const master = (on: string) => caller([{ profile: "MOBILE_MASTER", on, organizations: ["org-c"] }]);
    const seen = { april: { period: "2026-04" }, may: { period: "2026-05" }, now: { period: "2026-06" } };
    const nothing = { april: null, may: null, now: null };
    expect((await mobile.ask(master("mc-c1"), USAGE, { id: "l12" })).data.mobileLine).toBeNull();
    expect((await mobile.ask(master("mc-c2"), USAGE, { id: "l12" })).data.mobileLine).toEqual(nothing);
    expect((await mobile.ask(personas.stranger, USAGE, { id: "l12" })).data.mobileLine).toEqual(seen);
  });

  it("tells what remains, never less than nothing, and which threshold is reached, in the order voice, data, SMS", async () => {
    await plant(mobile.database, "mobile-usage", [
      usageRow("l5", "2026-06", { kind: "SMS", allowance: "", used: "12" }),
      usageRow("l5", "2026-06", { kind: "DATA", allowance: "9007199254740991", used: "8106479329266892" }),
      usageRow("l5", "2026-06", {
        kind: "VOICE",
        allowance: "600",
        used: "700",
        as_of: "2026-06-14T06:00:00Z",
      }),
    ]);
    const { data } = await mobile.ask(
      personas.legal,
      `{ mobileLine(id: "l5") { usage { asOf buckets { kind allowance used remaining thresholdReached } } } }`,
    );
    expect(data.mobileLine.usage).toEqual({
      asOf: "2026-06-14T06:00:00.000Z",
      buckets: [
        { kind: "VOICE", allowance: 600, used: 700, remaining: 0, thresholdReached: 100 },
        {
          kind: "DATA",
          allowance: 9007199254740991,
          used: 8106479329266892,
          remaining: 900719925474099,
          thresholdReached: 90,
        },
        { kind: "SMS", allowance: null, used: 12, remaining: null, thresholdReached: null },
      ],
    });
  });

  it("refuses a month that is none", async () => {
    const { refused } = await mobile.ask(
      personas.legal,
      `{ mobileLine(id: "l5") { usage(period: "2026-13") { period } } }`,
    );
    expect(Object.values(refused)).toEqual([expect.stringMatching(/month written YYYY-MM/)]);
  });
});

describe("the arithmetic of usage", () => {
  it("says the highest of 75, 90 and 100 per cent that is reached, exactly, however large the figures", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 2n ** 63n }),
        fc.bigInt({ min: 1n, max: 2n ** 63n }),
        (used, allowance) => {
          const reached = [75, 90, 100].filter((per) => used * 100n >= allowance * BigInt(per));
          expect(thresholdReached(used, allowance)).toBe(reached.at(-1) ?? null);
        },
      ),
    );
  });

  it("takes an allowance of nothing as reached with the first use", () => {
    expect([thresholdReached(0n, 0n), thresholdReached(1n, 0n)]).toEqual([null, 100]);
  });

  it("begins a month at midnight in Italy, in summer and winter time", () => {
    const instants = [
      "2026-06-30T21:59:59Z",
      "2026-06-30T22:00:00Z",
      "2025-12-31T22:59:59Z",
      "2025-12-31T23:00:00Z",
    ];
    expect(instants.map((instant) => monthOf(Date.parse(instant)))).toEqual([
      "2026-06",
      "2026-07",
      "2025-12",
      "2026-01",
    ]);
  });
});
