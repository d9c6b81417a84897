import type {
  BatchFetchNode,
  FetchNode,
  FlattenNodePathSegment,
  PlanNode,
  QueryPlan,
} from "@graphql-hive/router-query-planner";
import type { Supergraph } from "../supergraph/supergraph";
import type { SubgraphTransport } from "../contract/subgraph";
import { compileEntityFetch } from "./entity-fetch";
import { EntityGroup, type EntityGroupNode } from "./entity-group";
import type { Step } from "./execution";
import { compileRootFetch } from "./root-fetch";
import type { CallTarget } from "./subgraph-call";

const NOTHING: Step<unknown> = () => undefined;
type Path = readonly FlattenNodePathSegment[];

/** Turns a plan into closures, once; running them looks at no plan node any more. Throws on nodes that no plan of ours has. */
export function compilePlan<C>(
  plan: QueryPlan,
  supergraph: Supergraph,
  transports: ReadonlyMap<string, SubgraphTransport<C>>,
): Step<C> {
  return plan.node === undefined
    ? NOTHING
    : new PlanCompiler(supergraph, transports, plan.node).compile(plan.node, []);
}

class PlanCompiler<C> {
  /** Every path of the plan that a fetch works at, without type conditions. */
  private readonly fetchPaths: readonly string[];

  constructor(
    private readonly supergraph: Supergraph,
    private readonly transports: ReadonlyMap<string, SubgraphTransport<C>>,
    root: PlanNode,
  ) {
    this.fetchPaths = [...fetchPaths(root, [])].map(pathKey);
  }

  compile(node: PlanNode, path: Path): Step<C> {
    switch (node.kind) {
      case "Sequence":
        return sequence(node.nodes.map((child) => this.compile(child, path)));
      case "Parallel":
        return parallel(node.nodes.map((child) => this.compile(child, path)));
      case "Flatten":
        return this.compile(node.node, [...path, ...node.path]);
      case "Fetch":
        return this.fetch(node, path);
      case "BatchFetch":
        return this.entities(
          node,
          node.entityBatch.aliases.map((one) => ({ ...one, variable: one.representationsVariableName })),
        );
      default:
        throw new Error(`The planner answered a node of kind ${node.kind}, which was not asked for.`);
    }
  }

  private fetch(node: FetchNode, path: Path): Step<C> {
    const { requires, inputRewrites, outputRewrites } = node;
    if (requires === undefined || requires.length === 0) {
      return compileRootFetch(node, path, this.target(node), this.supergraph);
    }
    const group = { alias: "_entities", variable: "representations", paths: [path], requires };
    return this.entities(node, [{ ...group, inputRewrites, outputRewrites }]);
  }

  private entities(node: FetchNode | BatchFetchNode, groups: readonly EntityGroupNode[]): Step<C> {
    const compiled = groups.map((group) => {
      const isSteppedInto = group.paths.some((path) => this.isSteppedInto(path));
      return new EntityGroup<C>(group, node.serviceName, node.operation, isSteppedInto, this.supergraph);
    });
    return compileEntityFetch(compiled, this.target(node));
  }

  /** Whether another fetch writes at the path or below it. */
  private isSteppedInto(path: Path): boolean {
    const key = pathKey(path);
    return this.fetchPaths.filter((other) => other.startsWith(key)).length > 1;
  }

  private target(node: FetchNode | BatchFetchNode): CallTarget<C> {
    const transport = this.transports.get(node.serviceName);
    if (transport === undefined) throw new Error(`The plan names an unknown subgraph, ${node.serviceName}.`);
    return {
      subgraph: node.serviceName,
      transport,
      query: node.operation,
      operationName: node.operationName,
      operationKind: node.operationKind === "mutation" ? "mutation" : "query",
      variableUsages: node.variableUsages ?? [],
    };
  }
}

function sequence<C>(steps: readonly Step<C>[]): Step<C> {
  return async (execution) => {
    for (const step of steps) {
      const pending = step(execution);
      if (pending !== undefined) await pending;
    }
  };
}

function parallel<C>(steps: readonly Step<C>[]): Step<C> {
  return (execution) => {
    const pending: Promise<void>[] = [];
    for (const step of steps) {
      const one = step(execution);
      if (one !== undefined) pending.push(one);
    }
    if (pending.length < 2) return pending[0];
    return Promise.all(pending).then(() => undefined);
  };
}

function* fetchPaths(node: PlanNode, path: Path): Iterable<Path> {
  if (node.kind === "Fetch") yield path;
  else if (node.kind === "BatchFetch") for (const alias of node.entityBatch.aliases) yield* alias.paths;
  else if (node.kind === "Flatten") yield* fetchPaths(node.node, [...path, ...node.path]);
  else if (node.kind === "Sequence" || node.kind === "Parallel") {
    for (const child of node.nodes) yield* fetchPaths(child, path);
  }
}

function pathKey(path: Path): string {
  return path
    .map((segment) => (segment === "@" || "TypeCondition" in segment ? "" : `/${segment.Field}`))
    .join("");
}
