import { anonymousCaller } from "../../schema/access/caller";
import { eachDatabase } from "../kit/databases";
import { personas, plantCompanies, type PersonaName } from "./company";
import { entity, NOW, openMobile, type Mobile } from "./kit";

const LINES = `query ($id: ID!) { _entities(representations: [{ __typename: "Organization", id: $id }]) {
  ... on Organization { mobileLines { edges { node { id } } totalCount coverage { kind scopes { grantId } } } } } }`;

const REPRESENTED = `query ($of: [_Any!]!) { _entities(representations: $of) { __typename
  ... on MobileLine { id } ... on MobileContract { id } ... on Organization { id } } }`;

eachDatabase("the reach of a viewer", ({ open }) => {
  let mobile: Mobile;
  beforeAll(async () => {
    mobile = await openMobile(open);
    await plantCompanies(mobile.database);
  });

  async function listed(name: PersonaName, organization: string) {
    const { data } = await mobile.ask(personas[name], LINES, { id: organization });
    const lines = data._entities[0]?.mobileLines;
    if (lines === undefined) return null;
    return {
      lines: lines.edges.map((edge: { node: { id: string } }) => edge.node.id).join(" "),
      total: lines.totalCount,
      coverage: lines.coverage.kind,
      grants: lines.coverage.scopes.map((scope: { grantId: string }) => scope.grantId).join(" "),
    };
  }

  it("lists exactly the lines of a company that the viewer's grants give, and says on which they rest", async () => {
    const all = "l1 l2 l3 l4 l5 l6 l7 l8 l9";
    const ofContract = "l1 l2 l3 l4 l5 l6";
    const none = { lines: "", total: 0, coverage: "NONE", grants: "" };
    expect({
      legal: await listed("legal", "org-a"),
      legalAtB: await listed("legal", "org-b"),
      master: await listed("master", "org-a"),
      additional: await listed("additional", "org-a"),
      invoices: await listed("invoices", "org-a"),
      masterOfTwo: await listed("masterOfTwo", "org-a"),
      endUser: await listed("endUser", "org-a"),
      holding: await listed("holding", "org-a"),
      fixedOwner: await listed("fixedOwner", "org-a"),
      employee: await listed("employee", "org-a"),
      stranger: await listed("stranger", "org-a"),
    }).toEqual({
      legal: { lines: all, total: 9, coverage: "ALL", grants: "grant-LEGAL_REP-org-a" },
      legalAtB: { lines: "l10", total: 1, coverage: "PARTIAL", grants: "grant-END_USER-l10" },
      master: { lines: ofContract, total: 6, coverage: "PARTIAL", grants: "grant-MOBILE_MASTER-mc-a1" },
      additional: {
        lines: ofContract,
        total: 6,
        coverage: "PARTIAL",
        grants: "grant-MOBILE_ADDITIONAL-mc-a1",
      },
      invoices: none,
      masterOfTwo: { lines: "l7 l8 l9", total: 3, coverage: "PARTIAL", grants: "grant-MOBILE_MASTER-mc-a2" },
      endUser: { lines: "l2", total: 1, coverage: "PARTIAL", grants: "grant-END_USER-l2" },
      holding: { lines: all, total: 9, coverage: "ALL", grants: "grant-HOLDING_REFERENT-hold-x" },
      fixedOwner: none,
      employee: none,
      stranger: null,
    });
  });

  it("resolves by id exactly what it lists, and answers null without an error for the rest", async () => {
    const of = ["l1", "l2", "l7", "l10", "l12", "l-unknown"].map((id) => entity("MobileLine", id));
    const reached: Record<string, string> = {};
    for (const name of Object.keys(personas) as PersonaName[]) {
      const { data, refused } = await mobile.ask(personas[name], REPRESENTED, { of });
      expect(refused).toEqual({});
      reached[name] = data._entities.map((line: { id: string } | null) => line?.id ?? "-").join(" ");
    }
    expect(reached).toEqual({
      legal: "l1 l2 l7 l10 - -",
      master: "l1 l2 - - - -",
      additional: "l1 l2 - - - -",
      simOperator: "l1 l2 - - - -",
      invoices: "- - - - - -",
      masterOfTwo: "- - l7 l10 - -",
      endUser: "- l2 - - - -",
      holding: "l1 l2 l7 l10 - -",
      fixedOwner: "- - - - - -",
      stranger: "- - - - l12 -",
      employee: "- - - - - -",
    });
  });

  it("lists the contracts that can be looked up, by whichever grant names them, and no other", async () => {
    const CONTRACTS = `query ($of: [_Any!]!) {
      a: mobileContract(id: "mc-a1") { id } a2: mobileContract(id: "mc-a2") { id }
      b: mobileContract(id: "mc-b1") { id } c: mobileContract(id: "mc-c1") { id }
      _entities(representations: $of) {
        ... on MobileContract { id }
        ... on Organization { mobileContracts { edges { node { id } } totalCount } } } }`;
    const reached: Record<string, string> = {};
    for (const name of Object.keys(personas) as PersonaName[]) {
      const contracts = ["mc-a1", "mc-a2", "mc-b1", "mc-c1"].map((id) => entity("MobileContract", id));
      const organizations = ["org-a", "org-b", "org-c"].map((id) => entity("Organization", id));
      const { data, refused } = await mobile.ask(personas[name], CONTRACTS, {
        of: [...contracts, ...organizations],
      });
      expect(refused).toEqual({});
      const { _entities: entities, ...roots } = data;
      const lookedUp = Object.values(roots as Record<string, { id: string } | null>).flatMap(
        (root) => root?.id ?? [],
      );
      const represented = entities.slice(0, 4).flatMap((each: { id: string } | null) => each?.id ?? []);
      const lists = entities.slice(4).flatMap((each: Listed | null) => each ?? []);
      const inLists = lists.flatMap((each: Listed) => each.mobileContracts.edges.map(({ node }) => node.id));
      expect(represented).toEqual(lookedUp);
      expect(inLists).toEqual(lookedUp);
      expect(lists.reduce((sum: number, each: Listed) => sum + each.mobileContracts.totalCount, 0)).toBe(
        lookedUp.length,
      );
      reached[name] = lookedUp.join(" ");
    }
    expect(reached).toEqual({
      legal: "mc-a1 mc-a2 mc-b1",
      master: "mc-a1",
      additional: "mc-a1",
      simOperator: "mc-a1",
      invoices: "mc-a2",
      masterOfTwo: "mc-a2 mc-b1",
      endUser: "mc-a1",
      holding: "mc-a1 mc-a2 mc-b1",
      fixedOwner: "",
      stranger: "mc-c1",
      employee: "",
    });
  });

  it("answers an empty list and summary with coverage NONE below a contract of which no line is the viewer's", async () => {
    const { data, refused } = await mobile.ask(
      personas.invoices,
      `{ mobileContract(id: "mc-a2") { number organization { id }
        lines { edges { node { id } } totalCount coverage { kind } }
        inventory { total byStatus { status count } byContract { count } byTariffPlan { count } coverage { kind } } } }`,
    );
    expect(data).toEqual({
      mobileContract: {
        number: "N-mc-a2",
        organization: { id: "org-a" },
        lines: { edges: [], totalCount: 0, coverage: { kind: "NONE" } },
        inventory: {
          total: 0,
          byStatus: [
            { status: "ACTIVE", count: 0 },
            { status: "TERMINATED", count: 0 },
            { status: "FROZEN", count: 0 },
          ],
          byContract: [],
          byTariffPlan: null,
          coverage: { kind: "NONE" },
        },
      },
    });
    expect(refused).toEqual({ "mobileContract.inventory.byTariffPlan": "FORBIDDEN" });
  });

  it("finds by its number the one line that has it now, and only in scope", async () => {
    const query = `query ($msisdn: Msisdn) { mobileLine(msisdn: $msisdn) { id } }`;
    const find = async (name: PersonaName, msisdn: string) =>
      (await mobile.ask(personas[name], query, { msisdn })).data.mobileLine;
    expect(await find("legal", "+393350000008")).toEqual({ id: "l9" });
    expect(await find("legal", "+393350000004")).toBeNull();
    expect(await find("master", "+393350000008")).toBeNull();
    expect(await find("endUser", "+393350000002")).toEqual({ id: "l2" });
    expect(await find("stranger", "+393350000002")).toBeNull();
  });

  it("refuses a look-up by neither or by both of id and number, and a number that is none", async () => {
    const { data, refused } = await mobile.ask(
      personas.legal,
      `{ neither: mobileLine { id } both: mobileLine(id: "l1", msisdn: "+393350000001") { id } }`,
    );
    expect(data).toEqual({ neither: null, both: null });
    expect(refused).toEqual({
      neither: "BAD_USER_INPUT id: give exactly one of id and msisdn",
      both: "BAD_USER_INPUT id: give exactly one of id and msisdn",
    });
    const malformed = await mobile.ask(
      personas.legal,
      "query ($msisdn: Msisdn) { mobileLine(msisdn: $msisdn) { id } }",
      { msisdn: "12345" },
    );
    expect(malformed.data).toBeNull();
    expect(Object.values(malformed.refused)).toEqual([expect.stringMatching(/BAD_USER_INPUT.*Msisdn must/)]);
  });

  it("gives nothing to a caller who is not signed in", async () => {
    const { data, refused } = await mobile.ask(
      anonymousCaller(NOW),
      `query ($of: [_Any!]!) { mobileLine(id: "l1") { id } mobileContract(id: "mc-a1") { id }
        _entities(representations: $of) { __typename } }`,
      {
        of: [entity("MobileLine", "l1"), entity("MobileContract", "mc-a1"), entity("Organization", "org-a")],
      },
    );
    expect(data).toEqual({ mobileLine: null, mobileContract: null, _entities: [null, null, null] });
    expect(refused).toEqual({ mobileLine: "UNAUTHENTICATED", mobileContract: "UNAUTHENTICATED" });
  });
});

interface Listed {
  readonly mobileContracts: { readonly edges: { node: { id: string } }[]; readonly totalCount: number };
}
