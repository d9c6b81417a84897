import { eachWorld, type World } from "../kit/world";

const LINES = `query ($filter: MobileLineFilter, $first: Int, $after: String, $orderBy: MobileLineOrder) {
  organization(id: "org-aurora") { mobileLines(filter: $filter, first: $first, after: $after, orderBy: $orderBy) {
    totalCount coverage { kind } pageInfo { hasNextPage endCursor } edges { node { id } } } } }`;

const lines = async (world: World, username: string, variables: Record<string, unknown> = {}) =>
  (await (await world.as(username)).read(LINES, variables)).organization.mobileLines;

eachWorld("rows that are hidden", (world) => {
  it("are in no list, total, page or next page", async () => {
    const nothing = {
      totalCount: 0,
      coverage: { kind: "NONE" },
      pageInfo: { hasNextPage: false, endCursor: null },
      edges: [],
    };
    for (const username of ["employee.aurora", "invoices.aurora", "owner.aurora", "former.aurora"])
      expect(await lines(world, username)).toEqual(nothing);
    const own = await lines(world, "enduser.aurora", { first: 1 });
    expect(own).toEqual({
      totalCount: 1,
      coverage: { kind: "PARTIAL" },
      pageInfo: { hasNextPage: false, endCursor: expect.any(String) },
      edges: [{ node: { id: "ml-aurora-1-00007" } }],
    });
  });

  it("do not show through another's cursor: it opens a page of one's own rows, or none", async () => {
    for (const orderBy of [undefined, { field: "STATUS", direction: "DESC" }, { field: "TERMINATED_ON" }]) {
      const { pageInfo } = await lines(world, "legal.aurora", { first: 3, orderBy });
      const ids = (await lines(world, "enduser.aurora", { after: pageInfo.endCursor, orderBy })).edges.map(
        ({ node }: { node: { id: string } }) => node.id,
      );
      expect(["", "ml-aurora-1-00007"]).toContain(ids.join());
    }
  });

  it("cannot be found out by filter, search or order, on a field that is guarded or through a right on another row", async () => {
    const legal = await world.as("legal.aurora");
    const { mobileLine } = await legal.read(
      `{ mobileLine(id: "ml-aurora-1-00007") { tariffPlan { id } costCenter { id code } } }`,
    );
    const center = mobileLine.costCenter ?? (await someCenter());
    async function someCenter() {
      const { mobileContract } = await legal.read(
        `{ mobileContract(id: "mc-aurora-1") { costCenters(first: 1) { edges { node { id code } } } } }`,
      );
      return mobileContract.costCenters.edges[0].node as { id: string; code: string };
    }
    // An end user may read the tariff plan of their line, but not its cost centre.
    expect(
      (await lines(world, "enduser.aurora", { filter: { tariffPlanIds: [mobileLine.tariffPlan.id] } }))
        .totalCount,
    ).toBe(1);
    expect(
      (await lines(world, "enduser.aurora", { filter: { costCenterIds: [center.id] } })).totalCount,
    ).toBe(0);
    expect((await lines(world, "enduser.aurora", { filter: { search: center.code } })).totalCount).toBe(0);
    expect(
      (await lines(world, "legal.aurora", { filter: { costCenterIds: [center.id] } })).totalCount,
    ).toBeGreaterThan(0);
    // The legal representative may, of Aurora's lines; of their own line in Borea not.
    const holding = await world.as("holding.levante");
    const borea = await holding.read(`{ mobileLine(id: "ml-borea-1-00003") { costCenter { id } } }`);
    const own = await legal.ask(
      `query ($id: [ID!]) { organization(id: "org-borea") { mobileInventory { total byCostCenter { count } }
         all: mobileLines { totalCount } found: mobileLines(filter: { costCenterIds: $id }) { totalCount edges { node { id } } } } }`,
      { id: [borea.mobileLine.costCenter?.id ?? center.id] },
    );
    expect(own.data).toEqual({
      organization: {
        mobileInventory: { total: 1, byCostCenter: null },
        all: { totalCount: 1 },
        found: { totalCount: 0, edges: [] },
      },
    });
    expect(own.refused).toEqual({ "organization.mobileInventory.byCostCenter": "FORBIDDEN" });
  });

  it("are in no aggregate, and a group-by that is refused says not even how many there are", async () => {
    const { data, refused } = await (
      await world.as("enduser.aurora")
    ).ask(
      `{ organization(id: "org-aurora") { mobileInventory { total byContract { count } byTariffPlan { count } byCostCenter { count } } } }`,
    );
    expect(data.organization.mobileInventory).toEqual({
      total: 1,
      byContract: [{ count: 1 }],
      byTariffPlan: [{ count: 1 }],
      byCostCenter: null,
    });
    expect(refused).toEqual({ "organization.mobileInventory.byCostCenter": "FORBIDDEN" });
  });

  it("leave their parent standing: a refusal never bubbles past the field itself", async () => {
    const { data, refused } = await (
      await world.as("enduser.aurora")
    ).ask(
      `{ organization(id: "org-aurora") { legalName vatNumber registeredOffice { postcode } holding { id } users { totalCount } grants { edges { node { id } } } } }`,
    );
    expect(data).toEqual({
      organization: {
        legalName: "Aurora Meccanica S.p.A.",
        vatNumber: null,
        registeredOffice: null,
        holding: null,
        users: null,
        grants: null,
      },
    });
    const fields = ["vatNumber", "registeredOffice", "holding", "users", "grants"];
    expect(refused).toEqual(
      Object.fromEntries(fields.map((field) => [`organization.${field}`, "FORBIDDEN"])),
    );
  });

  it("answers the same document with the same variables to each tenant from that tenant's rows alone", async () => {
    const query = `{ viewer { organizations { edges { node { id mobileLines(first: 1) { totalCount } } } } } }`;
    const ask = async (username: string) => (await world.as(username)).read(query);
    const [aurora, cometa, again] = await Promise.all(
      ["legal.aurora", "legal.cometa", "legal.aurora"].map(ask),
    );
    const of = (answer: {
      viewer: { organizations: { edges: { node: { id: string; mobileLines: { totalCount: number } } }[] } };
    }) => answer.viewer.organizations.edges.map(({ node }) => [node.id, node.mobileLines.totalCount]);
    expect(of(aurora)).toEqual([
      ["org-aurora", 1_500],
      ["org-borea", 1],
    ]);
    expect(of(cometa)).toEqual([["org-cometa", 800]]);
    expect(again).toEqual(aurora);
  });
});
