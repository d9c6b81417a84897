import { eachDatabase, statementsOf } from "../kit/databases";
import { personas, plantCompanies } from "./company";
import { openMobile, type Mobile } from "./kit";

const CONTRACT = {
  scopes: [
    { kind: "MOBILE_CONTRACT", id: "mc-a1" },
    { kind: "ORGANIZATION", id: "org-a" },
  ],
  label: "N-mc-a1",
};
const LINE = {
  scopes: [
    { kind: "MOBILE_LINE", id: "l2" },
    { kind: "MOBILE_CONTRACT", id: "mc-a1" },
    { kind: "ORGANIZATION", id: "org-a" },
  ],
  label: "+393350000002",
};

eachDatabase("the internal function scopePath", ({ open }) => {
  let mobile: Mobile;
  beforeAll(async () => {
    mobile = await openMobile(open);
    await plantCompanies(mobile.database);
  });

  const refs = [
    { kind: "MOBILE_LINE", id: "l2" },
    { kind: "MOBILE_CONTRACT", id: "mc-a1" },
    { kind: "MOBILE_LINE", id: "mc-a1" },
    { kind: "MOBILE_LINE", id: "l2" },
  ];

  it("tells the system each object's path and label in the order asked, null for what there is not, in two statements", async () => {
    let answer: unknown;
    const asked = await statementsOf(mobile.database, async () => {
      answer = await mobile.subgraph.internal("scopePath", { refs }, null);
    });
    expect(answer).toEqual([LINE, CONTRACT, null, LINE]);
    expect(asked).toHaveLength(2);
  });

  it("tells a person only of what they reach", async () => {
    expect(await mobile.subgraph.internal("scopePath", { refs }, personas.endUser)).toEqual([
      LINE,
      CONTRACT,
      null,
      LINE,
    ]);
    expect(await mobile.subgraph.internal("scopePath", { refs }, personas.stranger)).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  it("refuses a kind that is not this subgraph's", async () => {
    const input = { refs: [{ kind: "HOLDING", id: "hold-x" }] };
    await expect(mobile.subgraph.internal("scopePath", input, null)).rejects.toThrow(/MOBILE_CONTRACT/);
  });
});
