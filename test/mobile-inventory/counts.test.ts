import fc from "fast-check";
import type { CallerGrant } from "../../schema/access/caller";
import { eachDatabase, statementsOf } from "../kit/databases";
import { contractRow, lineRow, plant } from "./feed";
import { caller, entity, openMobile, type GrantOf, type Mobile } from "./kit";

const ORGANIZATIONS = ["o1", "o2"];
const CONTRACTS = ORGANIZATIONS.flatMap((organization) => [`${organization}-c1`, `${organization}-c2`]);
const STATUSES = ["ACTIVE", "TERMINATED", "FROZEN"] as const;

interface Line {
  readonly id: string;
  readonly contract: string;
  readonly organization: string;
  readonly status: (typeof STATUSES)[number];
  readonly plan: string;
  readonly costCenter: string;
}

/** Every mix of contract, status, plan and cost centre. */
const WORLD: readonly Line[] = CONTRACTS.flatMap((contract) =>
  STATUSES.flatMap((status) =>
    ["p1", "p2"].flatMap((plan) =>
      ["", "K1"].map((costCenter) => ({
        id: [contract, status, plan, costCenter].join("-"),
        contract,
        organization: contract.slice(0, 2),
        status,
        plan,
        costCenter,
      })),
    ),
  ),
);

const oneOf = <const Value>(values: readonly Value[]) => fc.constantFrom(...values);

const anyGrant: fc.Arbitrary<GrantOf> = fc.oneof(
  oneOf(ORGANIZATIONS).map((on): GrantOf => ({ profile: "LEGAL_REP", on })),
  oneOf(ORGANIZATIONS).map((on): GrantOf => ({ profile: "FIXED_OWNER", on })),
  fc.constant<GrantOf>({ profile: "HOLDING_REFERENT", on: "h", organizations: ORGANIZATIONS }),
  oneOf(CONTRACTS).map((on): GrantOf => ({ profile: "MOBILE_MASTER", on, organizations: [on.slice(0, 2)] })),
  fc
    .tuple(
      oneOf(CONTRACTS),
      fc.subarray(["INVENTORY", "USAGE", "INVOICES", "OPTIONS"] as const, { minLength: 1 }),
    )
    .map(([on, services]): GrantOf => ({
      profile: "MOBILE_ADDITIONAL",
      on,
      services,
      organizations: [on.slice(0, 2)],
    })),
  oneOf(WORLD).map((line): GrantOf => ({
    profile: "END_USER",
    on: line.id,
    contract: line.contract,
    organizations: [line.organization],
  })),
);

/** access.md said over again, row by row: which grants are over the line at all. */
function over(line: Line, { profile, scope, organizationIds }: CallerGrant): boolean {
  if (profile === "LEGAL_REP" || profile === "HOLDING_REFERENT")
    return organizationIds.includes(line.organization);
  if (profile === "MOBILE_MASTER" || profile === "MOBILE_ADDITIONAL") return scope.id === line.contract;
  return profile === "END_USER" && scope.id === line.id;
}

const sees = (line: Line, grants: readonly CallerGrant[]) =>
  grants.some(
    (grant) =>
      over(line, grant) &&
      (grant.profile !== "MOBILE_ADDITIONAL" || grant.services.some((service) => service !== "INVOICES")),
  );

const readsInventory = (line: Line, grants: readonly CallerGrant[], endUserToo: boolean) =>
  grants.some(
    (grant) =>
      over(line, grant) &&
      (grant.profile === "MOBILE_ADDITIONAL"
        ? grant.services.includes("INVENTORY")
        : grant.profile !== "END_USER" || endUserToo),
  );

const SUMMARY = `mobileInventory(filter: $filter) {
  total byStatus { status count } byContract { contract { id } count }
  byTariffPlan { tariffPlan { id } count } byCostCenter { costCenter { code } count } coverage { kind } }`;
const QUERY = `query ($of: [_Any!]!, $filter: MobileLineFilter) { _entities(representations: $of) {
  ... on Organization { id mobileLines(filter: $filter, first: 1000) { edges { node { id } } totalCount } ${SUMMARY} } } }`;

