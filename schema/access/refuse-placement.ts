import { isInterfaceType, isNonNullType, isObjectType, type GraphQLSchema } from "graphql";
import { isAtLeastAsGuarded } from "./at-least-as-guarded";
import { textArgument } from "./read-rules";
import type { AccessFault } from "./refuse-fault";
import { coordinatesOf } from "./refuse-field-set";
import type { AccessRules, AccessStatement } from "./rules";

/** Rules where a refusal would break more than its field, and types that are laxer than what stands beside them. */
export function placementFaults(schema: GraphQLSchema, rules: AccessRules): AccessFault[] {
  return [...nonNullFaults(schema, rules), ...keyFaults(schema, rules), ...siblingFaults(schema, rules)];
}

function canRefuse(statement: AccessStatement | undefined): boolean {
  return statement !== undefined && statement.audience !== "public";
}

function nonNullFaults(schema: GraphQLSchema, rules: AccessRules): AccessFault[] {
  return Object.values(schema.getTypeMap()).flatMap((type) => {
    if (!isObjectType(type)) return [];
    return Object.values(type.getFields())
      .filter((field) => isNonNullType(field.type) && canRefuse(rules.of(`${type.name}.${field.name}`)))
      .map((field) => ({
        coordinate: `${type.name}.${field.name}`,
        reason: `has a rule but is ${String(field.type)}: refusing it would erase the object around it`,
        remedy: "Make the field nullable, or take the rule (of the field or its type) away",
      }));
  });
}

function keyFaults(schema: GraphQLSchema, rules: AccessRules): AccessFault[] {
  return Object.values(schema.getTypeMap()).flatMap((type) => {
    if (!isObjectType(type) && !isInterfaceType(type)) return [];
    const keys = (type.astNode?.directives ?? [])
      .filter((directive) => directive.name.value === "join__type")
      .flatMap((directive) => textArgument(directive, "key") ?? []);
    return [...new Set(keys)].flatMap((key) =>
      coordinatesOf(schema, type, key)
        .filter((coordinate) => canRefuse(rules.of(coordinate)))
        .map((coordinate) => ({
          coordinate,
          reason: `has a rule but is part of @key(fields: "${key}") of ${type.name}: refused, the object could not be found in other subgraphs`,
          remedy: "Take the rule away, or key the type by another field",
        })),
    );
  });
}

function siblingFaults(schema: GraphQLSchema, rules: AccessRules): AccessFault[] {
  return Object.values(schema.getTypeMap()).flatMap((type) => {
    if (!isInterfaceType(type)) return [];
    const siblings = schema.getPossibleTypes(type).map(({ name }) => name);
    return Object.keys(type.getFields()).flatMap((field) =>
      siblings.flatMap((name): AccessFault[] => {
        const own = rules.of(`${name}.${field}`);
        const stricter = siblings.find((other) => !isAtLeastAsGuarded(own, rules.of(`${other}.${field}`)));
        if (stricter === undefined) return [];
        return [
          {
            coordinate: `${name}.${field}`,
            reason: `is less guarded than ${stricter}.${field}, and both stand for ${type.name}.${field}`,
            remedy: "Give both the same rules",
          },
        ];
      }),
    );
  });
}
