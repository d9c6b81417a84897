import {
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  type ConstDirectiveNode,
  type ConstObjectValueNode,
  type GraphQLNamedType,
  type GraphQLSchema,
} from "graphql";
import { isAtLeastAsGuarded } from "./at-least-as-guarded";
import { linksOf, textArgument } from "./read-rules";
import type { AccessFault } from "./refuse-fault";
import { coordinatesOf } from "./refuse-field-set";
import type { AccessRules } from "./rules";

const CONTEXT_SPEC = "https://specs.apollo.dev/context/";

/** A field set that a field draws on, of one of `types`. */
interface Dependency {
  readonly directive: "@requires" | "@provides" | "@fromContext";
  readonly types: readonly GraphQLNamedType[];
  readonly fieldSet: string;
}

/**
 * Fields that are computed from, or carry along, a guarded field that they are laxer than. Each hop is held to this,
 * and "at least as guarded" is transitive, so a chain of any length is.
 */
export function dependencyFaults(schema: GraphQLSchema, rules: AccessRules): AccessFault[] {
  const faults: AccessFault[] = [];
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    // What an interface says by an interface object holds for each type that implements it.
    const owners = isObjectType(type) ? [type] : schema.getPossibleTypes(type);
    for (const field of Object.values(type.getFields())) {
      const joins = field.astNode?.directives?.filter(({ name }) => name.value === "join__field") ?? [];
      for (const owner of owners) {
        const coordinate = `${owner.name}.${field.name}`;
        for (const dependency of joins.flatMap((join) =>
          dependenciesOf(schema, join, owner, getNamedType(field.type)),
        )) {
          faults.push(...faultsOf(schema, rules, coordinate, dependency));
        }
      }
    }
  }
  return faults;
}

function faultsOf(
  schema: GraphQLSchema,
  rules: AccessRules,
  coordinate: string,
  { directive, types, fieldSet }: Dependency,
): AccessFault[] {
  return types
    .flatMap((type) => coordinatesOf(schema, type, fieldSet))
    .filter((guarded) => !isAtLeastAsGuarded(rules.of(coordinate), rules.of(guarded)))
    .map((guarded) => ({
      coordinate,
      reason: `draws on ${guarded} by ${directive} without being at least as guarded`,
      remedy: `Give it the rules of ${guarded}, or stricter ones`,
    }));
}

function dependenciesOf(
  schema: GraphQLSchema,
  join: ConstDirectiveNode,
  owner: GraphQLNamedType,
  result: GraphQLNamedType,
): Dependency[] {
  const requires = textArgument(join, "requires");
  const provides = textArgument(join, "provides");
  return [
    ...(requires === undefined
      ? []
      : [{ directive: "@requires" as const, types: [owner], fieldSet: requires }]),
    ...(provides === undefined
      ? []
      : [{ directive: "@provides" as const, types: [result], fieldSet: provides }]),
    ...contextArguments(join).map(({ context, selection }) => ({
      directive: "@fromContext" as const,
      types: typesOfContext(schema, context),
      fieldSet: selection,
    })),
  ];
}

function contextArguments(join: ConstDirectiveNode): { context: string; selection: string }[] {
  const value = join.arguments?.find(({ name }) => name.value === "contextArguments")?.value;
  if (value?.kind !== Kind.LIST) return [];
  return value.values.flatMap((item) => {
    if (item.kind !== Kind.OBJECT) return [];
    const context = textField(item, "context");
    const selection = textField(item, "selection");
    return context === undefined || selection === undefined ? [] : [{ context, selection }];
  });
}

function textField(object: ConstObjectValueNode, name: string): string | undefined {
  const value = object.fields.find((field) => field.name.value === name)?.value;
  return value?.kind === Kind.STRING ? value.value : undefined;
}

/** The types that set a context, by the name that composition gives it (`graph__context`). */
function typesOfContext(schema: GraphQLSchema, context: string): readonly GraphQLNamedType[] {
  const link = linksOf(schema).find((one) => textArgument(one, "url")?.startsWith(CONTEXT_SPEC));
  const directive = (link === undefined ? undefined : textArgument(link, "as")) ?? "context";
  return Object.values(schema.getTypeMap()).filter((type) =>
    type.astNode?.directives?.some(
      (one) => one.name.value === directive && textArgument(one, "name") === context,
    ),
  );
}
