import { eachDatabase, statementsOf } from "../kit/databases";
import { personas, plantCompanies } from "./company";
import { caller, entity, lineRow, numberOf, openFixed, plant, siteRow, type Fixed } from "./kit";

const DETAILS = `
  fragment Details on FixedLine {
    id number family accessTechnology status activatedOn terminatedOn organization { id }
    site { id code name organization { id } address { streetName streetNr postcode locality stateOrProvince country } }
    services { id name activatedOn } billingAccount { id }
  }`;
const ONE_LINE = `${DETAILS} query ($id: ID!) { fixedLine(id: $id) { ...Details } }`;

eachDatabase("the details of a fixed line", ({ open }) => {
  let fixed: Fixed;
  beforeAll(async () => {
    fixed = await openFixed(open);
    await plantCompanies(fixed.database);
  });

  it("are all shown to whoever reaches the line, be it by its billing account alone", async () => {
    for (const name of ["owner", "standard", "holding"] as const) {
      const { data, refused } = await fixed.ask(personas[name], ONE_LINE, { id: "l1" });
      expect(refused).toEqual({});
      expect(data.fixedLine).toEqual({
        id: "l1",
        number: numberOf(1),
        family: "VOICE",
        accessTechnology: "ISDN",
        status: "ACTIVE",
        activatedOn: "2021-05-10",
        terminatedOn: null,
        organization: { id: "org-a" },
        site: {
          id: "s1",
          code: "TO-01",
          name: "Città alta",
          organization: { id: "org-a" },
          address: {
            streetName: "Corso Unione Sovietica",
            streetNr: "612",
            postcode: "10135",
            locality: "Torino",
            stateOrProvince: "TO",
            country: "IT",
          },
        },
        services: [
          { id: "l1:fs-voice", name: "Linea voce", activatedOn: "2021-05-10" },
          { id: "l1:fs-mail", name: "Segreteria di rete", activatedOn: "2022-01-31" },
        ],
        billingAccount: { id: "ba-a1" },
      });
    }
  });

  it("show the termination date of a TERMINATED line, and none of its services as active (R27)", async () => {
    const { data } = await fixed.ask(personas.owner, ONE_LINE, { id: "l3" });
    expect(data.fixedLine).toMatchObject({
      status: "TERMINATED",
      activatedOn: "2020-03-01",
      terminatedOn: "2025-11-30",
      services: [],
    });
  });

  it("keep the leading 0 of a geographic number, and refuse what is no number", async () => {
    const query = `query ($number: PhoneNumber!) { fixedLine(number: $number) { id } }`;
    const { data } = await fixed.ask(personas.owner, query, { number: "+390110000001" });
    expect(data).toEqual({ fixedLine: { id: "l1" } });
    const wrong = await fixed.ask(personas.owner, query, { number: "+39110000001" });
    expect(wrong.data).toBeNull();
    expect(Object.keys(wrong.refused)).toHaveLength(1);
  });

  it("are counted by family and by the services active now, largest first", async () => {
    const { data } = await fixed.ask(
      personas.owner,
      `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Organization { fixedInventory {
        total asOf byService { family total services { name count } }
        bySite { edges { node { site { code } total byService { family total services { name count } } } } } } } } }`,
      { of: [entity("Organization", "org-a")] },
    );
    const family = (name: string, total: number, ...services: (readonly [string, number])[]) => ({
      family: name,
      total,
      services: services.map(([service, count]) => ({ name: service, count })),
    });
    expect(data._entities[0].fixedInventory).toEqual({
      total: 6,
      asOf: "2026-06-15T10:00:00.000Z",
      byService: [
        // l3, which had both services too, is TERMINATED.
        family("VOICE", 3, ["Linea voce", 2], ["Segreteria di rete", 2]),
        family("VOICE_AND_DATA", 2, ["Voce e internet", 1]),
        family("INTELLIGENT_NETWORK", 1, ["Instradamento", 1], ["Linea voce", 1]),
      ],
      bySite: {
        edges: [
          {
            node: {
              site: { code: "AA-03" },
              total: 0,
              byService: [family("VOICE", 0), family("VOICE_AND_DATA", 0), family("INTELLIGENT_NETWORK", 0)],
            },
          },
          {
            node: {
              site: { code: "TO-01" },
              total: 4,
              byService: [
                family("VOICE", 2, ["Linea voce", 1], ["Segreteria di rete", 1]),
                family("VOICE_AND_DATA", 1, ["Voce e internet", 1]),
                family("INTELLIGENT_NETWORK", 1, ["Instradamento", 1], ["Linea voce", 1]),
              ],
            },
          },
          {
            node: {
              site: { code: "TO-02" },
              total: 2,
              byService: [
                family("VOICE", 1, ["Linea voce", 1], ["Segreteria di rete", 1]),
                family("VOICE_AND_DATA", 1),
                family("INTELLIGENT_NETWORK", 0),
              ],
            },
          },
        ],
      },
    });
  });
});

