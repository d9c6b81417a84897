import * as fc from "fast-check";
import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInterfaceType,
  isNonNullType,
  isObjectType,
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
} from "graphql";

/** Names that an alias may take to make trouble, besides those of other fields. */
const ALIASES = [
  "a",
  "b",
  "id",
  "name",
  "title",
  "sku",
  "size",
  "__proto__",
  "constructor",
  "toString",
  "_e0",
  "_entities",
];
const CONDITIONS = [
  "@skip(if: $yes)",
  "@skip(if: $no)",
  "@include(if: $yes)",
  "@include(if: $no)",
  "@include(if: true)",
];

/** Random operations over a schema, mostly valid ones; `$yes` is true, `$no` is false, `$n` a number. */
export function randomOperation(schema: GraphQLSchema): fc.Arbitrary<string> {
  const query = schema.getQueryType()!;
  const variables = ["$yes: Boolean = true", "$no: Boolean!", "$n: Int"];
  return selectionSet(schema, query, 5).map((set) => {
    // Operations with a variable that they do not use are not valid.
    const used = variables.filter((one) => new RegExp(`\\${one.slice(0, one.indexOf(":"))}\\b`).test(set));
    return used.length === 0 ? `query ${set}` : `query (${used.join(", ")}) ${set}`;
  });
}

function selectionSet(
  schema: GraphQLSchema,
  type: GraphQLCompositeType,
  depth: number,
): fc.Arbitrary<string> {
  const one = selection(schema, type, depth);
  return fc.array(one, { minLength: 1, maxLength: depth > 3 ? 3 : 4 }).map((list) => `{ ${list.join(" ")} }`);
}

function selection(schema: GraphQLSchema, type: GraphQLCompositeType, depth: number): fc.Arbitrary<string> {
  const fields = "getFields" in type ? Object.values(type.getFields()) : [];
  const usable = fields.filter((one) => depth > 1 || !isCompositeType(getNamedType(one.type)));
  const choices: fc.Arbitrary<string>[] = [fc.constant("__typename")];
  if (usable.length > 0) {
    const field_ = fc.constantFrom(...usable).chain((one) => field(schema, one, depth));
    choices.push(field_, field_, field_, field_);
  }
  if (depth > 1) choices.push(fragment(schema, type, depth));
  return fc.oneof(...choices);
}

function fragment(schema: GraphQLSchema, type: GraphQLCompositeType, depth: number): fc.Arbitrary<string> {
  const conditions = Object.values(schema.getTypeMap()).filter(
    (candidate) => isCompositeType(candidate) && overlaps(schema, type, candidate),
  );
  const condition = fc.constantFrom(...(conditions as GraphQLCompositeType[]));
  return fc
    .tuple(condition, directive())
    .chain(([target, when]) =>
      selectionSet(schema, target, depth - 1).map((set) => `... on ${target.name} ${when} ${set}`),
    );
}

function field(
  schema: GraphQLSchema,
  node: GraphQLField<unknown, unknown>,
  depth: number,
): fc.Arbitrary<string> {
  const type = getNamedType(node.type);
  const alias = fc.oneof(
    { weight: 4, arbitrary: fc.constant("") },
    { weight: 1, arbitrary: fc.constantFrom(...ALIASES).map((name) => `${name}: `) },
  );
  const below = isCompositeType(type) ? selectionSet(schema, type, depth - 1) : fc.constant("");
  return fc
    .tuple(alias, args(node.args), directive(), below)
    .map(([as, given, when, set]) => `${as}${node.name}${given} ${when} ${set}`);
}

function args(list: readonly GraphQLArgument[]): fc.Arbitrary<string> {
  if (list.length === 0) return fc.constant("");
  const each = list.map((argument) => {
    const type = getNamedType(argument.type);
    const values = isEnumType(type)
      ? type.getValues().map((value) => value.name)
      : type.name === "Int"
        ? ["1", "2", ...(isNonNullType(argument.type) ? [] : ["$n"])]
        : ['"1"', '"b1"', '"2"', '"nobody"'];
    const given = fc.constantFrom(...values).map((value) => `${argument.name}: ${value}`);
    const isRequired = isNonNullType(argument.type) && argument.defaultValue === undefined;
    return isRequired ? given : fc.oneof(given, fc.constant(""));
  });
  return fc.tuple(...each).map((given) => {
    const text = given.filter((one) => one !== "").join(", ");
    return text === "" ? "" : `(${text})`;
  });
}

function directive(): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 6, arbitrary: fc.constant("") },
    { weight: 1, arbitrary: fc.constantFrom(...CONDITIONS) },
  );
}

function overlaps(schema: GraphQLSchema, type: GraphQLCompositeType, other: GraphQLCompositeType): boolean {
  const possible = (one: GraphQLCompositeType) =>
    isAbstractType(one) ? schema.getPossibleTypes(one) : [one];
  if (isObjectType(other) && other === schema.getQueryType()) return type === other;
  return (
    possible(type).some((one) => possible(other).includes(one)) &&
    (isObjectType(other) || isInterfaceType(other) || isAbstractType(other))
  );
}