eachDatabase("counts", ({ open }) => {
  let mobile: Mobile;
  beforeAll(async () => {
    mobile = await openMobile(open);
    await plant(
      mobile.database,
      "mobile-contracts",
      CONTRACTS.map((id) => contractRow(id, id.slice(0, 2))),
    );
    await plant(mobile.database, "mobile-lines", WORLD.map(toRow));
  });

  const anyFilter = fc.record(
    {
      status: fc.subarray([...STATUSES]),
      contractIds: fc.subarray(CONTRACTS),
      tariffPlanIds: fc.subarray(["p1", "p2"], { minLength: 1 }),
      search: oneOf(["33500", "k1", "cost", "1", "zz"]).map((text) => text.padEnd(2, "0")),
    },
    { requiredKeys: [] },
  );

  it("are of the rows that the same viewer can list, for any mix of grants and any filter", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyGrant, { maxLength: 4 }), anyFilter, async (of, filter) => {
        const viewer = caller(of, ORGANIZATIONS);
        const { data } = await mobile.ask(viewer, QUERY, {
          of: ORGANIZATIONS.map((id) => entity("Organization", id)),
          filter,
        });
        for (const [index, id] of ORGANIZATIONS.entries()) {
          const organization = data._entities[index];
          const expected = WORLD.filter(
            (line) =>
              line.organization === id && sees(line, viewer.grants) && passes(line, filter, viewer.grants),
          );
          const listed = organization.mobileLines.edges.map(({ node }: Edge): string => node.id);
          expect(new Set(listed)).toEqual(new Set(expected.map((line) => line.id)));
          expect(listed).toHaveLength(expected.length);
          expect(organization.mobileLines.totalCount).toBe(expected.length);
          expectSummary(organization.mobileInventory, expected, viewer.grants);
        }
      }),
      { numRuns: 60 },
    );
  }, 120_000);

  it("by tariff plan count what a person uses, whatever the same person does not see of the contract around it", async () => {
    const [line] = WORLD;
    if (line === undefined) throw new Error("The world has lines");
    const viewer = caller(
      [
        { profile: "MOBILE_ADDITIONAL", on: line.contract, services: ["USAGE"], organizations: ["o1"] },
        { profile: "END_USER", on: line.id, contract: line.contract, organizations: ["o1"] },
      ],
      ORGANIZATIONS,
    );
    const { data } = await mobile.ask(viewer, QUERY, { of: [entity("Organization", "o1")], filter: {} });
    const { total, byTariffPlan, byCostCenter } = data._entities[0].mobileInventory;
    expect({ total, byTariffPlan, byCostCenter }).toEqual({
      total: 12,
      byTariffPlan: [{ tariffPlan: { id: line.plan }, count: 1 }],
      byCostCenter: null,
    });
  });

  it("of every contract of a company take as many statements as those of one, each with its own filter", async () => {
    const summaries = `all: inventory { total byTariffPlan { tariffPlan { id } count } }
      frozen: inventory(filter: { status: [FROZEN] }) { total }`;
    const one = `{ mobileContract(id: "o1-c1") { id ${summaries} } }`;
    const every = `query ($of: [_Any!]!) { _entities(representations: $of) {
      ... on Organization { mobileContracts { edges { node { id ${summaries} } } } } } }`;
    const viewer = caller([{ profile: "HOLDING_REFERENT", on: "h", organizations: ORGANIZATIONS }]);
    const of = [entity("Organization", "o1")];
    const counts = {
      all: {
        total: 12,
        byTariffPlan: [
          { tariffPlan: { id: "p1" }, count: 6 },
          { tariffPlan: { id: "p2" }, count: 6 },
        ],
      },
      frozen: { total: 4 },
    };
    const askedOfOne = await statementsOf(mobile.database, async () => {
      expect((await mobile.ask(viewer, one)).data).toEqual({ mobileContract: { id: "o1-c1", ...counts } });
    });
    const askedOfAll = await statementsOf(mobile.database, async () => {
      const { data } = await mobile.ask(viewer, every, { of });
      const { edges } = data._entities[0].mobileContracts;
      expect(edges).toEqual(["o1-c1", "o1-c2"].map((id) => ({ node: { id, ...counts } })));
    });
    // One each for the contracts, the two filters, the group-by and the plans' names.
    expect([askedOfOne.length, askedOfAll.length]).toEqual([5, 5]);
  });
});