eachDatabase("the cost of sites and lines", ({ open }) => {
  let fixed: Fixed;
  const SITES = 200;
  beforeAll(async () => {
    fixed = await openFixed(open);
    const serials = Array.from({ length: 1_000 }, (_, index) => index + 1);
    const sites = serials.slice(0, SITES).map((serial) => siteRow(`site-${serial}`, "org-1"));
    await plant(fixed.database, "sites", sites);
    await plant(
      fixed.database,
      "fixed-lines",
      serials.map((serial) => lineRow(`line-${serial}`, `site-${(serial % SITES) + 1}`, "ba-1", serial)),
    );
  }, 120_000);

  const viewers = [
    caller([{ profile: "FIXED_OWNER", on: "org-1" }]),
    caller([{ profile: "FIXED_STANDARD", on: "ba-1", organizations: ["org-1"] }]),
  ];
  const of = [entity("Organization", "org-1")];

  async function statements(query: string, check: (organization: never, first: number) => void) {
    const counts: number[][] = [];
    for (const viewer of viewers) {
      const counted: number[] = [];
      for (const first of [1, 50, 200]) {
        const asked = await statementsOf(fixed.database, async () => {
          const { data, refused } = await fixed.ask(viewer, query, { of, first });
          expect(refused).toEqual({});
          check(data._entities[0] as never, first);
        });
        counted.push(asked.length);
      }
      counts.push(counted);
    }
    return counts;
  }

  it("is the same number of statements for 1, 50 and 200 lines with all their details", async () => {
    const query = `${DETAILS} query ($of: [_Any!]!, $first: Int) { _entities(representations: $of) {
      ... on Organization { fixedLines(first: $first) { edges { node { ...Details } } totalCount } } } }`;
    const counts = await statements(query, (organization: never, first) => {
      const { edges, totalCount } = (organization as { fixedLines: { edges: unknown[]; totalCount: number } })
        .fixedLines;
      expect([edges.length, totalCount]).toEqual([first, 1_000]);
    });
    // The page, its count, and one each for sites and services.
    expect(counts).toEqual([
      [4, 4, 4],
      [4, 4, 4],
    ]);
  });

  it("is the same number of statements for 1, 50 and 200 sites with their lines and inventories", async () => {
    const query = `query ($of: [_Any!]!, $first: Int) { _entities(representations: $of) { ... on Organization {
      sites(first: $first) { totalCount edges { node { id
        lines(first: 3) { edges { node { id services { name } } } totalCount }
        ended: lines(filter: { status: [TERMINATED] }) { totalCount }
        inventory { total byService { family total services { name count } } } } } } } } }`;
    const counts = await statements(query, (organization: never, first) => {
      const { sites } = organization as { sites: { edges: { node: unknown }[]; totalCount: number } };
      expect([sites.edges.length, sites.totalCount]).toEqual([first, SITES]);
      expect(sites.edges[0]!.node).toMatchObject({
        id: "site-1",
        lines: { edges: [{}, {}, {}], totalCount: 5 },
        ended: { totalCount: 0 },
        inventory: { total: 5 },
      });
    });
    // The sites, their count, the lines of both filters, the services of lines, counts of both filters, services counted.
    expect(counts).toEqual([
      [8, 8, 8],
      [8, 8, 8],
    ]);
  });

  it("is the same number of statements for an inventory by 1, 50 and 200 sites", async () => {
    const query = `query ($of: [_Any!]!, $first: Int) { _entities(representations: $of) { ... on Organization {
      fixedInventory { total byService { total services { name count } }
        bySite(first: $first) { totalCount edges { node { site { code } total byService { services { name count } } } } } } } } }`;
    const counts = await statements(query, (organization: never, first) => {
      const { fixedInventory } = organization as {
        fixedInventory: { total: number; bySite: { edges: unknown[] } };
      };
      expect([fixedInventory.total, fixedInventory.bySite.edges.length]).toEqual([1_000, first]);
    });
    // Families and services of the company, its sites and their count, families and services by site.
    expect(counts).toEqual([
      [6, 6, 6],
      [6, 6, 6],
    ]);
  });
});
