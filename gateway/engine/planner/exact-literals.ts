import type { PlanNode } from "@graphql-hive/router-query-planner";
import { Kind, parse, print, visit, type FloatValueNode, type IntValueNode } from "graphql";
import { mapFetches } from "./map-fetches";
import type { QueryPlanner } from "./query-planner";

/** Names with two underscores belong to the specification (section 4.1), so no enum of a schema has such a value. */
const PREFIX = "__exact_";
/** Shorter numbers the planner can hold. */
const MANY_DIGITS = /[\d.]{16}/;
/** What a number is written with besides digits and `e`, by letters that a name may have. */
const LETTERS = { "-": "m", "+": "q", ".": "p" } as const;
const SIGNS: Readonly<Record<string, string>> = { m: "-", q: "+", p: "." };

/**
 * Makes planners that keep every number of an operation's text as it was written. router-query-planner 0.0.38 reads
 * integers into 64 bits, and fails at longer ones, and decimals into doubles, which rounds them. For the time of planning a
 * long number stands as the name of an enum value.
 */
export function withExactLiterals(
  createPlanner: (supergraphSdl: string) => QueryPlanner,
): (supergraphSdl: string) => QueryPlanner {
  return (supergraphSdl) => {
    const planner = createPlanner(supergraphSdl);
    return {
      percentages: planner.percentages,
      get waiting() {
        return planner.waiting ?? 0;
      },
      ready: async () => planner.ready?.(),
      close: () => planner.close?.(),
      async plan(operation, overrides, task) {
        if (!MANY_DIGITS.test(operation)) return planner.plan(operation, overrides, task);
        const plan = await planner.plan(named(operation), overrides, task);
        return plan.node === undefined ? plan : { ...plan, node: written(plan.node) };
      },
    };
  };
}

function named(operation: string): string {
  const name = (node: IntValueNode | FloatValueNode) => {
    if (!MANY_DIGITS.test(node.value)) return undefined;
    const value = node.value.replaceAll(/[-+.]/g, (sign) => LETTERS[sign as keyof typeof LETTERS]);
    return { kind: Kind.ENUM, value: PREFIX + value };
  };
  return print(visit(parse(operation, { noLocation: true }), { IntValue: name, FloatValue: name }));
}

function written(root: PlanNode): PlanNode {
  return mapFetches(root, (fetch) => ({
    ...fetch,
    operation: fetch.operation.replaceAll(
      /"[^"\\]*(?:\\.[^"\\]*)*"|__exact_(\w+)/g,
      (token, number?: string) =>
        number === undefined ? token : number.replaceAll(/[mqp]/g, (letter) => SIGNS[letter] ?? letter),
    ),
  }));
}
