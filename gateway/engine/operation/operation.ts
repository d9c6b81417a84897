import {
  BREAK,
  Kind,
  OperationTypeNode,
  visit,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLError,
  type OperationDefinitionNode,
} from "graphql";
import { documentBytes } from "../cache/document-bytes";
import { requestError } from "../contract/errors";
import { OperationCost, type CostLimits } from "../limits/cost";
import { checkLimits, type Limits } from "../limits/limits";
import { longestName, measure } from "../limits/measure";
import type { Supergraph } from "../supergraph/supergraph";
import { conditionVariables } from "./conditions";
import { ResponseKeys } from "./response-keys";

/** An operation of a document with everything that can be known without variables and caller. */
export interface Operation {
  /** Short name for cache keys, one per document text and operation name. */
  readonly id: number;
  readonly document: DocumentNode;
  readonly node: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly conditionVariables: readonly string[];
  /** Set where variables say how long its lists are: it is then checked with each request's. */
  readonly cost: OperationCost | undefined;
  readonly responseKeys: ResponseKeys;
  /** Fields with fragments expanded: what a plan of it grows with. */
  readonly fields: number;
  /** Estimated bytes that it keeps, its document included. */
  readonly bytes: number;
}

/** What an operation may ask for. */
export interface OperationLimits {
  readonly limits: Limits;
  readonly cost: CostLimits;
}

let lastId = 0;

/** Finds and checks the operation to run. Answers the request error that refuses it, when there is one. */
export function readOperation(
  document: DocumentNode,
  operationName: string | null | undefined,
  supergraph: Supergraph,
  { limits, cost: costLimits }: OperationLimits,
): Operation | GraphQLError {
  const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  const named = operationName ? operations.filter((node) => node.name?.value === operationName) : operations;
  const node = named[0];
  if (node === undefined) {
    const message = operationName
      ? `Unknown operation named "${operationName}".`
      : "Must provide an operation.";
    return requestError(message, "BAD_USER_INPUT");
  }
  if (named.length > 1) {
    return requestError(
      "Must provide operation name if query contains multiple operations.",
      "BAD_USER_INPUT",
    );
  }
  if (node.operation === OperationTypeNode.SUBSCRIPTION) {
    return requestError("Subscriptions are not supported by this server.", "BAD_USER_INPUT");
  }
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const measured = { ...measure(node, fragments), nameLength: longestName(document) };
  const refused = checkLimits(measured, limits) ?? refuseIncremental(document);
  if (refused !== undefined) return refused;
  if (!supergraph.apiSchema.getRootType(node.operation)) {
    return requestError(`The schema has no ${node.operation} operations.`, "BAD_USER_INPUT");
  }
  // Only now: the cost is counted with fragments expanded, of which the limits allow so many.
  const cost = new OperationCost(node, fragments, supergraph, costLimits);
  const tooDear = cost.isFixed ? cost.refuse({}) : undefined;
  if (tooDear !== undefined) return tooDear;
  return {
    id: ++lastId,
    document,
    node,
    fragments,
    cost: cost.isFixed ? undefined : cost,
    conditionVariables: conditionVariables(document),
    responseKeys: new ResponseKeys(document, supergraph),
    fields: measured.fields,
    bytes: documentBytes(document),
  };
}

function refuseIncremental(document: DocumentNode): GraphQLError | undefined {
  let found: string | undefined;
  visit(document, {
    Directive(node) {
      if (node.name.value !== "defer" && node.name.value !== "stream") return undefined;
      found = node.name.value;
      return BREAK;
    },
  });
  if (found === undefined) return undefined;
  return requestError(`@${found} is not supported by this server: answers are sent whole.`, "BAD_USER_INPUT");
}
