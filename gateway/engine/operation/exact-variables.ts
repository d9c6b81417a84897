import {
  getNullableType,
  isInputObjectType,
  isListType,
  isScalarType,
  typeFromAST,
  type GraphQLInputType,
  type GraphQLSchema,
  type VariableDefinitionNode,
} from "graphql";
import { ExactNumber } from "../../../runtime/exact-json";

type Variables = Readonly<Record<string, unknown>>;

/**
 * Variables in which an ExactNumber stands only where a custom scalar takes it as it came: the scalars of the
 * specification (section 3.5) get what they know, a double for Int and Float and the digits for ID.
 */
export function readExactVariables(
  schema: GraphQLSchema,
  definitions: readonly VariableDefinitionNode[],
  given: Variables,
): Variables {
  if (!holdsExact(given)) return given;
  const read: Record<string, unknown> = { ...given };
  const waiting: Place[] = [];
  for (const { variable, type } of definitions) {
    const known = typeFromAST(schema, type) as GraphQLInputType | undefined;
    if (known !== undefined) waiting.push({ holder: read, key: variable.name.value, type: known });
  }
  for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) settle(place, waiting);
  return read;
}

/** Where a value stands, and its type. The holder is a copy of ours already. */
interface Place {
  readonly holder: Record<string, unknown>;
  readonly key: string;
  readonly type: GraphQLInputType;
}

/** Puts the value right, or lets what is below it wait for its turn: a value may be nested deeper than a stack is. */
function settle({ holder, key, type: declared }: Place, waiting: Place[]): void {
  const type = getNullableType(declared);
  const value = Object.hasOwn(holder, key) ? holder[key] : undefined;
  if (value instanceof ExactNumber) {
    // One value may stand for a list of it (section 3.11).
    if (isListType(type)) waiting.push({ holder, key, type: type.ofType });
    else if (isScalarType(type)) holder[key] = forScalar(type.name, value);
    return;
  }
  if (typeof value !== "object" || value === null) return;
  if (Array.isArray(value) && isListType(type)) {
    const copy: unknown[] = [...(value as unknown[])];
    holder[key] = copy;
    for (const index of copy.keys())
      waiting.push({
        holder: copy as unknown as Record<string, unknown>,
        key: String(index),
        type: type.ofType,
      });
  } else if (isListType(type)) waiting.push({ holder, key, type: type.ofType });
  else if (isInputObjectType(type)) {
    const copy = { ...(value as Record<string, unknown>) };
    holder[key] = copy;
    for (const field of Object.values(type.getFields()))
      waiting.push({ holder: copy, key: field.name, type: field.type });
  }
}

function forScalar(name: string, value: ExactNumber): unknown {
  if (name === "Int" || name === "Float") return value.valueOf();
  return name === "ID" && /^-?\d+$/.test(value.text) ? value.text : value;
}

function holdsExact(given: Variables): boolean {
  const waiting: object[] = [given];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node instanceof ExactNumber) return true;
    for (const value of Object.values(node)) {
      if (typeof value === "object" && value !== null) waiting.push(value as object);
    }
  }
  return false;
}
