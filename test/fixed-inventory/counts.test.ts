import fc from "fast-check";
import type { CallerGrant } from "../../schema/access/caller";
import { eachDatabase } from "../kit/databases";
import {
  caller,
  entity,
  lineRow,
  numberOf,
  openFixed,
  plant,
  siteRow,
  type Fixed,
  type GrantOf,
} from "./kit";

const ORGANIZATIONS = ["o1", "o2"];
const SITES = ORGANIZATIONS.flatMap((organization) => [`${organization}-s1`, `${organization}-s2`]);
const EMPTY_SITES = ORGANIZATIONS.map((organization) => `${organization}-s3`);
const ACCOUNTS = ORGANIZATIONS.flatMap((organization) => [`${organization}-b1`, `${organization}-b2`]);
const FAMILIES = ["VOICE", "VOICE_AND_DATA", "INTELLIGENT_NETWORK"] as const;
const STATUSES = ["ACTIVE", "TERMINATED"] as const;
const TECHNOLOGIES = { VOICE: "ISDN", VOICE_AND_DATA: "FTTH", INTELLIGENT_NETWORK: "VOIP" } as const;
const SERVICES = ["Alpha", "Beta"] as const;

interface Line {
  readonly id: string;
  readonly organization: string;
  readonly site: string;
  readonly account: string;
  readonly family: (typeof FAMILIES)[number];
  readonly status: (typeof STATUSES)[number];
  readonly activatedOn: string;
  readonly services: readonly string[];
}

/** Nearly every mix of site, account, family and status: the second site of o2 is billed to one account only. */
const WORLD: readonly Line[] = SITES.flatMap((site) =>
  ACCOUNTS.filter((account) => account.slice(0, 2) === site.slice(0, 2))
    .filter((account) => site !== "o2-s2" || account === "o2-b1")
    .flatMap((account) =>
      FAMILIES.flatMap((family, place) =>
        STATUSES.map((status) => ({
          id: [site, account.slice(3), family, status].join("-"),
          organization: site.slice(0, 2),
          site,
          account,
          family,
          status,
          activatedOn: `202${place}-06-01`,
          services: SERVICES.slice(0, (place + site.length + account.charCodeAt(4)) % 3),
        })),
      ),
    ),
);

const oneOf = <const Value>(values: readonly Value[]) => fc.constantFrom(...values);

const anyGrant: fc.Arbitrary<GrantOf> = fc.oneof(
  fc
    .tuple(oneOf(["LEGAL_REP", "FIXED_OWNER", "FIXED_MASTER"]), oneOf(ORGANIZATIONS))
    .map(([profile, on]): GrantOf => ({ profile, on })),
  fc.constant<GrantOf>({ profile: "HOLDING_REFERENT", on: "h", organizations: ORGANIZATIONS }),
  oneOf(ACCOUNTS).map((on): GrantOf => ({
    profile: "FIXED_STANDARD",
    on,
    organizations: [on.slice(0, 2)],
  })),
  oneOf(ORGANIZATIONS).map((organization): GrantOf => ({
    profile: "MOBILE_MASTER",
    on: `${organization}-c`,
    organizations: [organization],
  })),
);

const anyFilter = fc.record(
  {
    status: fc.subarray([...STATUSES]),
    families: fc.subarray([...FAMILIES], { minLength: 1 }),
    siteIds: fc.subarray(SITES),
    billingAccountIds: fc.subarray(ACCOUNTS, { minLength: 1 }),
    accessTechnologies: fc.subarray(Object.values(TECHNOLOGIES), { minLength: 1 }),
    search: oneOf(["011 000", "7", "SEDE o1-s1", "c-o2", "zz"]).map((text) => text.padStart(2, "0")),
    activatedFrom: oneOf(["2020-06-01", "2021-06-01", "2021-06-02"]),
    activatedTo: oneOf(["2021-05-31", "2022-06-01"]),
    terminatedFrom: oneOf(["2025-11-30", "2025-12-01"]),
    terminatedTo: oneOf(["2025-11-29", "2025-11-30"]),
  },
  { requiredKeys: [] },
);
type Filter = typeof anyFilter extends fc.Arbitrary<infer Value> ? Value : never;

/** access.md said over again, row by row. */
function sees(line: Line, grants: readonly CallerGrant[]): boolean {
  return grants.some(({ profile, scope, organizationIds }) =>
    profile === "FIXED_STANDARD"
      ? scope.id === line.account
      : profile !== "MOBILE_MASTER" && organizationIds.includes(line.organization),
  );
}

function passes(line: Line, filter: Filter): boolean {
  const among = (values: readonly string[] | undefined, value: string) => values?.includes(value) ?? true;
  const ended = line.status === "TERMINATED" ? "2025-11-30" : null;
  return (
    among(filter.status, line.status) &&
    among(filter.families, line.family) &&
    among(filter.siteIds, line.site) &&
    among(filter.billingAccountIds, line.account) &&
    among(filter.accessTechnologies, TECHNOLOGIES[line.family]) &&
    (filter.activatedFrom === undefined || line.activatedOn >= filter.activatedFrom) &&
    (filter.activatedTo === undefined || line.activatedOn <= filter.activatedTo) &&
    (filter.terminatedFrom === undefined || (ended !== null && ended >= filter.terminatedFrom)) &&
    (filter.terminatedTo === undefined || (ended !== null && ended <= filter.terminatedTo)) &&
    (filter.search === undefined || found(line, filter.search.toLowerCase()))
  );
}

