import {
  getNamedType,
  isLeafType,
  isObjectType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from "graphql";
import { READERS } from "../access/table";
import { drawn, type Draw } from "../draw";
import { argumentText, isLeftOut, knownTo, type Facts, type Known } from "./random-arguments";

/** An operation of a client. */
export interface Operation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Somebody, or null for nobody, who asks something. */
export interface Question {
  readonly person: string | null;
  readonly operation: Operation;
}

const DEEPEST = 11;
/** Names that an object of JavaScript has already. */
const ODD_ALIASES = ["__proto__", "constructor", "toString", "hasOwnProperty", "valueOf"];

/**
 * Operations over the whole schema: any path, with aliases, fragments, skipped parts and several roots at once; mostly
 * about what the person reaches, since nothing is refused on what does not exist.
 */
export function randomQuestion(schema: GraphQLSchema, facts: Facts) {
  const people = facts.world.people.map(({ id }) => id);
  return drawn((draw): Question => {
    const person = draw.chance(97) ? draw.one(people) : null;
    const known = knownTo(person, facts);
    return { person, operation: new Composer(schema, known, draw).compose() };
  });
}

class Composer {
  private readonly fragments: string[] = [];
  private aliases = 0;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly known: Known,
    private readonly draw: Draw,
  ) {}

  compose(): Operation {
    const body = this.selection(this.schema.getQueryType()!, 0, 1 + this.draw.number(3));
    const query = [`query ($yes: Boolean!, $no: Boolean!) ${body}`, ...this.fragments].join("\n");
    const used = /\$(yes|no)\b.*\{[^]*\$(yes|no)\b/.test(query);
    const text = used ? query : query.replace("query ($yes: Boolean!, $no: Boolean!) ", "");
    const declared = ["yes", "no"].filter((name) => text.split(`$${name}`).length > 2);
    const head = declared.map((name) => `$${name}: Boolean!`).join(", ");
    return {
      query: used ? text.replace("$yes: Boolean!, $no: Boolean!", head) : text,
      variables: Object.fromEntries(declared.map((name) => [name, name === "yes"])),
    };
  }

  private selection(type: GraphQLObjectType, depth: number, count: number): string {
    const parts = Array.from({ length: count }, () => this.part(type, depth)).filter((part) => part !== "");
    return `{ ${parts.length === 0 ? "__typename" : parts.join(" ")} }`;
  }

  private part(type: GraphQLObjectType, depth: number): string {
    const { draw } = this;
    if (draw.chance(3)) return "__typename";
    if (depth < DEEPEST && draw.chance(7)) {
      const inner = this.selection(type, depth, 1 + draw.number(2));
      if (draw.chance(50))
        return `... ${draw.chance(60) ? `on ${type.name} ` : ""}${this.condition()}${inner}`;
      const name = `F${this.fragments.length}`;
      this.fragments.push(`fragment ${name} on ${type.name} ${inner}`);
      return `...${name}${this.condition()}`;
    }
    const field = this.chooseField(type, depth);
    return field === undefined ? "__typename" : this.field(field, depth);
  }

  /** Guarded fields and the ways down to them are taken more often than chance would. */
  private chooseField(type: GraphQLObjectType, depth: number): GraphQLField<unknown, unknown> | undefined {
    const fields = Object.values(type.getFields()).filter((field) => {
      const isLeaf = isLeafType(getNamedType(field.type));
      return !isLeftOut(`${type.name}.${field.name}`) && (isLeaf || depth < DEEPEST - 1);
    });
    const weighted = fields.flatMap((field) => {
      const guarded = READERS[`${type.name}.${field.name}`] !== undefined;
      const down = ["edges", "node", "sim", "viewer"].includes(field.name);
      const composite = isObjectType(getNamedType(field.type));
      return Array<typeof field>(guarded ? 4 : down ? 5 : composite ? 2 : 1).fill(field);
    });
    return weighted.length === 0 ? undefined : this.draw.one(weighted);
  }

  private field(field: GraphQLField<unknown, unknown>, depth: number): string {
    const { draw } = this;
    const given = field.args.flatMap((argument) => this.argument(field, argument));
    const args = given.length === 0 ? "" : `(${given.join(", ")})`;
    const named = getNamedType(field.type);
    const inner = isObjectType(named)
      ? ` ${this.selection(named, depth + 1, depth > 7 ? 1 : 1 + draw.number(3))}`
      : "";
    // A field with arguments or fields below always has a name of its own, so that two of them never have to agree.
    const alias = args !== "" || draw.chance(5) ? `${this.alias(field.name)}: ` : "";
    return `${alias}${field.name}${args} ${this.condition()}${inner}`;
  }

  private alias(name: string): string {
    this.aliases += 1;
    const odd = this.draw.chance(4) ? ODD_ALIASES.at(this.aliases) : undefined;
    return odd ?? `${name}${this.aliases}`;
  }

  private argument(field: GraphQLField<unknown, unknown>, argument: GraphQLArgument): string[] {
    const text = argumentText(field, argument, this.known, this.draw);
    return text === undefined ? [] : [`${argument.name}: ${text}`];
  }

  private condition(): string {
    if (!this.draw.chance(3)) return "";
    const name = this.draw.one(["yes", "no"]);
    return `@${this.draw.one(["skip", "include"])}(if: $${name})`;
  }
}
