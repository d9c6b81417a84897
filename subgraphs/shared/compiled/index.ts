import {
  execute,
  getOperationAST,
  getVariableValues,
  Kind,
  OperationTypeNode,
  visit,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
} from "graphql";
import type { Fragments } from "./collect-fields";
import { Compiler } from "./compiler";
import { Run } from "./run";

export { guarded, type FieldGuard } from "./guarded";

/** An operation that runs as often as it is asked. `variables` are as sent; `context` is the resolvers'. */
export type Execute = (
  variables: Readonly<Record<string, unknown>> | undefined,
  context: unknown,
) => ExecutionResult | Promise<ExecutionResult>;

/** graphql-js stops at so many too. */
const MAX_VARIABLE_ERRORS = 50;

/**
 * Makes an operation of a valid document executable, with what graphql-js would answer. Queries without conditions
 * are compiled: fields collected and types looked at once, leaves read without a promise. The rest is graphql-js's.
 */
export function compileOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | undefined,
): Execute {
  const operation = getOperationAST(document, operationName);
  const rootType = schema.getQueryType();
  if (operation?.operation !== OperationTypeNode.QUERY || !rootType || !isCompilable(document)) {
    return (variableValues, contextValue) =>
      execute({ schema, document, operationName, variableValues, contextValue });
  }
  const fragments: Fragments = Object.fromEntries(
    document.definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [],
    ),
  );
  const fields = new Compiler(schema, operation, fragments).object(rootType, [operation.selectionSet]);
  const { variableDefinitions = [] } = operation;
  return (variables, context) => {
    const { coerced, errors } = getVariableValues(schema, variableDefinitions, variables ?? {}, {
      maxErrors: MAX_VARIABLE_ERRORS,
    });
    if (errors !== undefined) return { errors };
    return new Run(coerced, context).execute(fields);
  };
}

/**
 * Conditions are the gateway's to decide, before it plans, so they are rare here; and a key that is no property of an
 * object literal like others is not worth making each object slower.
 */
function isCompilable(document: DocumentNode): boolean {
  let isPlain = true;
  visit(document, {
    Directive: () => void (isPlain = false),
    Field: ({ alias, name }) => void (isPlain &&= (alias ?? name).value !== "__proto__"),
  });
  return isPlain;
}
