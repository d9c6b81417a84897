import { DEMO_ACCOUNTS } from "../../subgraphs/commands/demo";
import { ORGANIZATIONS } from "../../subgraphs/commands/demo/companies";
import { eachWorld } from "../kit/world";
import { demoLine, linesOf, WHOLE_LINE, wholeLine, without } from "./demo";
import { AURORA_1, AURORA_2, BOREA, COMETA, SIGHTS, type CompanySight } from "./sights";

const COMPANIES = `query {
  viewer { user { username } organizations { edges { node { id } } } }
  org_aurora: organization(id: "org-aurora") { ...Sight }
  org_borea: organization(id: "org-borea") { ...Sight }
  org_cometa: organization(id: "org-cometa") { ...Sight }
}
fragment Sight on Organization {
  id legalName vatNumber fiscalCode registeredOffice { locality } holding { id }
  users { totalCount } grants { totalCount }
  mobileContracts { totalCount edges { node { id } } }
  mobileLines(first: 2) { totalCount coverage { ...Rests } edges { node { id } } }
  mobileInventory {
    total byStatus { status count } byContract { contract { id } count }
    byTariffPlan { count } byCostCenter { count } coverage { ...Rests }
  }
}
fragment Rests on Coverage { kind scopes { grantId profile kind id } }`;

const LINES = `query {
  ml_aurora_1_00007: mobileLine(id: "${AURORA_1}") { ...WholeLine }
  ml_aurora_2_00001: mobileLine(id: "${AURORA_2}") { ...WholeLine }
  ml_borea_1_00003: mobileLine(id: "${BOREA}") { ...WholeLine }
  ml_cometa_1_00001: mobileLine(id: "${COMETA}") { ...WholeLine }
} ${WHOLE_LINE}`;

const alias = (id: string): string => id.replaceAll("-", "_");

eachWorld("every account of the demo world", (world) => {
  it("is known to this table", () => {
    expect(Object.keys(SIGHTS)).toEqual(DEMO_ACCOUNTS.map(({ username }) => username));
  });

  it.each(Object.entries(SIGHTS))(
    "%s reads of the companies what their profile allows, and is told exactly which fields it does not",
    async (username, { companies }) => {
      const { data, refused } = await (await world.as(username)).ask(COMPANIES);
      for (const id of ["org_aurora", "org_borea", "org_cometa"]) sumGroups(data[id]?.mobileInventory);
      expect(data).toEqual({
        viewer: {
          user: { username },
          organizations: { edges: Object.keys(companies).map((id) => ({ node: { id } })) },
        },
        org_aurora: null,
        org_borea: null,
        org_cometa: null,
        ...Object.fromEntries(
          Object.entries(companies).map(([id, sight]) => [alias(id), companyAnswer(username, id, sight)]),
        ),
      });
      expect(refused).toEqual(
        forbidden(Object.entries(companies).map(([id, sight]) => [id, sight.refused] as const)),
      );
    },
  );

  it.each(Object.entries(SIGHTS))(
    "%s reads of one line of each contract what their profile allows, and of the others not even that it exists",
    async (username, { lines }) => {
      const { data, refused } = await (await world.as(username)).ask(LINES);
      const entries = [AURORA_1, AURORA_2, BOREA, COMETA].map((id) => {
        const refusedFields = lines[id];
        return [alias(id), refusedFields === undefined ? null : without(wholeLine(id), refusedFields)];
      });
      expect(data).toEqual(Object.fromEntries(entries));
      expect(refused).toEqual(forbidden(Object.entries(lines)));
    },
  );

  /** Look-ups and filters by ids and numbers, as Cometa's legal representative would try them. */
  const TRIES = `query ($organization: ID!, $holding: ID!, $contract: ID!, $line: ID!, $number: Msisdn!,
      $filter: MobileLineFilter!, $costCenter: MobileLineFilter!, $search: MobileLineFilter!) {
    organization(id: $organization) { id mobileLines { totalCount } mobileInventory { total } }
    holding(id: $holding) { name organizations { totalCount } }
    mobileContract(id: $contract) { number master { displayName } lines { totalCount } inventory { total } }
    byId: mobileLine(id: $line) { ...WholeLine }
    byNumber: mobileLine(msisdn: $number) { ...WholeLine }
    own: organization(id: "org-cometa") {
      byContract: mobileLines(filter: $filter) { totalCount edges { cursor } coverage { kind } }
      byCostCenter: mobileInventory(filter: $costCenter) { total byStatus { count } byContract { count } }
      bySearch: mobileInventory(filter: $search) { total byTariffPlan { count } byCostCenter { count } }
      holding { id }
      users(search: "Giorgio Bertone") { totalCount }
    }
  } ${WHOLE_LINE}`;

  it("legal.cometa gets of Aurora by any of its ids what an id that nobody has gets, to the letter", async () => {
    const cometa = await world.as("legal.cometa");
    const { mobileContract } = await (
      await world.as("legal.aurora")
    ).read('{ mobileContract(id: "mc-aurora-1") { costCenters(first: 1) { edges { node { id code } } } } }');
    const { id: costCenterId, code } = mobileContract.costCenters.edges[0].node;
    const ofAurora = await cometa.ask(TRIES, {
      organization: "org-aurora",
      holding: "hold-levante",
      contract: "mc-aurora-1",
      line: AURORA_1,
      number: demoLine(AURORA_1).msisdn,
      filter: { contractIds: ["mc-aurora-1"] },
      costCenter: { costCenterIds: [costCenterId] },
      search: { search: code },
    });
    const ofNobody = await cometa.ask(TRIES, {
      organization: "org-nobody",
      holding: "hold-nobody",
      contract: "mc-nobody-1",
      line: "ml-nobody-1-00001",
      number: "+393990000000",
      filter: { contractIds: ["mc-nobody-1"] },
      costCenter: { costCenterIds: ["nobody"] },
      search: { search: "NOB-100" },
    });
    expect(ofAurora).toEqual(ofNobody);
    expect(ofAurora).toEqual({
      status: 200,
      errors: [],
      refused: {},
      data: {
        organization: null,
        holding: null,
        mobileContract: null,
        byId: null,
        byNumber: null,
        own: {
          byContract: { totalCount: 0, edges: [], coverage: { kind: "ALL" } },
          byCostCenter: { total: 0, byStatus: [{ count: 0 }, { count: 0 }, { count: 0 }], byContract: [] },
          bySearch: { total: 0, byTariffPlan: [], byCostCenter: [] },
          holding: null,
          users: { totalCount: 0 },
        },
      },
    });
  });

  it("legal.cometa cannot read on in Aurora's list, nor end a session of Aurora's, nor learn that there is one", async () => {
    const cometa = await world.as("legal.cometa");
    const aurora = await world.as("legal.aurora");
    const { viewer, organization } = await aurora.read(
      '{ viewer { sessions { id } } organization(id: "org-aurora") { mobileLines(first: 1) { pageInfo { endCursor } } } }',
    );
    const readOn = (after: string) =>
      cometa.ask(
        'query ($after: String) { organization(id: "org-cometa") { mobileLines(after: $after) { totalCount } } }',
        { after },
      );
    const after: string = organization.mobileLines.pageInfo.endCursor;
    expect((await readOn(after)).refused).toEqual({ "organization.mobileLines": "BAD_USER_INPUT" });
    expect(await readOn(after)).toEqual(await readOn("bm90aGluZw"));

    const end = (id: string) =>
      cometa.ask(
        "mutation ($id: ID!) { endSession(id: $id) { session { id } userErrors { code message field } } }",
        { id },
      );
    const ended = await end(viewer.sessions[0].id);
    expect(ended).toEqual(await end("nobody"));
    expect(ended.data.endSession.userErrors).toMatchObject([{ code: "NOT_FOUND" }]);
    expect(await aurora.read("{ viewer { user { username } } }")).toEqual({
      viewer: { user: { username: "legal.aurora" } },
    });
  });
});

