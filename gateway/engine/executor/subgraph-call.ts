import { clientVariable } from "./variable-names";
import type { SubgraphRequest, SubgraphResponse, SubgraphTransport } from "../contract/subgraph";
import { isDataObject, type DataObject, type Execution } from "./execution";
import { failureOf } from "./field-failure";
import { copyData } from "./merge";
import { expandErrors, type PathError } from "./subgraph-errors";

/** What came of one request to a subgraph. `data` belongs to the engine; without it nothing was answered. */
export interface SubgraphAnswer {
  readonly data: DataObject | undefined;
  readonly errors: readonly PathError[];
}

/** The unchanging part of a fetch. */
export interface CallTarget<C> {
  readonly subgraph: string;
  readonly transport: SubgraphTransport<C>;
  readonly query: string;
  readonly operationName: string | undefined;
  readonly operationKind: "query" | "mutation";
  readonly variableUsages: readonly string[];
}

const NO_ERRORS: readonly PathError[] = [];

/** Sends one request and never throws: a failure of the subgraph is an answer without data and with errors. */
export async function callSubgraph<C>(
  target: CallTarget<C>,
  execution: Execution<C>,
  variables: Record<string, unknown> | undefined,
): Promise<SubgraphAnswer> {
  let response: SubgraphResponse;
  try {
    response = await target.transport.execute(request(target, execution, variables));
  } catch (error) {
    return {
      data: undefined,
      errors: [{ error: failureOf(error, target.subgraph, target.operationKind), path: [] }],
    };
  }
  const raw: unknown = response.data;
  const errors = response.errors === undefined ? NO_ERRORS : expandErrors(response.errors, target.subgraph);
  if (isDataObject(raw)) {
    const data = target.transport.ownsResponses === true ? raw : (copyData(raw) as DataObject);
    return { data, errors };
  }
  return { data: undefined, errors: errors.length > 0 ? errors : [nothing(target.subgraph)] };
}

function nothing(subgraph: string): PathError {
  return { error: failureOf(new Error("The answer has neither data nor errors."), subgraph), path: [] };
}

function request<C>(
  target: CallTarget<C>,
  execution: Execution<C>,
  variables: Record<string, unknown> | undefined,
): SubgraphRequest<C> {
  return {
    subgraph: target.subgraph,
    query: target.query,
    operationKind: target.operationKind,
    context: execution.context,
    signal: execution.signal,
    ...(target.operationName === undefined ? undefined : { operationName: target.operationName }),
    ...(variables === undefined ? undefined : { variables }),
  };
}

/** The client's variables that a fetch uses, on top of `own`; `undefined` when there are none at all. */
export function fetchVariables<C>(
  target: CallTarget<C>,
  execution: Execution<C>,
  own: Record<string, unknown> | undefined,
): Record<string, unknown> | undefined {
  let variables = own;
  for (const planned of target.variableUsages) {
    const name = clientVariable(planned);
    if (!Object.hasOwn(execution.variables, name)) continue;
    variables ??= {};
    variables[planned] = execution.variables[name];
  }
  return variables;
}
