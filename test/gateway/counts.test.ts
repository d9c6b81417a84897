import { DEMO_ACCOUNTS } from "../../subgraphs/commands/demo";
import type { DemoLine } from "../../subgraphs/commands/demo/lines";
import type { Persona } from "../kit/persona";
import { eachWorld, type World } from "../kit/world";
import { linesOf } from "./demo";

const COMPANIES = ["org-aurora", "org-borea", "org-cometa"] as const;

interface Filter {
  readonly title: string;
  readonly of: (world: World) => Promise<object> | object;
  /** @param mayReadCostCenter a filter or search over a guarded field finds only lines on which it may be read */
  readonly finds: (line: DemoLine, mayReadCostCenter: boolean) => boolean;
}

const COST_CENTER = "AUR-120";

const FILTERS: readonly Filter[] = [
  { title: "no filter", of: () => ({}), finds: () => true },
  {
    title: "status",
    of: () => ({ status: ["FROZEN", "TERMINATED"] }),
    finds: ({ status }) => status !== "ACTIVE",
  },
  {
    title: "contract",
    of: () => ({ contractIds: ["mc-aurora-2", "mc-borea-1"] }),
    finds: ({ contract }) => ["mc-aurora-2", "mc-borea-1"].includes(contract.id),
  },
  {
    title: "beginning of the number",
    of: () => ({ search: "335 2" }),
    finds: ({ msisdn }) => msisdn.startsWith("+393352") || msisdn.endsWith("3352"),
  },
  {
    title: "beginning of the label",
    of: () => ({ search: "furgone" }),
    finds: ({ details }) => details["label"]?.startsWith("Furgone ") === true,
  },
  {
    title: "beginning of the cost centre",
    of: () => ({ search: COST_CENTER }),
    finds: ({ details }, mayRead) => mayRead && details["cost_center_code"] === COST_CENTER,
  },
  {
    title: "tariff plan",
    of: () => ({ tariffPlanIds: ["plan-azienda-50", "plan-direzione"] }),
    finds: ({ plan }) => ["plan-azienda-50", "plan-direzione"].includes(plan.id),
  },
  {
    title: "cost centre",
    of: async (world) => ({ costCenterIds: [await costCenterId(world)] }),
    finds: ({ details }, mayRead) => mayRead && details["cost_center_code"] === COST_CENTER,
  },
  {
    title: "several at once",
    of: () => ({ status: ["ACTIVE"], activatedFrom: "2022-01-01", tariffPlanIds: ["plan-azienda-20"] }),
    finds: ({ status, activatedOn, plan }) =>
      status === "ACTIVE" && activatedOn >= "2022-01-01" && plan.id === "plan-azienda-20",
  },
];

const QUERY = `query ($id: ID!, $filter: MobileLineFilter, $after: String) { organization(id: $id) {
  mobileLines(filter: $filter, first: 400, after: $after) {
    totalCount pageInfo { hasNextPage endCursor } edges { node { id } }
  }
  mobileInventory(filter: $filter) {
    total byStatus { status count } byContract { contract { id } count }
    byTariffPlan { tariffPlan { id } count } byCostCenter { costCenter { code } count }
  }
} }`;

eachWorld("counts through the gateway", (world) => {
  it.each(DEMO_ACCOUNTS.map(({ username }) => username))(
    "are of the very rows that %s can list, whatever the filter",
    async (username) => {
      const persona = await world.as(username);
      for (const { title, of, finds } of FILTERS) {
        const filter = await of(world);
        for (const id of COMPANIES) {
          const expected = linesOf(username, id).filter((line) =>
            finds(line, readsCostCenter(username, line)),
          );
          const read = await readAll(persona, id, filter);
          expect({ title, id, ...read }).toEqual({ title, id, ...countsOf(username, id, expected) });
        }
      }
    },
    120_000,
  );

  it("below a contract are those of its own lines", async () => {
    const { mobileContract } = await (
      await world.as("legal.aurora")
    ).read(
      `{ mobileContract(id: "mc-aurora-2") { lines(first: 1000) { totalCount edges { node { id } } }
        inventory { total byStatus { status count } byContract { contract { id } count } } } }`,
    );
    const lines = linesOf("legal.aurora", "org-aurora").filter(
      ({ contract }) => contract.id === "mc-aurora-2",
    );
    expect(mobileContract).toEqual({
      lines: { totalCount: 300, edges: lines.map(({ id }) => ({ node: { id } })) },
      inventory: {
        total: 300,
        byStatus: tallyOf(lines, ({ status }) => status, ["ACTIVE", "TERMINATED", "FROZEN"]).map(
          ([status, count]) => ({ status, count }),
        ),
        byContract: [{ contract: { id: "mc-aurora-2" }, count: 300 }],
      },
    });
  });
});

