import { eachDatabase } from "../kit/databases";
import { personas, plantCompanies, type PersonaName } from "./company";
import { caller, entity, openMobile, type Mobile } from "./kit";

const LINES = `query ($of: [_Any!]!, $filter: MobileLineFilter, $orderBy: MobileLineOrder, $first: Int, $after: String) {
  _entities(representations: $of) { ... on Organization {
    mobileLines(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
      edges { node { id } cursor } totalCount } } } }`;

eachDatabase("filters, search and order of lines", ({ open }) => {
  let mobile: Mobile;
  beforeAll(async () => {
    mobile = await openMobile(open);
    await plantCompanies(mobile.database);
  });

  const of = [entity("Organization", "org-a")];

  async function found(name: PersonaName, variables: Record<string, unknown>): Promise<string> {
    const { data, refused } = await mobile.ask(personas[name], LINES, { of, ...variables });
    expect(refused).toEqual({});
    const { edges, totalCount } = data._entities[0].mobileLines;
    expect(totalCount).toBe(edges.length);
    return edges.map(({ node }: { node: { id: string } }) => node.id).join(" ");
  }

  const search = (name: PersonaName, text: string) => found(name, { filter: { search: text } });

  it("finds a line by the beginning or the end of its number, however it is written", async () => {
    for (const text of [
      "+393350000002",
      "3350000002",
      "00393350000002",
      " 335 000-00.02 ",
      "393350000002",
      "0002",
    ])
      expect(await search("legal", text)).toBe("l2");
    expect(await search("legal", "335")).toBe("l1 l2 l3 l4 l5 l6 l7 l8 l9");
    expect(await search("legal", "00008")).toBe("l8 l9");
  });

  it("finds nothing by the middle of a number, nor beyond the viewer's lines", async () => {
    expect(await search("legal", "50000")).toBe("");
    expect(await search("endUser", "0001")).toBe("");
    expect(await search("endUser", "0002")).toBe("l2");
  });

  it("finds a line by the beginning of its label, without case and accents, taking % and _ for themselves", async () => {
    expect(await search("legal", "FURG")).toBe("l1");
    expect(await search("legal", "perche")).toBe("l2");
    expect(await search("legal", "perché NO")).toBe("l2");
    expect(await search("legal", "100%")).toBe("l7");
    expect(await search("legal", "100_")).toBe("");
    expect(await search("legal", "%%")).toBe("");
    expect(await search("legal", "gone")).toBe("");
  });

  it("searches cost centres only on lines whose cost centre the viewer may read", async () => {
    for (const text of ["vendi", "VE"]) {
      expect(await search("legal", text)).toBe("l2");
      expect(await search("additional", text)).toBe("l2");
      expect(await search("endUser", text)).toBe("");
      expect(await search("simOperator", text)).toBe("");
    }
    const both = caller([
      { profile: "END_USER", on: "l2", contract: "mc-a1", organizations: ["org-a"] },
      { profile: "MOBILE_MASTER", on: "mc-a2", organizations: ["org-a"] },
    ]);
    const { data } = await mobile.ask(both, LINES, { of, filter: { search: "cc-01" } });
    expect(data._entities[0].mobileLines.edges.map((edge: { node: { id: string } }) => edge.node.id)).toEqual(
      ["l7", "l8", "l9"],
    );
  });

  it("filters by status, contract and dates on whatever the viewer lists", async () => {
    expect(await found("legal", { filter: { status: ["FROZEN", "TERMINATED"] } })).toBe("l3 l4 l8");
    expect(await found("legal", { filter: { status: [] } })).toBe("");
    expect(await found("legal", { filter: { contractIds: ["mc-a2", "mc-b1"] } })).toBe("l7 l8 l9");
    expect(await found("master", { filter: { contractIds: ["mc-a2"] } })).toBe("");
    expect(
      await found("legal", { filter: { terminatedFrom: "2025-11-30", terminatedTo: "2025-11-30" } }),
    ).toBe("l4 l8");
    expect(await found("legal", { filter: { terminatedFrom: "2025-12-01" } })).toBe("");
    expect(await found("legal", { filter: { activatedTo: "2021-05-09" } })).toBe("");
    expect(await found("legal", { filter: null })).toBe("l1 l2 l3 l4 l5 l6 l7 l8 l9");
  });

  it("narrows a filter over a guarded field to the lines on which the viewer passes its rule", async () => {
    const plan = { filter: { tariffPlanIds: ["plan-100"] } };
    expect(await found("legal", plan)).toBe("l5");
    expect(await found("additional", plan)).toBe("l5");
    expect(await found("simOperator", plan)).toBe("");
    const { data } = await mobile.ask(personas.legal, `{ mobileLine(id: "l2") { costCenter { id } } }`);
    const costCenter = { filter: { costCenterIds: [data.mobileLine.costCenter.id] } };
    expect(await found("legal", costCenter)).toBe("l2");
    expect(await found("endUser", costCenter)).toBe("");
    expect(await found("endUser", { filter: { tariffPlanIds: ["plan-50"] } })).toBe("l2");
  });

  it("orders by each field in each direction, the id last, lines without a date before those with one", async () => {
    const order = (field: string, direction: string) => found("legal", { orderBy: { field, direction } });
    expect(await order("MSISDN", "DESC")).toBe("l9 l8 l7 l6 l5 l4 l3 l2 l1");
    expect(await order("STATUS", "ASC")).toBe("l1 l2 l5 l6 l7 l9 l3 l4 l8");
    expect(await order("STATUS", "DESC")).toBe("l8 l4 l3 l9 l7 l6 l5 l2 l1");
    expect(await order("ACTIVATED_ON", "ASC")).toBe("l1 l2 l3 l4 l5 l6 l7 l8 l9");
    expect(await order("TERMINATED_ON", "ASC")).toBe("l1 l2 l3 l5 l6 l7 l9 l4 l8");
    expect(await order("TERMINATED_ON", "DESC")).toBe("l8 l4 l9 l7 l6 l5 l3 l2 l1");
    expect(await found("legal", { orderBy: { field: "MSISDN" } })).toBe("l1 l2 l3 l4 l5 l6 l7 l8 l9");
  });

  it("walks the pages of every order without repeating or missing a line", async () => {
    for (const field of ["MSISDN", "STATUS", "ACTIVATED_ON", "TERMINATED_ON"])
      for (const direction of ["ASC", "DESC"]) {
        const orderBy = { field, direction };
        const whole = await found("legal", { orderBy });
        const walked: string[] = [];
        let after: string | null = null;
        do {
          const { data } = await mobile.ask(personas.legal, LINES, { of, orderBy, first: 2, after });
          const { edges } = data._entities[0].mobileLines;
          walked.push(...edges.map(({ node }: { node: { id: string } }) => node.id));
          after = edges.length < 2 ? null : edges[1].cursor;
        } while (after !== null);
        expect(walked.join(" ")).toBe(whole);
      }
  });

  it("refuses, naming the argument, a search or list out of bounds and the cursor of another list", async () => {
    const refusal = async (variables: Record<string, unknown>) =>
      (await mobile.ask(personas.legal, LINES, { of, ...variables })).refused;
    const path = "_entities.0.mobileLines";
    const many = Array.from({ length: 101 }, (_, index) => `mc-${index}`);
    const { data } = await mobile.ask(personas.legal, LINES, { of, first: 1 });
    const after = data._entities[0].mobileLines.edges[0].cursor;
    expect(await refusal({ filter: { search: " x " } })).toEqual({
      [path]: "BAD_USER_INPUT filter.search: must have 2 to 100 characters",
    });
    expect(await refusal({ filter: { search: "x".repeat(101) } })).toEqual({
      [path]: "BAD_USER_INPUT filter.search: must have 2 to 100 characters",
    });
    expect(await refusal({ filter: { contractIds: many } })).toEqual({
      [path]: "BAD_USER_INPUT filter.contractIds: must not have more than 100 values",
    });
    expect(await refusal({ first: 1_001 })).toEqual({
      [path]: expect.stringMatching(/^BAD_USER_INPUT first/),
    });
    expect(await refusal({ first: -1 })).toEqual({ [path]: expect.stringMatching(/^BAD_USER_INPUT first/) });
    expect(await refusal({ after, filter: { status: ["ACTIVE"] } })).toEqual({
      [path]: expect.stringMatching(/^BAD_USER_INPUT after/),
    });
    expect(await refusal({ after, orderBy: { field: "STATUS" } })).toEqual({
      [path]: expect.stringMatching(/^BAD_USER_INPUT after/),
    });
  });
});
