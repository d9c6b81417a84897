import { eachDatabase, statementsOf } from "../kit/databases";
import { personas, plantCompanies } from "./company";
import { numberOf, openFixed, type Fixed } from "./kit";

const SCOPES = [
  { kind: "BILLING_ACCOUNT", id: "ba-a1" },
  { kind: "ORGANIZATION", id: "org-a" },
];
const LINE = { scopes: SCOPES, label: numberOf(1) };

eachDatabase("the internal function scopePath", ({ open }) => {
  let fixed: Fixed;
  beforeAll(async () => {
    fixed = await openFixed(open);
    await plantCompanies(fixed.database);
  });

  const refs = [
    { kind: "FIXED_LINE", id: "l1" },
    { kind: "FIXED_LINE", id: "ba-a1" },
    { kind: "FIXED_LINE", id: "l1" },
  ];

  it("tells the system each object's path and label in the order asked, null for what there is not, in one statement", async () => {
    let answer: unknown;
    const asked = await statementsOf(fixed.database, async () => {
      answer = await fixed.subgraph.internal("scopePath", { refs }, null);
    });
    expect(answer).toEqual([LINE, null, LINE]);
    expect(asked).toHaveLength(1);
  });

  it("tells a person only of what a grant of theirs is on or over", async () => {
    const told = async (name: keyof typeof personas) =>
      await fixed.subgraph.internal("scopePath", { refs: refs.slice(0, 1) }, personas[name]);
    expect(await told("standard")).toEqual([LINE]);
    expect(await told("holding")).toEqual([LINE]);
    expect(await told("mobileMaster")).toEqual([null]);
    expect(await told("stranger")).toEqual([null]);
    const other = [{ kind: "FIXED_LINE", id: "l3" }];
    expect(await fixed.subgraph.internal("scopePath", { refs: other }, personas.standard)).toEqual([null]);
  });

  it("refuses a kind that is not this subgraph's", async () => {
    const input = { refs: [{ kind: "MOBILE_LINE", id: "l1" }] };
    await expect(fixed.subgraph.internal("scopePath", input, null)).rejects.toThrow(/FIXED_LINE/);
  });
});
