import { eachDatabase } from "../kit/databases";
import { personas, plantCompanies } from "./company";
import { entity, openFixed, type Fixed } from "./kit";

const LINES = `query ($of: [_Any!]!, $filter: FixedLineFilter, $orderBy: FixedLineOrder, $first: Int, $after: String) {
  _entities(representations: $of) { ... on Organization {
    fixedLines(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
      edges { node { id } } totalCount pageInfo { hasNextPage endCursor } } } } }`;

interface Edge {
  readonly node: { readonly id: string };
}

eachDatabase("lists of the fixed inventory", ({ open }) => {
  let fixed: Fixed;
  beforeAll(async () => {
    fixed = await openFixed(open);
    await plantCompanies(fixed.database);
  });

  const of = [entity("Organization", "org-a")];

  async function page(variables: Record<string, unknown>) {
    const { data, refused } = await fixed.ask(personas.owner, LINES, { of, ...variables });
    expect(refused).toEqual({});
    const { edges, ...rest } = data._entities[0].fixedLines;
    return { ids: edges.map(({ node }: Edge) => node.id).join(" "), ...rest };
  }
  const search = async (text: string) => (await page({ filter: { search: text } })).ids;

  it("find lines by the beginning or end of the number, in whatever writing", async () => {
    expect(await search("011 000")).toBe("l1 l2 l3 l5 l6");
    expect(await search("+39 011-0000001")).toBe("l1");
    expect(await search("0039 800")).toBe("l4");
    expect(await search("800.123.456")).toBe("l4");
    expect(await search("0003")).toBe("l3 l5");
    // Within: neither beginning nor end.
    expect(await search("12345")).toBe("");
  });

  it("find lines by the beginning of their site's code or name, without case and accents, and of no other company's", async () => {
    expect(await search("to-02")).toBe("l5 l6");
    // org-b has a site of that code too.
    expect(await search("TO-01")).toBe("l1 l2 l3 l4");
    expect(await search("citta")).toBe("l1 l2 l3 l4");
    expect(await search("alta")).toBe("");
  });

  it("find sites by the beginning of code or name, wildcards standing for themselves", async () => {
    const query = `query ($of: [_Any!]!, $search: String) { _entities(representations: $of) {
      ... on Organization { sites(search: $search) { edges { node { id } } totalCount } } } }`;
    const found = async (text: string) => {
      const { data } = await fixed.ask(personas.owner, query, { of, search: text });
      return data._entities[0].sites;
    };
    const only = (...ids: string[]) => ({
      edges: ids.map((id) => ({ node: { id } })),
      totalCount: ids.length,
    });
    expect(await found("to")).toEqual(only("s1", "s2"));
    expect(await found("CITTÀ")).toEqual(only("s1"));
    expect(await found("100%")).toEqual(only("s3"));
    expect(await found("%%")).toEqual(only());
    expect((await fixed.ask(personas.owner, query, { of, search: "x" })).refused).toEqual({
      "_entities.0.sites": expect.stringMatching(/^BAD_USER_INPUT .*2 to 100 characters/),
    });
  });

  it("come in each order, and whole through pages of one, in the list of a company as of a site", async () => {
    const orders = {
      "NUMBER ASC": "l1 l2 l3 l5 l6 l4",
      "NUMBER DESC": "l4 l6 l5 l3 l2 l1",
      "STATUS ASC": "l1 l2 l4 l5 l6 l3",
      "STATUS DESC": "l3 l6 l5 l4 l2 l1",
      "ACTIVATED_ON ASC": "l3 l5 l1 l2 l4 l6",
      "ACTIVATED_ON DESC": "l6 l4 l2 l1 l5 l3",
      "TERMINATED_ON ASC": "l1 l2 l4 l5 l6 l3",
      "TERMINATED_ON DESC": "l3 l6 l5 l4 l2 l1",
    };
    const atSite = `query ($orderBy: FixedLineOrder, $after: String) { site(id: "s1") {
      lines(orderBy: $orderBy, first: 1, after: $after) { edges { node { id } } pageInfo { hasNextPage endCursor } } } }`;
    for (const [order, expected] of Object.entries(orders)) {
      const [field, direction] = order.split(" ");
      const orderBy = { field, direction };
      expect([order, (await page({ orderBy })).ids]).toEqual([order, expected]);
      const paged: string[] = [];
      for (let after: string | null = null, more = true; more;) {
        const { ids, totalCount, pageInfo } = await page({ orderBy, first: 1, after });
        paged.push(ids);
        expect(totalCount).toBe(6);
        [after, more] = [pageInfo.endCursor, pageInfo.hasNextPage];
      }
      expect([order, paged.join(" ")]).toEqual([order, expected]);
      const pagedAtSite: string[] = [];
      for (let after: string | null = null, more = true; more;) {
        const { data } = await fixed.ask(personas.owner, atSite, { orderBy, after });
        const { edges, pageInfo } = data.site.lines;
        pagedAtSite.push(...edges.map(({ node }: Edge) => node.id));
        [after, more] = [pageInfo.endCursor, pageInfo.hasNextPage];
      }
      const ofSite = expected.split(" ").filter((id) => ["l1", "l2", "l3", "l4"].includes(id));
      expect([order, pagedAtSite]).toEqual([order, ofSite]);
    }
  });

  it("page the inventory by site, each site once", async () => {
    const query = `query ($of: [_Any!]!, $after: String) { _entities(representations: $of) { ... on Organization {
      fixedInventory { bySite(first: 1, after: $after) {
        edges { node { site { id } total } } totalCount pageInfo { hasNextPage endCursor } } } } } }`;
    const seen: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const { data } = await fixed.ask(personas.owner, query, { of, after });
      const { edges, totalCount, pageInfo } = data._entities[0].fixedInventory.bySite;
      expect(totalCount).toBe(3);
      seen.push(`${edges[0].node.site.id} ${edges[0].node.total}`);
      [after, more] = [pageInfo.endCursor, pageInfo.hasNextPage];
    }
    expect(seen).toEqual(["s3 0", "s1 4", "s2 2"]);
  });

  it("refuse a cursor of another list, a page over 1,000 and more than 100 ids", async () => {
    const { pageInfo } = await page({ first: 1 });
    const refused = async (variables: Record<string, unknown>) =>
      (await fixed.ask(personas.owner, LINES, { of, ...variables })).refused["_entities.0.fixedLines"];
    const bad = expect.stringMatching(/^BAD_USER_INPUT/);
    expect(await refused({ after: pageInfo.endCursor, filter: { status: ["ACTIVE"] } })).toEqual(bad);
    expect(await refused({ first: 1_001 })).toEqual(bad);
    expect(
      await refused({ filter: { siteIds: Array.from({ length: 101 }, (_, index) => `${index}`) } }),
    ).toEqual(bad);
    const sites = await fixed.ask(
      personas.owner,
      `query ($after: String) { site(id: "s1") { lines(after: $after) { edges { node { id } } } } }`,
      { after: pageInfo.endCursor },
    );
    expect(Object.values(sites.refused)).toEqual([bad]);
  });
});
