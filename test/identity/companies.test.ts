import { anonymousCaller } from "../../schema/access/caller";
import { eachDatabase, statementsOf } from "../kit/databases";
import { callerWith, NOON, startWithFeed, type Identity } from "./kit";

const AURORA = { kind: "ORGANIZATION", id: "org-aurora" } as const;
const LEVANTE = {
  profile: "HOLDING_REFERENT",
  scope: { kind: "HOLDING", id: "hold-levante" },
  organizationIds: ["org-aurora", "org-borea"],
} as const;
const legal = callerWith("user-legal", [{ profile: "LEGAL_REP", scope: AURORA }], ["org-aurora"]);
const employee = callerWith("user-employee", [], ["org-aurora"]);
const enduser = callerWith("user-enduser", [
  {
    profile: "END_USER",
    scope: { kind: "MOBILE_LINE", id: "ml-aurora-7" },
    organizationIds: ["org-aurora"],
    contractId: "mc-aurora-1",
  },
]);
const referent = callerWith("user-holding", [LEVANTE]);
const owner = callerWith("user-owner", [{ profile: "FIXED_OWNER", scope: AURORA }]);
const cometa = callerWith("user-cometa", [
  { profile: "LEGAL_REP", scope: { kind: "ORGANIZATION", id: "org-cometa" } },
]);

const OFFICE = {
  streetName: "Corso Unione Sovietica",
  streetNr: "612/3",
  postcode: "10135",
  locality: "Torino",
  stateOrProvince: "TO",
  country: "IT",
};
const DETAILS = `id legalName vatNumber fiscalCode
  registeredOffice { streetName streetNr postcode locality stateOrProvince country } holding { id name }`;
const ALL = {
  id: "org-aurora",
  legalName: "Aurora Meccanica S.p.A.",
  vatNumber: "00488410010",
  fiscalCode: "00488410010",
  registeredOffice: OFFICE,
  holding: { id: "hold-levante", name: "Gruppo Levante" },
};
const NAME_ONLY = { ...ALL, vatNumber: null, fiscalCode: null, registeredOffice: null, holding: null };