interface Edge {
  readonly node: { readonly id: string };
}

// oxlint-disable-next-line typescript/no-explicit-any -- an answer of GraphQL
function expectSummary(summary: any, expected: readonly Line[], grants: readonly CallerGrant[]): void {
  expect(summary.total).toBe(expected.length);
  expect(summary.byStatus).toEqual(
    STATUSES.map((status) => ({ status, count: expected.filter((line) => line.status === status).length })),
  );
  const contracts = Object.fromEntries(
    summary.byContract.map((group: { contract: { id: string }; count: number }) => [
      group.contract.id,
      group.count,
    ]),
  );
  expect(contracts).toEqual(tally(expected, (line) => line.contract));
  if (summary.byTariffPlan !== null) {
    const plans = summary.byTariffPlan.map((group: { tariffPlan: { id: string }; count: number }) => [
      group.tariffPlan.id,
      group.count,
    ]);
    const readable = expected.filter((line) => readsInventory(line, grants, true));
    expect(Object.fromEntries(plans)).toEqual(tally(readable, (line) => line.plan));
  }
  if (summary.byCostCenter !== null) {
    const centers = summary.byCostCenter.map(
      (group: { costCenter: { code: string } | null; count: number }) => [
        group.costCenter?.code ?? "",
        group.count,
      ],
    );
    const readable = expected.filter((line) => readsInventory(line, grants, false));
    expect(Object.fromEntries(centers)).toEqual(tally(readable, (line) => line.costCenter));
  }
  // Refused only where the viewer could count nothing by it.
  if (expected.some((line) => readsInventory(line, grants, true)))
    expect(summary.byTariffPlan).not.toBeNull();
  if (expected.some((line) => readsInventory(line, grants, false)))
    expect(summary.byCostCenter).not.toBeNull();
}

function tally(lines: readonly Line[], keyOf: (line: Line) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const line of lines) counts[keyOf(line)] = (counts[keyOf(line)] ?? 0) + 1;
  return counts;
}

interface Filter {
  readonly status?: readonly string[];
  readonly contractIds?: readonly string[];
  readonly tariffPlanIds?: readonly string[];
  readonly search?: string;
}

function passes(line: Line, filter: Filter, grants: readonly CallerGrant[]): boolean {
  const { status, contractIds, tariffPlanIds, search } = filter;
  if (status && !status.includes(line.status)) return false;
  if (contractIds && !contractIds.includes(line.contract)) return false;
  if (tariffPlanIds && !(tariffPlanIds.includes(line.plan) && readsInventory(line, grants, true)))
    return false;
  if (search === undefined) return true;
  const number = msisdnOf(line);
  const code = readsInventory(line, grants, false) && line.costCenter !== "";
  return (
    number.startsWith(`+39${search}`) ||
    number.endsWith(search) ||
    (code && ["k1", "cost centre"].some((text) => text.startsWith(search)))
  );
}

function msisdnOf(line: Line): string {
  return `+39335${String(WORLD.indexOf(line)).padStart(7, "0")}`;
}

function toRow(line: Line, index: number) {
  const status = {
    ACTIVE: {},
    TERMINATED: { terminated_on: "2025-11-30" },
    FROZEN: { frozen_on: "2026-01-15" },
  }[line.status];
  return lineRow(line.id, line.contract, index, {
    status: line.status,
    ...status,
    tariff_plan_id: line.plan,
    tariff_plan_name: line.plan,
    cost_center_code: line.costCenter,
    cost_center_name: line.costCenter === "" ? "" : "Cost centre",
  });
}
