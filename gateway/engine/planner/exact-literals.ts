import type { PlanNode } from "@graphql-hive/router-query-planner";
import { Kind, parse, print, visit, type FloatValueNode, type IntValueNode } from "graphql";
import { mapFetches } from "./map-fetches";
import { planningBy, type QueryPlanner } from "./query-planner";

/** Names with two underscores belong to the specification (section 4.1), so no enum of a schema has such a value. */
const PREFIX = "__exact";
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
    return planningBy(planner, async (operation, overrides, task) => {
      if (!MANY_DIGITS.test(operation)) return await planner.plan(operation, overrides, task);
      const prefix = unusedPrefix(operation);
      const plan = await planner.plan(named(operation, prefix), overrides, task);
      return plan.node === undefined ? plan : { ...plan, node: written(plan.node, prefix) };
    });
  };
}

/** A client may call a variable or an answer's key anything: the prefix is one that the operation does not contain. */
function unusedPrefix(operation: string): string {
  const longest = [...operation.matchAll(/__exact(_+)/g)].reduce(
    (most, [, run = ""]) => Math.max(most, run.length),
    0,
  );
  return PREFIX + "_".repeat(longest + 1);
}

function named(operation: string, prefix: string): string {
  const name = (node: IntValueNode | FloatValueNode) => {
    if (!MANY_DIGITS.test(node.value)) return undefined;
    const value = node.value.replaceAll(/[-+.]/g, (sign) => LETTERS[sign as keyof typeof LETTERS]);
    return { kind: Kind.ENUM, value: prefix + value };
  };
  return print(visit(parse(operation, { noLocation: true }), { IntValue: name, FloatValue: name }));
}

function written(root: PlanNode, prefix: string): PlanNode {
  const tokens = new RegExp(`"[^"\\\\]*(?:\\\\.[^"\\\\]*)*"|${prefix}(\\w+)`, "g");
  return mapFetches(root, (fetch) => ({
    ...fetch,
    operation: fetch.operation.replaceAll(tokens, (token, number?: string) =>
      number === undefined ? token : number.replaceAll(/[mqp]/g, (letter) => SIGNS[letter] ?? letter),
    ),
  }));
}
