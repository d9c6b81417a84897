import { anonymousCaller } from "../../schema/access/caller";
import { eachDatabase } from "../kit/databases";
import { everybody, personas, plantCompanies, type PersonaName } from "./company";
import { entity, NOW, numberOf, openFixed, type Fixed } from "./kit";

const COMPANY = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Organization {
  sites { edges { node { id } } totalCount }
  fixedLines { edges { node { id } } totalCount coverage { kind scopes { grantId } } }
  fixedInventory { total coverage { kind } bySite { edges { node { site { id } total } } totalCount } } } } }`;

const REPRESENTED = `query ($of: [_Any!]!) { _entities(representations: $of) { __typename
  ... on FixedLine { id } ... on Site { id } ... on Organization { id } } }`;

interface Edge {
  readonly node: { readonly id: string };
}
interface SiteEdge {
  readonly node: { readonly site: { readonly id: string }; readonly total: number };
}

eachDatabase("the reach of a viewer", ({ open }) => {
  let fixed: Fixed;
  beforeAll(async () => {
    fixed = await openFixed(open);
    await plantCompanies(fixed.database);
  });

  async function listed(name: PersonaName, organization: string) {
    const { data, refused } = await fixed.ask(personas[name], COMPANY, {
      of: [entity("Organization", organization)],
    });
    expect(refused).toEqual({});
    if (data._entities[0] === null) return null;
    const { sites, fixedLines, fixedInventory } = data._entities[0];
    expect(fixedLines.totalCount).toBe(fixedLines.edges.length);
    expect(sites.totalCount).toBe(sites.edges.length);
    expect(fixedInventory.bySite.totalCount).toBe(sites.edges.length);
    expect(fixedInventory).toMatchObject({
      total: fixedLines.totalCount,
      coverage: { kind: fixedLines.coverage.kind },
    });
    return {
      lines: fixedLines.edges.map(({ node }: Edge) => node.id).join(" "),
      sites: sites.edges.map(({ node }: Edge) => node.id).join(" "),
      bySite: fixedInventory.bySite.edges.map(({ node }: SiteEdge) => `${node.site.id} ${node.total}`).join(),
      coverage: fixedLines.coverage.kind,
      grants: fixedLines.coverage.scopes.map((scope: { grantId: string }) => scope.grantId).join(" "),
    };
  }

  // By number; site s3 has a code before the others.
  const ALL = { lines: "l1 l2 l3 l5 l6 l4", sites: "s3 s1 s2", bySite: "s3 0,s1 4,s2 2" };
  const NOTHING = { lines: "", sites: "", bySite: "", coverage: "NONE", grants: "" };

  it("lists all of a company for those over it, and for a billing account's user its lines and their sites", async () => {
    expect({
      legal: await listed("legal", "org-a"),
      owner: await listed("owner", "org-a"),
      master: await listed("master", "org-a"),
      standard: await listed("standard", "org-a"),
      standardOfBoth: await listed("standardOfBoth", "org-a"),
      masterAndStandard: await listed("masterAndStandard", "org-a"),
      holding: await listed("holding", "org-a"),
      holdingAtB: await listed("holding", "org-b"),
    }).toEqual({
      legal: { ...ALL, coverage: "ALL", grants: "grant-LEGAL_REP-org-a" },
      owner: { ...ALL, coverage: "ALL", grants: "grant-FIXED_OWNER-org-a" },
      master: { ...ALL, coverage: "ALL", grants: "grant-FIXED_MASTER-org-a" },
      standard: {
        lines: "l1 l2 l5",
        sites: "s1 s2",
        bySite: "s1 2,s2 1",
        coverage: "PARTIAL",
        grants: "grant-FIXED_STANDARD-ba-a1",
      },
      standardOfBoth: {
        ...ALL,
        sites: "s1 s2",
        bySite: "s1 4,s2 2",
        coverage: "PARTIAL",
        grants: "grant-FIXED_STANDARD-ba-a1 grant-FIXED_STANDARD-ba-a2",
      },
      masterAndStandard: { ...ALL, coverage: "ALL", grants: "grant-FIXED_MASTER-org-a" },
      holding: { ...ALL, coverage: "ALL", grants: "grant-HOLDING_REFERENT-hold-x" },
      holdingAtB: {
        lines: "l7 l8",
        sites: "s4",
        bySite: "s4 2",
        coverage: "ALL",
        grants: "grant-HOLDING_REFERENT-hold-x",
      },
    });
  });

  it("answers mobile profiles and employees without a grant with empty lists and coverage NONE, strangers with no company", async () => {
    expect({
      mobileMaster: await listed("mobileMaster", "org-a"),
      mobileAdditional: await listed("mobileAdditional", "org-a"),
      endUser: await listed("endUser", "org-a"),
      employee: await listed("employee", "org-a"),
      stranger: await listed("stranger", "org-a"),
      ownerAtB: await listed("owner", "org-b"),
    }).toEqual({
      mobileMaster: NOTHING,
      mobileAdditional: NOTHING,
      endUser: NOTHING,
      employee: NOTHING,
      stranger: null,
      ownerAtB: null,
    });
  });

  async function reached(typename: string, ids: readonly string[]) {
    const found: Record<string, string> = {};
    for (const name of everybody) {
      const of = ids.map((id) => entity(typename, id));
      const { data, refused } = await fixed.ask(personas[name], REPRESENTED, { of });
      expect(refused).toEqual({});
      found[name] = data._entities.map((each: { id: string } | null) => each?.id ?? "-").join(" ");
    }
    return found;
  }

  it("resolves by id exactly the lines that it lists, and answers null without an error for the rest", async () => {
    const all = "l1 l3 l6 - - -";
    expect(await reached("FixedLine", ["l1", "l3", "l6", "l7", "l9", "l-unknown"])).toEqual({
      legal: all,
      owner: all,
      master: all,
      standard: "l1 - - - - -",
      standardOfBoth: all,
      masterAndStandard: all,
      holding: "l1 l3 l6 l7 - -",
      mobileMaster: "- - - - - -",
      mobileAdditional: "- - - - - -",
      endUser: "- - - - - -",
      stranger: "- - - - l9 -",
      employee: "- - - - - -",
    });
  });

  it("resolves by id exactly the sites that it lists", async () => {
    const all = "s1 s3 - - -";
    expect(await reached("Site", ["s1", "s3", "s4", "s5", "s-unknown"])).toEqual({
      legal: all,
      owner: all,
      master: all,
      standard: "s1 - - - -",
      standardOfBoth: "s1 - - - -",
      masterAndStandard: all,
      holding: "s1 s3 s4 - -",
      mobileMaster: "- - - - -",
      mobileAdditional: "- - - - -",
      endUser: "- - - - -",
      stranger: "- - - s5 -",
      employee: "- - - - -",
    });
  });

  it("looks up a line by id or number, and a site, as _entities does", async () => {
    const query = `query ($id: ID!, $number: PhoneNumber!, $site: ID!) {
      byId: fixedLine(id: $id) { id } byNumber: fixedLine(number: $number) { id } site(id: $site) { id } }`;
    const variables = { id: "l6", number: numberOf(6), site: "s3" };
    const all = { byId: { id: "l6" }, byNumber: { id: "l6" }, site: { id: "s3" } };
    const none = { byId: null, byNumber: null, site: null };
    const answers: Record<string, unknown> = {};
    for (const name of everybody) answers[name] = (await fixed.ask(personas[name], query, variables)).data;
    expect(answers).toEqual({
      legal: all,
      owner: all,
      master: all,
      standard: none,
      standardOfBoth: { ...all, site: null },
      masterAndStandard: all,
      holding: all,
      mobileMaster: none,
      mobileAdditional: none,
      endUser: none,
      stranger: none,
      employee: none,
    });
  });

  it("means by a number the one line in scope that is not TERMINATED", async () => {
    const query = `query ($number: PhoneNumber!) { fixedLine(number: $number) { id status } }`;
    const ask = async (name: PersonaName, number: string) =>
      (await fixed.ask(personas[name], query, { number })).data.fixedLine;
    expect(await ask("owner", numberOf(3))).toEqual({ id: "l5", status: "ACTIVE" });
    expect(await ask("holding", numberOf(8))).toBeNull();
    expect(await ask("owner", "+39800123456")).toEqual({ id: "l4", status: "ACTIVE" });
  });

  it("wants exactly one of id and number", async () => {
    for (const query of [`{ fixedLine { id } }`, `{ fixedLine(id: "l1", number: "+390110000001") { id } }`]) {
      expect(await fixed.ask(personas.owner, query)).toEqual({
        data: { fixedLine: null },
        refused: { fixedLine: expect.stringMatching(/^BAD_USER_INPUT .*exactly one of id and number/) },
      });
    }
  });

  it("counts at a site only the lines that the viewer reaches", async () => {
    const query = `{ site(id: "s1") { lines { edges { node { id } } totalCount coverage { kind } }
      inventory { total coverage { kind scopes { grantId kind id profile } } asOf } } }`;
    const { data } = await fixed.ask(personas.standard, query);
    expect(data.site).toEqual({
      lines: {
        edges: [{ node: { id: "l1" } }, { node: { id: "l2" } }],
        totalCount: 2,
        coverage: { kind: "PARTIAL" },
      },
      inventory: {
        total: 2,
        coverage: {
          kind: "PARTIAL",
          scopes: [
            {
              grantId: "grant-FIXED_STANDARD-ba-a1",
              kind: "BILLING_ACCOUNT",
              id: "ba-a1",
              profile: "FIXED_STANDARD",
            },
          ],
        },
        asOf: "2026-06-15T10:00:00.000Z",
      },
    });
    expect((await fixed.ask(personas.owner, query)).data.site).toMatchObject({
      lines: { totalCount: 4, coverage: { kind: "ALL" } },
      inventory: { total: 4, coverage: { kind: "ALL" } },
    });
  });

  it("resolves a company for whoever names it, and refuses everything to a stranger without a token", async () => {
    const of = [entity("Organization", "org-a")];
    const named: Record<string, boolean> = {};
    for (const name of everybody) {
      const { data } = await fixed.ask(personas[name], REPRESENTED, { of });
      named[name] = data._entities[0] !== null;
    }
    expect(Object.keys(named).filter((name) => !named[name])).toEqual(["stranger"]);
    const anonymous = anonymousCaller(NOW);
    expect(await fixed.ask(anonymous, `{ fixedLine(id: "l1") { id } site(id: "s1") { id } }`)).toEqual({
      data: { fixedLine: null, site: null },
      refused: { fixedLine: "UNAUTHENTICATED", site: "UNAUTHENTICATED" },
    });
    const represented = [...of, entity("Site", "s1"), entity("FixedLine", "l1")];
    const { data } = await fixed.ask(anonymous, REPRESENTED, { of: represented });
    expect(data._entities).toEqual([null, null, null]);
  });
});