function found(line: Line, term: string): boolean {
  const digits = term.replaceAll(" ", "");
  const number = numberOf(WORLD.indexOf(line));
  const numeric = /^\d+$/.test(digits) && (number.startsWith(`+39${digits}`) || number.endsWith(digits));
  return numeric || `sede ${line.site}`.startsWith(term) || `c-${line.site}`.startsWith(term);
}

const BY_SERVICE = "byService { family total services { name count } }";
const LISTED = "edges { node { id } } totalCount coverage { kind }";
const QUERY = `query ($of: [_Any!]!, $filter: FixedLineFilter) { _entities(representations: $of) { ... on Organization {
  fixedLines(filter: $filter, first: 1000) { ${LISTED} }
  fixedInventory(filter: $filter) { total ${BY_SERVICE} coverage { kind }
    bySite(first: 1000) { totalCount edges { node { site { id } total ${BY_SERVICE} } } } }
  sites { edges { node { id lines(filter: $filter, first: 1000) { ${LISTED} } inventory(filter: $filter) { total ${BY_SERVICE} } } } } } } }`;

interface Node {
  readonly node: { readonly id: string };
}
const idsOf = (edges: readonly Node[]) => edges.map(({ node }) => node.id).sort();
const expectedIds = (lines: readonly Line[]) => lines.map(({ id }) => id).sort();

function expectedByService(lines: readonly Line[]) {
  return FAMILIES.map((family) => {
    const own = lines.filter((line) => line.family === family);
    const active = own.filter((line) => line.status === "ACTIVE");
    const services = SERVICES.map((name) => ({
      name,
      count: active.filter((line) => line.services.includes(name)).length,
    }));
    return {
      family,
      total: own.length,
      services: services.filter(({ count }) => count > 0).sort((one, other) => other.count - one.count),
    };
  });
}

eachDatabase("the fixed inventory", ({ open }) => {
  let fixed: Fixed;
  beforeAll(async () => {
    fixed = await openFixed(open);
    await plant(
      fixed.database,
      "sites",
      [...SITES, ...EMPTY_SITES].map((id) => siteRow(id, id.slice(0, 2))),
    );
    await plant(fixed.database, "fixed-lines", WORLD.map(toRow));
  });

  it("adds up by site, by service and in the lists, for any mix of grants and any filter", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyGrant, { maxLength: 4 }), anyFilter, async (of, filter) => {
        const viewer = caller(of, ORGANIZATIONS);
        const { data, refused } = await fixed.ask(viewer, QUERY, {
          of: ORGANIZATIONS.map((id) => entity("Organization", id)),
          filter,
        });
        expect(refused).toEqual({});
        for (const [index, id] of ORGANIZATIONS.entries()) {
          const reachable = WORLD.filter((line) => line.organization === id && sees(line, viewer.grants));
          const expected = reachable.filter((line) => passes(line, filter));
          const whole = viewer.grants.some(
            ({ profile, organizationIds }) =>
              !["FIXED_STANDARD", "MOBILE_MASTER"].includes(profile) && organizationIds.includes(id),
          );
          const sites = whole
            ? [`${id}-s1`, `${id}-s2`, `${id}-s3`]
            : [...new Set(reachable.map(({ site }) => site))].sort();
          expectCompany(data._entities[index], expected, sites, filter);
        }
      }),
      { numRuns: 60 },
    );
  }, 180_000);
});

function expectCompany(
  // oxlint-disable-next-line typescript/no-explicit-any -- an answer of GraphQL
  { fixedLines, fixedInventory, sites }: any,
  expected: readonly Line[],
  visibleSites: readonly string[],
  filter: Filter,
): void {
  expect(idsOf(fixedLines.edges)).toEqual(expectedIds(expected));
  expect(fixedLines.totalCount).toBe(expected.length);
  expect(fixedInventory.coverage).toEqual(fixedLines.coverage);
  expect(fixedInventory.total).toBe(expected.length);
  expect(fixedInventory.byService).toEqual(expectedByService(expected));
  const asked = visibleSites.filter((site) => filter.siteIds?.includes(site) ?? true);
  expect(fixedInventory.bySite).toEqual({
    totalCount: asked.length,
    edges: asked.map((site) => {
      const own = expected.filter((line) => line.site === site);
      return { node: { site: { id: site }, total: own.length, byService: expectedByService(own) } };
    }),
  });
  expect(sites.edges.map(({ node }: Node) => node.id)).toEqual(visibleSites);
  for (const { node } of sites.edges) {
    const own = expected.filter((line) => line.site === node.id);
    expect(idsOf(node.lines.edges)).toEqual(expectedIds(own));
    expect(node.lines).toMatchObject({ totalCount: own.length, coverage: fixedLines.coverage });
    expect(node.inventory).toEqual({ total: own.length, byService: expectedByService(own) });
  }
}

function toRow(line: Line, index: number) {
  const day = line.activatedOn;
  return lineRow(line.id, line.site, line.account, index, {
    family: line.family,
    access_technology: TECHNOLOGIES[line.family],
    status: line.status,
    activated_on: day,
    terminated_on: line.status === "TERMINATED" ? "2025-11-30" : "",
    services: line.services.map((name) => `fs-${name}:${name}:${day}`).join("|"),
  });
}