function forbidden(refused: readonly (readonly [string, readonly string[]])[]): Record<string, string> {
  return Object.fromEntries(
    refused.flatMap(([id, paths]) => paths.map((path) => [`${alias(id)}.${path}`, "FORBIDDEN"])),
  );
}

/** Each group-by as the sum of its counts, which `counts.test.ts` looks into. */
function sumGroups(summary: Record<string, unknown> | undefined): void {
  for (const name of ["byTariffPlan", "byCostCenter"] as const) {
    const groups = summary?.[name] as { count: number }[] | null | undefined;
    if (summary && groups) summary[name] = groups.reduce((sum, { count }) => sum + count, 0);
  }
}

/** Registered people and grants in force, of the companies whose legal representative has an account. */
const PEOPLE_OF: Readonly<Record<string, readonly [users: number, grants: number]>> = {
  "org-aurora": [47, 45],
  "org-cometa": [17, 17],
};

function companyAnswer(username: string, id: string, sight: CompanySight): object {
  const company = ORGANIZATIONS.find((organization) => organization.id === id);
  const lines = linesOf(username, id);
  expect(lines).toHaveLength(sight.lines);
  const [kind, profile, scopeKind, scopeId] = sight.coverage;
  const grantId = `grant-${username.replace(".", "-")}-${scopeId}`;
  const coverage = {
    kind,
    scopes: kind === "NONE" ? [] : [{ grantId, profile, kind: scopeKind, id: scopeId }],
  };
  const count = (wanted: (line: (typeof lines)[number]) => boolean) => lines.filter(wanted).length;
  const answer = {
    id,
    legalName: company?.legal_name,
    vatNumber: company?.vat_number,
    fiscalCode: company?.fiscal_code,
    registeredOffice: { locality: company?.registered_office_locality },
    holding: company?.holding_id ? { id: company.holding_id } : null,
    users: { totalCount: PEOPLE_OF[id]?.[0] },
    grants: { totalCount: PEOPLE_OF[id]?.[1] },
    mobileContracts: {
      totalCount: sight.contracts.length,
      edges: sight.contracts.map((contract) => ({ node: { id: contract } })),
    },
    mobileLines: {
      totalCount: lines.length,
      coverage,
      edges: lines.slice(0, 2).map((line) => ({ node: { id: line.id } })),
    },
    mobileInventory: {
      total: lines.length,
      byStatus: ["ACTIVE", "TERMINATED", "FROZEN"].map((status) => ({
        status,
        count: count((line) => line.status === status),
      })),
      byContract: sight.contracts
        .map((contract) => ({
          contract: { id: contract },
          count: count((line) => line.contract.id === contract),
        }))
        .filter((group) => group.count > 0),
      byTariffPlan: lines.length,
      byCostCenter: lines.length,
      coverage,
    },
  };
  return without(answer, sight.refused);
}
