import {
  getVariableValues,
  Kind,
  validate,
  type DocumentNode,
  type GraphQLFormattedError,
  type GraphQLSchema,
} from "graphql";
import { variableFault } from "../engine";

const HINT = " Did you mean ";

/** A request whose errors are about to leave. */
export interface RefusedRequest {
  readonly document: DocumentNode | undefined;
  readonly variables: Readonly<Record<string, unknown>> | undefined;
}

/**
 * Keeps in each error only the hints ("did you mean") that the visible schema itself would give: a document is refused
 * by the whole schema, but its hints never name what the caller could not introspect.
 * @param visible what the caller could introspect; undefined: nothing
 */
export function narrowHints(
  errors: readonly GraphQLFormattedError[],
  { document, variables }: RefusedRequest,
  visible: GraphQLSchema | undefined,
): readonly GraphQLFormattedError[] {
  if (!errors.some(({ message }) => withoutHint(message) !== message)) return errors;
  const own = new Map<string, string>();
  if (visible !== undefined && document !== undefined) {
    for (const message of messagesOf(visible, document, variables ?? {}))
      own.set(withoutHint(message), message);
  }
  return errors.map((error) => {
    const message = withoutHint(error.message);
    return message === error.message ? error : { ...error, message: own.get(message) ?? message };
  });
}

/** The message up to the hint that graphql-js ends it with, if it does. */
function withoutHint(message: string): string {
  const start = message.lastIndexOf(HINT);
  return start === -1 || !message.endsWith("?") ? message : message.slice(0, start);
}

// Whatever else the visible schema finds wrong is not told: only messages that the whole schema gives too are met.
function messagesOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
): string[] {
  const messages = validate(schema, document).map(({ message }) => message);
  for (const node of document.definitions) {
    if (node.kind !== Kind.OPERATION_DEFINITION) continue;
    const { errors = [] } = getVariableValues(schema, node.variableDefinitions ?? [], variables);
    messages.push(...errors.map(variableFault));
  }
  return messages;
}
