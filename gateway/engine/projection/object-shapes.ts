import {
  isAbstractType,
  isObjectType,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type SelectionSetNode,
} from "graphql";
import { cutCoordinate } from "../cut/field-cut";
import { FieldFailure } from "../executor/field-failure";
import { setOwnValue } from "../executor/own-value";
import type { Operation } from "../operation/operation";
import type { Variant } from "../operation/planner-document";
import { isIntrospection } from "../operation/response-keys";
import { collectFields } from "./collect-fields";
import { compileComplete, type Complete } from "./complete";
import type { ProjectionRun } from "./projection-run";

/** A field of an answer's object: where its value comes from, how it is completed and where it goes. */
export interface ShapeField {
  readonly responseKey: string;
  readonly sourceKey: string;
  readonly complete: Complete;
}

/** The fields of one selection for one concrete type, in the order of the answer (spec section 6.3.2). */
export type Shape = readonly ShapeField[];

type Fielded = GraphQLObjectType | GraphQLInterfaceType;

/** Compiles the shapes of one operation variant, each when it is first met. */
export class ObjectShapes {
  constructor(
    private readonly operation: Operation,
    private readonly variant: Variant,
  ) {}

  completeObject(type: GraphQLCompositeType, sets: readonly SelectionSetNode[]): Complete {
    if (isObjectType(type)) {
      let shape: Shape | undefined;
      return (value, run) => {
        if (!isObject(value)) return notAnObject(value, run);
        if (!this.mayBe(type, value["__typename"])) return run.unfit();
        shape ??= this.compile(type, sets);
        return completeFields(shape, value, run);
      };
    }
    const shapes = new Map<string, Shape | undefined>();
    return (value, run) => {
      if (!isObject(value)) return notAnObject(value, run);
      const typename = value["__typename"];
      const name = typeof typename === "string" ? typename : type.name;
      let shape = shapes.get(name);
      if (shape === undefined) {
        shape = this.concrete(type, name, sets);
        if (shape === undefined) return run.unfit();
        shapes.set(name, shape);
      }
      return completeFields(shape, value, run);
    };
  }

  /** The fields that the answer's object has when it is of `type`. */
  compile(type: Fielded, sets: readonly SelectionSetNode[]): Shape {
    const fields: ShapeField[] = [];
    for (const [responseKey, nodes] of collectFields(this.operation, this.variant, type, sets)) {
      const field = this.field(type, responseKey, nodes);
      if (field !== undefined) fields.push(field);
    }
    return fields;
  }

  /** An unknown name has no shape; the interface's own name or none stands for "not told". */
  private concrete(
    type: GraphQLCompositeType,
    name: string,
    sets: readonly SelectionSetNode[],
  ): Shape | undefined {
    if (name === type.name) return "getFields" in type ? this.compile(type, sets) : undefined;
    const found = this.variant.schema.getType(name);
    if (isObjectType(found)) {
      const fits = isAbstractType(type) && this.variant.schema.isSubType(type, found);
      return fits ? this.compile(found, sets) : undefined;
    }
    return undefined;
  }

  /** Whether an object of `type` may come under this name: an `@interfaceObject` answers its interface's. */
  private mayBe(type: GraphQLObjectType, typename: unknown): boolean {
    if (typename === undefined || typename === type.name) return true;
    return typeof typename === "string" && this.variant.interfaceObjects.has(typename);
  }

  private field(type: Fielded, responseKey: string, nodes: readonly FieldNode[]): ShapeField | undefined {
    const first = nodes[0];
    if (first === undefined) return undefined;
    const name = first.name.value;
    if (name === "__typename") {
      const complete: Complete = isObjectType(type)
        ? () => type.name
        : (_value, run) => (run.unfit(), undefined);
      return { responseKey, sourceKey: "__typename", complete };
    }
    if (isIntrospection(first)) {
      return {
        responseKey,
        sourceKey: responseKey,
        complete: (_value, run) => run.introspection[responseKey] ?? null,
      };
    }
    const definition = type.getFields()[name];
    if (definition === undefined) return undefined;
    const sets = nodes.flatMap((node) => (node.selectionSet === undefined ? [] : [node.selectionSet]));
    const sourceKey = this.operation.responseKeys.source(first);
    const cut = this.cutCoordinate(type, name);
    if (cut === undefined) {
      return {
        responseKey,
        sourceKey,
        complete: compileComplete(definition.type, sets, `${type.name}.${name}`, this),
      };
    }
    const isNullable = definition.type.toString().at(-1) !== "!";
    return {
      responseKey,
      sourceKey,
      complete: (_value, run) => (run.refuse(cut), isNullable ? null : undefined),
    };
  }

  private cutCoordinate(type: Fielded, field: string): string | undefined {
    const { cut, schema } = this.variant;
    if (cut === undefined) return undefined;
    return cutCoordinate(cut, type, isAbstractType(type) ? schema.getPossibleTypes(type) : [], field);
  }
}

/** What a value that is no text takes, and the quotes, colon and comma around any. */
const OTHER_BYTES = 6;

/** Completes one object. Null when a non-null field is. */
export function completeFields(
  shape: Shape,
  source: Readonly<Record<string, unknown>>,
  run: ProjectionRun,
): Record<string, unknown> | null {
  const result: Record<string, unknown> = {};
  const { errors } = run;
  const start = errors.length;
  let bytes = 0;
  for (let index = 0; index < shape.length; index++) {
    // The index is within bounds; a check would cost a branch per field of every object.
    const field = shape[index] as ShapeField;
    const before = errors.length;
    const completed = field.complete(source[field.sourceKey], run);
    if (errors.length !== before) run.under(before, field.responseKey, shape);
    if (completed === undefined) {
      tellFailures(shape, index + 1, source, run, start);
      run.dropDerived(start);
      return null;
    }
    bytes += field.responseKey.length + (typeof completed === "string" ? completed.length : OTHER_BYTES);
    setOwnValue(result, field.responseKey, completed);
  }
  run.budget.spend(shape.length, bytes);
  return result;
}

/** The object is null already; the fields not looked at may have failed too, and one of them may be the cause. */
function tellFailures(
  shape: Shape,
  from: number,
  source: Readonly<Record<string, unknown>>,
  run: ProjectionRun,
  told: number,
): void {
  for (const field of shape.slice(from)) {
    const value = source[field.sourceKey];
    if (!(value instanceof FieldFailure) || value.isDerived) continue;
    // A field that went down with this one has told it already.
    if (run.errors.slice(told).some(({ reversedPath }) => reversedPath.at(-1) === field.responseKey))
      continue;
    const before = run.errors.length;
    field.complete(value, run);
    run.under(before, field.responseKey, shape);
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return (
    typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof FieldFailure)
  );
}

function notAnObject(value: unknown, run: ProjectionRun): null {
  if (value === null || value === undefined) return null;
  return value instanceof FieldFailure ? run.failed(value) : run.unfit();
}
