import { getVariableValues, GraphQLError, type GraphQLObjectType } from "graphql";
import { answer } from "./answer";
import { defaultCache } from "./cache/cache";
import { requestError } from "./contract/errors";
import { DEFAULT_COST } from "./limits/cost";
import { DEFAULT_LIMITS } from "./limits/limits";
import { OperationCache } from "./operation/operation-cache";
import type { Operation } from "./operation/operation";
import { readExactVariables } from "./operation/exact-variables";
import { variableFault } from "./operation/variable-fault";
import { PreparedOperations } from "./prepared-operation";
import { OperationPlanner } from "./planner/operation-planner";
import { probeSubgraphs } from "./probe";
import { RequestDeadline } from "./request-deadline";
import { OperationRun } from "./run-operation";
import { readSupergraph } from "./supergraph/supergraph";
import { DEFAULT_RESILIENCE } from "./transport/resilience";
import { resilientTransport } from "./transport/resilient";
import type { Engine, EngineOptions, EngineRequest, EngineResult } from "./types";

const DEFAULT_PLAN_TIMEOUT_MS = 1_000;
const DEFAULT_REQUEST_TIMEOUT_MS = 15_000;

/**
 * A Federation 2 engine for one supergraph. It knows no domain: what a caller may see comes in through `cut`, how
 * subgraphs are reached through `transport`. Throws when the supergraph cannot be read.
 */
export function createEngine<C>(options: EngineOptions<C>): Engine<C> {
  const supergraph = readSupergraph(options.supergraphSdl);
  const planner = new OperationPlanner(
    supergraph,
    options.planTimeoutMs ?? DEFAULT_PLAN_TIMEOUT_MS,
    options.createPlanner,
  );
  const resilience = { ...DEFAULT_RESILIENCE, ...options.resilience };
  const transports = new Map(
    [...supergraph.subgraphs].map(([name, graph]) => [
      name,
      resilientTransport(options.transport(graph), name, resilience, options.observe),
    ]),
  );
  const createCache = options.createCache ?? defaultCache;
  const limits = {
    limits: { ...DEFAULT_LIMITS, ...options.limits },
    cost: { ...DEFAULT_COST, ...options.cost },
  };
  const operations = new OperationCache(supergraph, limits, createCache("operations"));
  const prepared = new PreparedOperations<C>({ supergraph, transports, planner }, createCache("plans"));
  const requestTimeoutMs = options.requestTimeoutMs ?? DEFAULT_REQUEST_TIMEOUT_MS;
  const { apiSchema } = supergraph;

  const execute = async (request: EngineRequest<C>): Promise<EngineResult> => {
    const operation = operations.get(request.document, request.source, request.operationName);
    if (operation instanceof GraphQLError) return { errors: [operation] };
    const rootType = apiSchema.getRootType(operation.node.operation);
    if (!rootType) return { errors: [requestError("No such root type.", "BAD_USER_INPUT")] };
    const variables = coerceVariables(operation, request);
    if ("errors" in variables) return variables;
    const tooDear = operation.cost?.refuse(variables.coerced);
    if (tooDear !== undefined) return { errors: [tooDear] };
    return run(operation, rootType, variables.coerced, request);
  };

  const run = async (
    operation: Operation,
    rootType: GraphQLObjectType,
    variables: Readonly<Record<string, unknown>>,
    request: EngineRequest<C>,
  ): Promise<EngineResult> => {
    const deadline = new RequestDeadline(request.signal, requestTimeoutMs);
    const state = {
      operation,
      rootType,
      variables,
      request,
      signal: deadline,
      schema: apiSchema,
    };
    const operationRun = new OperationRun<C>(state, prepared, planner.percentages, options);
    try {
      const data = await operationRun.execute();
      return answer(data, operationRun.errors(), request.context, options);
    } catch (error) {
      if (error instanceof GraphQLError) return { errors: [error] };
      throw error;
    } finally {
      deadline.close();
    }
  };

  const coerceVariables = (operation: Operation, request: EngineRequest<C>) => {
    const definitions = operation.node.variableDefinitions ?? [];
    if (definitions.length === 0) return NO_VARIABLES;
    const given = readExactVariables(apiSchema, definitions, request.variables ?? {});
    const result = getVariableValues(apiSchema, definitions, given, { maxErrors: 50 });
    if (result.errors === undefined) return { coerced: result.coerced };
    return {
      errors: result.errors.map((error) => requestError(variableFault(error), "BAD_USER_INPUT")),
    };
  };

  return {
    apiSchema,
    supergraphSdl: supergraph.sdl,
    supergraphHash: supergraph.hash,
    get plansHeld() {
      return prepared.size;
    },
    get plansWaiting() {
      return planner.waiting;
    },
    ready: () => planner.ready(),
    probe: (context, timeoutMs) => probeSubgraphs(transports, context, timeoutMs),
    execute,
    close: async () => {
      planner.close();
      await Promise.all([...transports.values()].map(async (transport) => transport.close?.()));
    },
  };
}

const NO_VARIABLES: { readonly coerced: Readonly<Record<string, unknown>> } = { coerced: {} };
