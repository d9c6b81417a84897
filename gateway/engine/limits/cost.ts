import {
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLError,
  type GraphQLField,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";
import { requestError } from "../contract/errors";
import type { CostDirectives } from "../supergraph/cost-directives";
import { ListSizes, type AssumedSizes, type FieldSizes, type Size } from "./list-sizes";

/** What an operation may cost, and what is assumed where it does not say how long its lists are. */
export interface CostLimits {
  /** Fields of the largest answer that the operation can have; `@cost` weighs some of them more or less. */
  readonly max: number;
  readonly assumed: AssumedSizes;
}

/** Some ten megabytes of answer; a page of 1,000 rows may have 500 fields in each. */
export const DEFAULT_COST: CostLimits = { max: 500_000, assumed: { page: 50, list: 10 } };

/** What a selection costs: a sum that stands, and parts that variables multiply. */
interface Cost {
  readonly fixed: number;
  readonly parts: readonly { readonly times: readonly Size[]; readonly below: Cost }[];
}

type Variables = Readonly<Record<string, unknown>>;

/** What is needed of a supergraph to know what operations on it cost. */
export interface CostSchema {
  readonly apiSchema: GraphQLSchema;
  readonly costDirectives: CostDirectives;
}

/**
 * How many fields the answer to an operation can have, lists multiplied by their length: a connection's by `first` or
 * `last`, any other's by an assumed one. It is known before anything runs, so that a short document which asks for a
 * large answer (a thousand rows of a thousand rows) is refused as cheaply as it was sent.
 */
export class OperationCost {
  private readonly cost: Cost;
  private readonly sizes: ListSizes;

  constructor(
    operation: OperationDefinitionNode,
    private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>,
    private readonly schema: CostSchema,
    private readonly limits: CostLimits,
  ) {
    this.sizes = new ListSizes(schema.costDirectives, limits.assumed);
    const root = schema.apiSchema.getRootType(operation.operation);
    this.cost = root ? this.selections(operation.selectionSet, root, undefined) : NOTHING;
  }

  /** Whether it is the same whatever the variables are. */
  get isFixed(): boolean {
    return this.cost.parts.length === 0;
  }

  of(variables: Variables): number {
    return evaluate(this.cost, variables);
  }

  /** The error that refuses the operation when it costs too much. */
  refuse(variables: Variables): GraphQLError | undefined {
    const found = this.of(variables);
    const { max: allowed } = this.limits;
    if (found <= allowed) return undefined;
    return requestError(
      `The operation costs ${found}, one for each field of the largest answer that it can have; at most ${allowed} is allowed. Ask for shorter pages with \`first\`, for fewer lists within lists, or for less at a time.`,
      "BAD_USER_INPUT",
      { limit: "cost", allowed, found },
    );
  }

  private selections(set: SelectionSetNode, parent: GraphQLCompositeType, outer: FieldSizes["within"]): Cost {
    return sum(
      set.selections.map((selection) => {
        if (selection.kind === Kind.FIELD) {
          const field = this.fieldOf(parent, selection.name.value);
          if (field === undefined) return NOTHING;
          const coordinate = `${parent.name}.${field.name}`;
          const { own, within } = this.sizes.of(coordinate, field, selection, outer);
          const type = getNamedType(field.type);
          const { costDirectives } = this.schema;
          const fixed = costDirectives.weightOf(coordinate) ?? costDirectives.weightOf(type.name) ?? 1;
          const below =
            selection.selectionSet !== undefined && isCompositeType(type)
              ? this.selections(selection.selectionSet, type, within)
              : NOTHING;
          return times(own, sum([{ fixed, parts: [] }, below]));
        }
        const fragment =
          selection.kind === Kind.INLINE_FRAGMENT ? selection : this.fragments.get(selection.name.value);
        if (fragment === undefined) return NOTHING;
        const condition = fragment.typeCondition?.name.value;
        const type = condition === undefined ? parent : this.schema.apiSchema.getType(condition);
        return isCompositeType(type) ? this.selections(fragment.selectionSet, type, outer) : NOTHING;
      }),
    );
  }

  private fieldOf(parent: GraphQLCompositeType, name: string): GraphQLField<unknown, unknown> | undefined {
    if (parent === this.schema.apiSchema.getQueryType()) {
      if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
      if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
    }
    return isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
  }
}

const NOTHING: Cost = { fixed: 0, parts: [] };

function sum(costs: readonly Cost[]): Cost {
  return {
    fixed: costs.reduce((total, { fixed }) => total + fixed, 0),
    parts: costs.flatMap(({ parts }) => parts),
  };
}

function times(sizes: readonly Size[], cost: Cost): Cost {
  if (sizes.length === 0) return cost;
  if (cost.parts.length === 0 && sizes.every((size) => typeof size === "number"))
    return { fixed: sizes.reduce((product, size) => product * size, cost.fixed), parts: [] };
  return { fixed: 0, parts: [{ times: sizes, below: cost }] };
}

function evaluate({ fixed, parts }: Cost, variables: Variables): number {
  let total = fixed;
  for (const { times: sizes, below } of parts) {
    total += sizes.reduce<number>(
      (product, size) => product * lengthOf(size, variables),
      evaluate(below, variables),
    );
  }
  return total;
}

/** A negative length is refused where it is used; here it must not make something else cheaper. */
function lengthOf(size: Size, variables: Variables): number {
  if (typeof size === "number") return Math.max(0, size);
  const value = Object.hasOwn(variables, size.variable) ? variables[size.variable] : undefined;
  if (Array.isArray(value)) return Math.max(value.length, size.least ?? 0);
  return typeof value === "number" ? Math.max(0, value) : size.otherwise;
}