/** An end user may not read the cost centre of the line that they use (access.md). */
function readsCostCenter(username: string, line: DemoLine): boolean {
  return username !== "enduser.aurora" && !(username === "legal.aurora" && line.id.startsWith("ml-borea"));
}

interface Counts {
  readonly listed: readonly string[];
  readonly totalCount: number | undefined;
  readonly total: number | undefined;
  readonly byStatus: Readonly<Record<string, number>> | undefined;
  readonly byContract: Readonly<Record<string, number>> | undefined;
  /** Null where the viewer may read it on none of the lines. */
  readonly byTariffPlan: Readonly<Record<string, number>> | null | undefined;
  readonly byCostCenter: Readonly<Record<string, number>> | null | undefined;
}

const OUT_OF_SCOPE: Counts = {
  listed: [],
  totalCount: undefined,
  total: undefined,
  byStatus: undefined,
  byContract: undefined,
  byTariffPlan: undefined,
  byCostCenter: undefined,
};

async function readAll(persona: Persona, id: string, filter: object): Promise<Counts> {
  const listed: string[] = [];
  let after: string | null = null;
  for (;;) {
    const { data } = await persona.ask(QUERY, { id, filter, after });
    if (data.organization === null) return OUT_OF_SCOPE;
    const { mobileLines, mobileInventory: summary } = data.organization;
    listed.push(...mobileLines.edges.map((edge: { node: { id: string } }) => edge.node.id));
    if (mobileLines.pageInfo.hasNextPage) {
      after = mobileLines.pageInfo.endCursor;
      continue;
    }
    return {
      listed,
      totalCount: mobileLines.totalCount,
      total: summary.total,
      byStatus: groups(summary.byStatus, ({ status }) => status as string),
      byContract: groups(summary.byContract, ({ contract }) => (contract as { id: string }).id),
      byTariffPlan:
        summary.byTariffPlan &&
        groups(summary.byTariffPlan, ({ tariffPlan }) => (tariffPlan as { id: string }).id),
      byCostCenter:
        summary.byCostCenter &&
        groups(summary.byCostCenter, ({ costCenter }) => (costCenter as { code: string } | null)?.code ?? ""),
    };
  }
}

function countsOf(username: string, id: string, lines: readonly DemoLine[]): Counts {
  const all = linesOf(username, id);
  // Whoever is registered with a company may name it, even where nothing in it is theirs.
  const registeredWith = username === "legal.cometa" ? "org-cometa" : "org-aurora";
  if (id !== registeredWith && all.length === 0) return OUT_OF_SCOPE;
  const readable = lines.filter((line) => readsCostCenter(username, line));
  const readsAny = all.some((line) => readsCostCenter(username, line));
  return {
    listed: lines.map((line) => line.id),
    totalCount: lines.length,
    total: lines.length,
    byStatus: tally(lines, ({ status }) => status, ["ACTIVE", "TERMINATED", "FROZEN"]),
    byContract: tally(lines, ({ contract }) => contract.id),
    byTariffPlan: all.length === 0 ? null : tally(lines, ({ plan }) => plan.id),
    byCostCenter: readsAny ? tally(readable, ({ details }) => details["cost_center_code"] ?? "") : null,
  };
}

type Group = Readonly<Record<string, unknown>> & { readonly count: number };

function groups(of: readonly Group[], key: (group: Group) => string): Record<string, number> {
  return Object.fromEntries(of.map((group) => [key(group), group.count]));
}

function tally(
  lines: readonly DemoLine[],
  key: (line: DemoLine) => string,
  always: readonly string[] = [],
): Record<string, number> {
  return Object.fromEntries(tallyOf(lines, key, always));
}

function tallyOf(
  lines: readonly DemoLine[],
  key: (line: DemoLine) => string,
  always: readonly string[] = [],
): [string, number][] {
  const counts = new Map(always.map((name) => [name, 0]));
  for (const line of lines) counts.set(key(line), (counts.get(key(line)) ?? 0) + 1);
  return [...counts];
}

async function costCenterId(world: World): Promise<string> {
  const { mobileContract } = await (
    await world.as("legal.aurora")
  ).read(
    `{ mobileContract(id: "mc-aurora-1") { costCenters(search: "${COST_CENTER}") { edges { node { id code } } } } }`,
  );
  expect(mobileContract.costCenters.edges).toHaveLength(1);
  return mobileContract.costCenters.edges[0].node.id;
}
