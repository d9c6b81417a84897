import {
  isLeafType,
  isListType,
  isNonNullType,
  type GraphQLOutputType,
  type SelectionSetNode,
} from "graphql";
import { FieldFailure } from "../executor/field-failure";
import { completeLeaf } from "./leaf";
import type { ObjectShapes } from "./object-shapes";
import type { ProjectionRun } from "./projection-run";

/**
 * Turns a value of merged data into a value of the answer (spec section 6.4.3). `null` is a null that may stay;
 * `undefined` is the null of a non-null type, which takes away whatever is around it. Errors go to the run.
 */
export type Complete = (value: unknown, run: ProjectionRun) => unknown;

/** `field` is the coordinate for messages; `sets` are the selection sets of all the field's occurrences. */
export function compileComplete(
  type: GraphQLOutputType,
  sets: readonly SelectionSetNode[],
  field: string,
  shapes: ObjectShapes,
): Complete {
  if (isNonNullType(type)) return nonNull(compileComplete(type.ofType, sets, field, shapes), field);
  if (isListType(type)) return list(compileComplete(type.ofType, sets, field, shapes), field);
  return isLeafType(type) ? completeLeaf(type) : shapes.completeObject(type, sets);
}

function nonNull(inner: Complete, field: string): Complete {
  const message = `Cannot return null for non-nullable field ${field}.`;
  return (value, run) => {
    if (value instanceof FieldFailure && value.isDerived) {
      run.failedWithSibling(value);
      return undefined;
    }
    const before = run.errors.length;
    const result = inner(value, run);
    if (result !== null) return result;
    // One error per null: the reason, when there is one, says more than this sentence.
    if (run.errors.length === before) run.fail(message);
    return undefined;
  };
}

function list(item: Complete, field: string): Complete {
  const message = `Expected Iterable, but did not find one for field "${field}".`;
  return (value, run) => {
    if (!Array.isArray(value)) {
      if (value === null || value === undefined) return null;
      return value instanceof FieldFailure ? run.failed(value) : run.unfit(message);
    }
    const { errors } = run;
    const { length } = value;
    // Lists of leaves and of nothing take room too.
    run.budget.spend(0, length * 4);
    const result = Array.from<unknown>({ length });
    for (let index = 0; index < length; index++) {
      const before = errors.length;
      const completed = item(value[index], run);
      if (errors.length !== before) run.under(before, index);
      if (completed === undefined) return null;
      result[index] = completed;
    }
    return result;
  };
}
