import { eachDatabase } from "../kit/databases";
import { everybody, personas, plantBills, type PersonaName } from "./company";
import { entity, openBilling, type Billing } from "./kit";

const ALL = ["f1", "f2", "f3", "f4", "f5", "m1", "m2", "m3", "m4"];

/** Whose bills each persona reaches (domain.md, "Who may do what"). */
const REACH: Readonly<Record<PersonaName, string>> = {
  legal: "f1 f2 f3 m1 m2 m3",
  owner: "f1 f2 f3",
  fixedMaster: "f1 f2 f3",
  fixedMasterAndMaster: "f1 f2 f3 m3",
  standard: "f1 f2",
  master: "m1 m2",
  invoices: "m1 m2",
  inventory: "",
  endUser: "",
  holding: "f1 f2 f3 f4 m1 m2 m3 m4",
  stranger: "f5",
  employee: "",
};

interface Edge {
  readonly node: { readonly id: string };
}
const idsOf = (list: { edges: readonly Edge[] } | null) =>
  list?.edges.map(({ node }) => node.id).join(" ") ?? null;

eachDatabase("the bills that a viewer reaches", ({ open }) => {
  let billing: Billing;
  beforeAll(async () => {
    billing = await openBilling(open);
    await plantBills(billing.database);
  });

  it("are by root field and by reference those of the viewer's profiles, and no others", async () => {
    const query = `query ($of: [_Any!]!) { ${ALL.map((id) => `${id}: bill(id: "${id}") { id }`).join(" ")}
      _entities(representations: $of) { ... on CustomerBill { id } } }`;
    const reached: Record<string, string> = {};
    for (const name of everybody) {
      const { data } = await billing.ask(personas[name], query, {
        of: ALL.map((id) => entity("CustomerBill", id)),
      });
      const byRoot = ALL.filter((id) => data?.[id]);
      const byReference = ALL.filter((_, index) => data?._entities[index]);
      expect(byReference).toEqual(byRoot);
      reached[name] = byRoot.join(" ");
    }
    expect(reached).toEqual(REACH);
  });

  const company = async (name: PersonaName, organization = "org-a") => {
    const { data, refused } = await billing.ask(
      personas[name],
      `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Organization {
        bills { edges { node { id } } totalCount coverage { kind scopes { grantId } } }
        billing { bills coverage { kind scopes { grantId } } byContract { contract { id } bills }
          byBillingAccount { billingAccount { id } bills } }
        billingAccounts { edges { node { id } } totalCount } } } }`,
      { of: [entity("Organization", organization)] },
    );
    const [found] = data._entities;
    return { found, refused: refused["_entities.0.bills"] };
  };

  it("are listed for a company to those over it, newest first; the others are refused the list and read sums of their own", async () => {
    const listed: Record<string, unknown> = {};
    for (const name of everybody) {
      const { found, refused } = await company(name);
      listed[name] = found === null ? null : (refused ?? idsOf(found.bills));
      if (found === null) continue;
      expect(found.billing.bills).toBe(REACH[name].split(" ").filter((id) => /^[fm][123]$/.test(id)).length);
      if (found.bills !== null) {
        expect(found.bills.totalCount).toBe(found.billing.bills);
        expect(found.bills.coverage).toEqual(found.billing.coverage);
      }
    }
    expect(listed).toEqual({
      legal: "m3 f1 f3 f2 m2 m1",
      owner: "f1 f3 f2",
      fixedMaster: "f1 f3 f2",
      fixedMasterAndMaster: "m3 f1 f3 f2",
      standard: "FORBIDDEN",
      master: "FORBIDDEN",
      invoices: "FORBIDDEN",
      inventory: "FORBIDDEN",
      endUser: "FORBIDDEN",
      holding: "m3 f1 f3 f2 m2 m1",
      stranger: null,
      employee: "FORBIDDEN",
    });
  });

  it("say on which grants a company's sums rest: all of one kind of bill is a part", async () => {
    const coverage = async (name: PersonaName) => {
      const { kind, scopes } = (await company(name)).found.billing.coverage;
      return `${kind} ${scopes.map(({ grantId }: { grantId: string }) => grantId).join(" ")}`;
    };
    expect(await coverage("legal")).toBe("ALL grant-LEGAL_REP-org-a");
    expect(await coverage("holding")).toBe("ALL grant-HOLDING_REFERENT-hold-x");
    expect(await coverage("fixedMaster")).toBe("PARTIAL grant-FIXED_MASTER-org-a");
    expect(await coverage("fixedMasterAndMaster")).toBe(
      "PARTIAL grant-MOBILE_MASTER-mc-a2 grant-FIXED_MASTER-org-a",
    );
    expect(await coverage("inventory")).toBe("NONE ");
    const { data } = await billing.ask(
      personas.fixedMaster,
      `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Organization {
        billing(filter: { kind: FIXED }) { coverage { kind } } } } }`,
      { of: [entity("Organization", "org-a")] },
    );
    expect(data._entities[0].billing.coverage.kind).toBe("ALL");
  });

  it("show the billing accounts that a grant is on or over", async () => {
    const accounts = async (name: PersonaName) => idsOf((await company(name)).found.billingAccounts);
    expect(await accounts("legal")).toBe("ba-a1 ba-a2");
    expect(await accounts("standard")).toBe("ba-a1");
    expect(await accounts("master")).toBe("");
    const root = async (name: PersonaName) =>
      (await billing.ask(personas[name], `{ billingAccount(id: "ba-a1") { id code organization { id } } }`))
        .data.billingAccount;
    expect(await root("standard")).toEqual({ id: "ba-a1", code: "B-ba-a1", organization: { id: "org-a" } });
    expect(await root("stranger")).toBeNull();
    expect(await root("master")).toBeNull();
  });

  const ofContract = async (name: PersonaName, id: string, organization: string | null) => {
    const { data, refused } = await billing.ask(
      personas[name],
      `query ($of: [_Any!]!) { _entities(representations: $of) { ... on MobileContract {
        id bills { edges { node { id } } totalCount coverage { kind } } } } }`,
      {
        of: [
          {
            __typename: "MobileContract",
            id,
            organization: organization === null ? null : { id: organization },
          },
        ],
      },
    );
    const [found] = data._entities;
    return found === null ? null : (Object.values(refused)[0] ?? idsOf(found.bills));
  };

  it("are listed for a contract to its masters, its referents with INVOICES and those over the company", async () => {
    const listed: Record<string, unknown> = {};
    for (const name of everybody) listed[name] = await ofContract(name, "mc-a1", "org-a");
    expect(listed).toEqual({
      legal: "m2 m1",
      // The fixed side names the company, and holds nothing of its mobile contracts.
      owner: "FORBIDDEN",
      fixedMaster: "FORBIDDEN",
      fixedMasterAndMaster: "FORBIDDEN",
      standard: null,
      master: "m2 m1",
      invoices: "m2 m1",
      inventory: "FORBIDDEN",
      endUser: "FORBIDDEN",
      holding: "m2 m1",
      stranger: null,
      employee: null,
    });
  });

  it("stay with the company of their time when the contract is another's by now", async () => {
    // org-b's contract is org-a's today: who answers for org-a sees none of what org-b was billed.
    expect(await ofContract("legal", "mc-b1", "org-a")).toBe("");
    expect(await ofContract("holding", "mc-b1", "org-a")).toBe("m4");
  });

  it("name a mobile line only to whoever reaches it, and a fixed line to all who read the bill", async () => {
    const lineOf = async (name: PersonaName, bill: string) => {
      const { data } = await billing.ask(
        personas[name],
        `query ($id: ID!) { bill(id: $id) { lines { totalCount edges { node { id amount { value unit }
          mobileLine { id } fixedLine { id } } } } } }`,
        { id: bill },
      );
      const [edge] = data.bill.lines.edges;
      return [data.bill.lines.totalCount, edge.node.id, edge.node.mobileLine?.id, edge.node.fixedLine?.id];
    };
    expect(await lineOf("legal", "m1")).toEqual([1, "m1:1", "ml-1", undefined]);
    expect(await lineOf("master", "m1")).toEqual([1, "m1:1", "ml-1", undefined]);
    expect(await lineOf("invoices", "m1")).toEqual([1, "m1:1", undefined, undefined]);
    expect(await lineOf("standard", "f1")).toEqual([1, "f1:1", undefined, "fl-1"]);
  });

  it("answer all of a bill exactly, with the state of the day", async () => {
    const { data } = await billing.ask(
      personas.legal,
      `query { f2: bill(id: "f2") { billNo kind billDate paymentDueDate billingPeriod { from to } state
        billingAccount { code } contract { id } organization { id }
        taxExcludedAmount { value unit } taxAmount { value } taxIncludedAmount { value } remainingAmount { value } }
        m1: bill(id: "m1") { state contract { id } remainingAmount { value } } m2: bill(id: "m2") { state }
        f1: bill(id: "f1") { state } m3: bill(id: "m3") { state } }`,
    );
    expect(data).toEqual({
      f2: {
        billNo: "N-f2",
        kind: "FIXED",
        billDate: "2026-04-15",
        paymentDueDate: "2026-06-14",
        billingPeriod: { from: "2026-04-01", to: "2026-04-30" },
        state: "OVERDUE",
        billingAccount: { code: "B-ba-a1" },
        contract: null,
        organization: { id: "org-a" },
        taxExcludedAmount: { value: "500.00", unit: "EUR" },
        taxAmount: { value: "110.00" },
        taxIncludedAmount: { value: "610.00" },
        remainingAmount: { value: "609.99" },
      },
      m1: { state: "SETTLED", contract: { id: "mc-a1" }, remainingAmount: { value: "0.00" } },
      m2: { state: "OVERDUE" },
      f1: { state: "PARTIALLY_PAID" },
      m3: { state: "SENT" },
    });
  });
});
