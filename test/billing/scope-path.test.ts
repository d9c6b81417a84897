import { eachDatabase, statementsOf } from "../kit/databases";
import { personas, plantBills, type PersonaName } from "./company";
import { openBilling, type Billing } from "./kit";

const ACCOUNT = {
  scopes: [
    { kind: "BILLING_ACCOUNT", id: "ba-a1" },
    { kind: "ORGANIZATION", id: "org-a" },
  ],
  label: "B-ba-a1",
};

eachDatabase("billing's internal function scopePath", ({ open }) => {
  let billing: Billing;
  beforeAll(async () => {
    billing = await openBilling(open);
    await plantBills(billing.database);
  });

  const refs = ["ba-a1", "nothing", "ba-a1"].map((id) => ({ kind: "BILLING_ACCOUNT", id }));

  it("tells the system where an account lies, null for what there is not, in one statement", async () => {
    let answer: unknown;
    const asked = await statementsOf(billing.database, async () => {
      answer = await billing.subgraph.internal("scopePath", { refs }, null);
    });
    expect(answer).toEqual([ACCOUNT, null, ACCOUNT]);
    expect(asked).toHaveLength(1);
  });

  it("tells a person only of an account that a grant of theirs is on or over", async () => {
    const told = async (name: PersonaName) =>
      await billing.subgraph.internal("scopePath", { refs: refs.slice(0, 1) }, personas[name]);
    for (const name of ["legal", "owner", "fixedMaster", "standard", "holding"] as const)
      expect(await told(name)).toEqual([ACCOUNT]);
    for (const name of ["master", "invoices", "endUser", "stranger", "employee"] as const)
      expect(await told(name)).toEqual([null]);
  });
});
