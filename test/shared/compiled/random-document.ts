import * as fc from "fast-check";
import {
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isScalarType,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
} from "graphql";

/** fast-check's source of choices inside a property. */
export type Choices = fc.GeneratorValue;

const ALIASES = ["a", "b", "id", "a_b", "constructor", "__proto__", "_entities", "idx0"];

export interface RandomDocument {
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

/** A random query, mostly a valid one: fragments, aliases, arguments as literals and variables, some conditions. */
export function randomDocument(schema: GraphQLSchema, g: Choices): RandomDocument {
  const document = new Writer(schema, g);
  const set = document.selections(schema.getQueryType()!, 4);
  return document.finish(set);
}

class Writer {
  private readonly variables = new Map<string, { readonly type: string; readonly value: unknown }>();
  private readonly fragments: string[] = [];

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly g: Choices,
  ) {}

  finish(set: string): RandomDocument {
    const used = [...this.variables];
    const definitions = used.map(([name, { type }]) => `$${name}: ${type}`).join(", ");
    const query = `query Random${used.length === 0 ? "" : `(${definitions})`} ${set}\n${this.fragments.join("\n")}`;
    const given = used.filter(([, { value }]) => value !== undefined);
    return { query, variables: Object.fromEntries(given.map(([name, { value }]) => [name, value])) };
  }

  selections(type: GraphQLCompositeType, depth: number): string {
    const count = 1 + this.number(depth > 2 ? 4 : 3);
    return `{ ${Array.from({ length: count }, () => this.selection(type, depth)).join(" ")} }`;
  }

  private selection(type: GraphQLCompositeType, depth: number): string {
    const fields = ("getFields" in type ? Object.values(type.getFields()) : []).filter(
      (field) => depth > 1 || !isCompositeType(getNamedType(field.type)),
    );
    const choice = this.number(9);
    if (depth > 1 && (choice < 2 || fields.length === 0)) return this.fragment(type, depth);
    if (fields.length === 0 || choice === 2) return `${this.alias()}__typename`;
    return this.field(this.pick(fields), depth);
  }

  private field(field: GraphQLField<unknown, unknown>, depth: number): string {
    const type = getNamedType(field.type);
    const args = field.args.flatMap(({ name, type: of }) => {
      const isRequired = isNonNullType(of);
      return isRequired || this.number(1) === 0 ? [`${name}: ${this.value(of, 2)}`] : [];
    });
    const given = args.length === 0 ? "" : `(${args.join(", ")})`;
    const below = isCompositeType(type) ? this.selections(type, depth - 1) : "";
    const condition = this.number(60) === 0 ? "@include(if: true)" : "";
    return `${this.alias()}${field.name}${given} ${condition} ${below}`;
  }

  private alias(): string {
    return this.number(5) === 0 ? `${this.pick(ALIASES)}: ` : "";
  }

  private fragment(type: GraphQLCompositeType, depth: number): string {
    const possible = isAbstractType(type) ? [type, ...this.schema.getPossibleTypes(type)] : [type];
    const target = this.pick(possible);
    const set = this.selections(target, depth - 1);
    if (this.number(2) > 0) return `... on ${target.name} ${set}`;
    const name = `F${this.fragments.length}`;
    this.fragments.push(`fragment ${name} on ${target.name} ${set}`);
    return this.number(1) === 0 ? `...${name}` : `...${name} ...${name}`;
  }

  /** A literal, a variable, or a literal with variables in it. */
  private value(type: GraphQLInputType, depth: number): string {
    if (this.number(2) === 0) return this.variable(type);
    if (!isNonNullType(type) && this.number(8) === 0) return "null";
    const nullable = getNullableType(type);
    if (isListType(nullable)) {
      if (this.number(4) === 0) return this.value(nullable.ofType, depth);
      return `[${Array.from({ length: this.number(3) }, () => this.value(nullable.ofType, depth)).join(", ")}]`;
    }
    if (!isInputObjectType(nullable)) return literal(this.json(type, depth), isEnumType(nullable));
    const fields = Object.values(nullable.getFields()).flatMap((field) => {
      const isGiven = isNonNullType(field.type) || (depth > 0 && this.number(1) === 0);
      return isGiven ? [`${field.name}: ${this.value(field.type, depth - 1)}`] : [];
    });
    return `{ ${fields.join(", ")} }`;
  }

  private variable(type: GraphQLInputType): string {
    const name = `v${this.variables.size}`;
    const isAbsent = !isNonNullType(type) && this.number(3) === 0;
    this.variables.set(name, { type: String(type), value: isAbsent ? undefined : this.json(type, 2) });
    return `$${name}`;
  }

  private json(type: GraphQLInputType, depth: number): unknown {
    // A wrong value now and then: both must refuse it in the same words.
    if (this.number(150) === 0) return this.pick([null, [], {}, 1.5, "?", true]);
    if (!isNonNullType(type) && this.number(8) === 0) return null;
    const nullable = getNullableType(type);
    if (isListType(nullable))
      return Array.from({ length: this.number(3) }, () => this.json(nullable.ofType, depth));
    if (isEnumType(nullable)) return this.pick(nullable.getValues()).name;
    if (isScalarType(nullable)) return this.scalar(nullable.name);
    if (!isInputObjectType(nullable)) return null;
    const fields = Object.values(nullable.getFields()).filter(
      (field) => isNonNullType(field.type) || (depth > 0 && this.number(1) === 0),
    );
    return Object.fromEntries(fields.map(({ name, type: of }) => [name, this.json(of, depth - 1)]));
  }

  private scalar(name: string): unknown {
    if (name === "Int") return this.number(5);
    if (name === "Float") return this.number(5) / 2;
    if (name === "Boolean") return this.number(1) === 0;
    if (name === "_Any") return this.representation();
    return this.pick(["x", "1", "", '"quoted"', "é"]);
  }

  private representation(): object {
    const entity = this.schema.getType("_Entity");
    const names = isAbstractType(entity) ? this.schema.getPossibleTypes(entity).map(({ name }) => name) : [];
    return { __typename: this.pick(names), id: String(this.number(5)) };
  }

  private number(max: number): number {
    return this.g(fc.nat, { max });
  }

  private pick<T>(list: readonly T[]): T {
    return list[this.number(list.length - 1)]!;
  }
}

function literal(value: unknown, isEnum: boolean): string {
  if (isEnum && typeof value === "string" && value !== "?") return value;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return "[]";
  return `{ ${Object.entries(value)
    .map(([name, each]) => `${name}: ${JSON.stringify(each)}`)
    .join(", ")} }`;
}