eachDatabase("companies and holdings", (databases) => {
  let system: Identity;
  beforeAll(async () => {
    system = await startWithFeed(databases);
  });

  it("shows a company whole to who may read it, its name to who belongs there, and nothing to others", async () => {
    const seen = [];
    for (const caller of [legal, owner, referent, employee, enduser, cometa]) {
      const { data } = await system.run(`{ organization(id: "org-aurora") { ${DETAILS} } }`, caller);
      seen.push(data?.["organization"]);
    }
    expect(seen).toEqual([ALL, ALL, ALL, NAME_ONLY, NAME_ONLY, null]);
  });

  it("says of each refused field what was held, and nothing at all of a company out of scope", async () => {
    const query = '{ organization(id: "org-aurora") { vatNumber } }';
    expect(await system.run(query, enduser)).toEqual({
      data: { organization: { vatNumber: null } },
      errors: [
        {
          message: "FORBIDDEN",
          path: ["organization", "vatNumber"],
          extensions: {
            code: "FORBIDDEN",
            coordinate: "Organization.vatNumber",
            // Being the end user of a line is nothing that is held on the company itself.
            held: [],
            paths: [["organization", "vatNumber"]],
          },
        },
      ],
    });
    expect(await system.run(query, cometa)).toEqual({ data: { organization: null } });
    expect(await system.run('{ organization(id: "org-nowhere") { vatNumber } }', cometa)).toEqual({
      data: { organization: null },
    });
  });

  it("answers `_entities` as it answers look-ups", async () => {
    const representations = ["org-aurora", "org-cometa", "org-nowhere"].map((id) => ({
      __typename: "Organization",
      id,
    }));
    const holdings = ["hold-levante", "hold-empty"].map((id) => ({ __typename: "Holding", id }));
    const selection = "... on Organization { legalName } ... on Holding { name }";
    const seen = [];
    for (const caller of [legal, cometa, employee, anonymousCaller(NOON)])
      seen.push((await system.entities(caller, [...representations, ...holdings], selection)).data);
    const [aurora, other] = [
      { legalName: "Aurora Meccanica S.p.A." },
      { legalName: "Cometa Servizi S.p.A." },
    ];
    expect(seen).toEqual([
      { _entities: [aurora, null, null, { name: "Gruppo Levante" }, null] },
      { _entities: [null, other, null, null, null] },
      { _entities: [aurora, null, null, null, null] },
      { _entities: [null, null, null, null, null] },
    ]);
  });

  it("shows a holding to its referent and to who may read a member's, with the companies that each reaches", async () => {
    const query =
      '{ holding(id: "hold-levante") { name organizations { totalCount edges { node { id } } } } empty: holding(id: "hold-empty") { id } }';
    const group = (...ids: string[]) => ({
      holding: {
        name: "Gruppo Levante",
        organizations: { totalCount: ids.length, edges: ids.map((id) => ({ node: { id } })) },
      },
      empty: null,
    });
    const seen = [];
    for (const caller of [referent, legal, owner, employee, enduser, cometa])
      seen.push((await system.run(query, caller)).data);
    const nothing = { holding: null, empty: null };
    expect(seen).toEqual([
      group("org-aurora", "org-borea"),
      group("org-aurora"),
      group("org-aurora"),
      nothing,
      nothing,
      nothing,
    ]);
  });

  it("shows the referent of an empty holding that it is theirs", async () => {
    const caller = callerWith("user-x", [
      { profile: "HOLDING_REFERENT", scope: { kind: "HOLDING", id: "hold-empty" } },
    ]);
    expect(
      await system.run(
        '{ holding(id: "hold-empty") { name organizations { totalCount edges { cursor } } } }',
        caller,
      ),
    ).toEqual({
      data: { holding: { name: "Gruppo Vuoto", organizations: { totalCount: 0, edges: [] } } },
    });
  });

  it("lists the viewer's companies page by page, by name, and refuses a cursor of another list", async () => {
    const query =
      "query ($after: String) { viewer { organizations(first: 1, after: $after) { totalCount pageInfo { hasNextPage endCursor } edges { node { legalName } } } } }";
    interface Page {
      viewer: {
        organizations: { totalCount: number; pageInfo: { endCursor: string; hasNextPage: boolean } };
      };
    }
    const first = await system.run(query, referent);
    const { organizations } = (first.data as unknown as Page).viewer;
    const second = await system.run(query, referent, { after: organizations.pageInfo.endCursor });
    const page = (legalName: string, hasNextPage: boolean) => ({
      data: {
        viewer: {
          organizations: {
            totalCount: 2,
            pageInfo: { hasNextPage, endCursor: expect.any(String) as string },
            edges: [{ node: { legalName } }],
          },
        },
      },
    });
    expect([first, second]).toEqual([
      page("Aurora Meccanica S.p.A.", true),
      page("Borea Logistica S.r.l.", false),
    ]);
    const elsewhere = await system.run(
      'query ($after: String) { holding(id: "hold-levante") { organizations(after: $after) { totalCount } } }',
      referent,
      { after: organizations.pageInfo.endCursor },
    );
    expect(elsewhere.errors?.map(({ extensions }) => extensions)).toEqual([
      { code: "BAD_USER_INPUT", field: ["after"] },
    ]);
  });

  it("asks once for many companies and their holdings", async () => {
    const representations = ["org-aurora", "org-borea"].map((id) => ({ __typename: "Organization", id }));
    const ask = (count: number) =>
      statementsOf(system.database, () =>
        system.entities(
          referent,
          representations.slice(0, count),
          "... on Organization { legalName holding { name } }",
        ),
      );
    expect([(await ask(1)).length, (await ask(2)).length]).toEqual([2, 2]);
  });
});
