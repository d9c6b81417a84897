import { parseArgs } from "node:util";
import type { BatchFetchNode, FetchNode, QueryPlan } from "@graphql-hive/router-query-planner";
import { Kind, parse, type OperationDefinitionNode } from "graphql";
import { checkPlan } from "../../gateway/engine/planner/check-plan";
import { inlineFragments } from "../../gateway/engine/planner/inline-fragments";
import { mapFetches } from "../../gateway/engine/planner/map-fetches";
import { OperationPlanner } from "../../gateway/engine/planner/operation-planner";
import { createQueryPlanner } from "../../gateway/engine/planner/query-planner";
import { readSupergraph, type Supergraph } from "../../gateway/engine/supergraph/supergraph";
import { OPERATIONS } from "../gateway/world/operations";
import { composeSupergraph } from "../gateway/world/schema";
import { writeResults } from "../results";
import { median, table } from "../table";

export const PLANNING_HELP = `npm run bench planning -- [options]
  What a plan that is in no cache costs: in the planner, and around it, where plans are completed and checked.
  --plans N  of each operation (1000)`;

const NO_OVERRIDES = { labels: new Set<string>(), percentage: 0 };
/** Plans before those that count. */
const WARM_UP = 300;

export async function benchPlanning(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: { plans: { type: "string", default: "1000" } } });
  const supergraph = readSupergraph(composeSupergraph((name) => `http://${name}.invalid/graphql`));
  let inPlanner = 0;
  const planner = new OperationPlanner(supergraph, 10_000, (sdl) => {
    const made = createQueryPlanner(sdl);
    return {
      ...made,
      async plan(...asked) {
        const begun = performance.now();
        try {
          return await made.plan(...asked);
        } finally {
          inPlanner = performance.now() - begun;
        }
      },
    };
  });
  const rows = [];
  for (const { name, query } of OPERATIONS) {
    const operation = operationOf(query);
    const rootType = supergraph.apiSchema.getQueryType();
    if (!rootType) throw new Error("The supergraph has no query type");
    const own: number[] = [];
    const planning: number[] = [];
    const checking: number[] = [];
    for (let count = -WARM_UP; count < Number(values.plans); count++) {
      const begun = performance.now();
      const plan = await planner.plan(operation, rootType, NO_OVERRIDES);
      const whole = performance.now() - begun;
      if (count < 0) continue;
      planning.push(inPlanner);
      own.push(whole - inPlanner);
      checking.push(timeOfCheck(plan, supergraph));
    }
    rows.push({ name, planner: median(planning), around: median(own), check: median(checking) });
  }
  const share = (part: number, whole: number) => `${((100 * part) / whole).toFixed(0)} %`;
  const milliseconds = (value: number) => value.toFixed(3);
  process.stdout.write(
    `${table(
      ["operation", "planner, ms", "around it, ms", "share", "the check in it, ms", "share"],
      rows.map(({ name, planner: one, around, check }) => [
        name,
        milliseconds(one),
        milliseconds(around),
        share(around, one + around),
        milliseconds(check),
        share(check, one + around),
      ]),
    )}\n`,
  );
  writeResults("planning", { rows });
}

function operationOf(query: string): OperationDefinitionNode {
  const node = inlineFragments(parse(query, { noLocation: true })).definitions.find(
    (one) => one.kind === Kind.OPERATION_DEFINITION,
  );
  if (node === undefined) throw new Error("There is no operation");
  return node;
}

/** Milliseconds that checking a plan takes whose fetches are read already, as they are when it is checked. */
function timeOfCheck({ node }: QueryPlan, supergraph: Supergraph): number {
  if (node === undefined) return 0;
  const operations = new Map<FetchNode | BatchFetchNode, OperationDefinitionNode>();
  mapFetches(node, (fetch) => {
    operations.set(fetch, operationOf(fetch.operation));
    return fetch;
  });
  const begun = performance.now();
  checkPlan(node, supergraph, operations);
  return performance.now() - begun;
}
