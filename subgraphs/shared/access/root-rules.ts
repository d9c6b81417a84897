import type { GraphQLField } from "graphql";
import { decide, type ScopePath, type Verdict } from "../../../schema/access/decide";
import type { AccessStatement, Rule } from "../../../schema/access/rules";
import { UserInputError } from "../../../schema/errors";
import type { SubgraphContext, SubgraphDefinition } from "../subgraph/definition";
import { namedObjects, objectArgument, type NamedObject, type ObjectArgument } from "./named-objects";

type AnyContext = SubgraphContext<unknown, unknown>;
export type LookUps = NonNullable<SubgraphDefinition["lookups"]>;

/** Not found comes before refused: an object out of scope is as if it did not exist, whatever the rule says of it. */
export type RootVerdict = Verdict | "not found";

/** The rules of one root field that are decided on the same argument. */
interface Target {
  readonly argument: ObjectArgument;
  readonly statement: AccessStatement;
}

/**
 * Compiles the rules of a root field: which objects a call names, whether the viewer's rows hold them, and the one
 * decision on each (access.md, "In the schema"). Nothing of the field itself has run by then. Of several objects all
 * must pass; of several rules too.
 * @throws Error when a rule names no object, or a type that this subgraph cannot look up
 */
export function compileRootRules(
  field: GraphQLField<object, AnyContext>,
  statement: AccessStatement,
  lookUps: LookUps,
): (args: Readonly<Record<string, unknown>>, context: AnyContext) => Promise<RootVerdict> {
  const targets = targetsOf(field as GraphQLField<unknown, unknown>, statement);
  for (const { argument } of targets) assertLookUps(statement.coordinate, argument, lookUps);
  const signedIn: AccessStatement = { ...statement, rules: [] };
  return async (args, context) => {
    const stranger = decide(context.caller, signedIn, null);
    if (!stranger.allowed) return stranger;
    const verdicts = await Promise.all(
      targets.map((target) => judge(target, namedObjects(target.argument, args), lookUps, context)),
    );
    if (verdicts.includes("not found")) return "not found";
    return verdicts.find((verdict) => verdict !== "not found" && !verdict.allowed) ?? stranger;
  };
}

async function judge(
  { argument, statement }: Target,
  named: readonly NamedObject[],
  lookUps: LookUps,
  context: AnyContext,
): Promise<RootVerdict> {
  const paths = await pathsOf(named, argument, lookUps, context);
  let refused: Verdict | undefined;
  for (const path of paths) {
    if (path === null) return "not found";
    const verdict = decide(context.caller, statement, path);
    if (!verdict.allowed) refused ??= verdict;
  }
  return refused ?? { allowed: true };
}

async function pathsOf(
  named: readonly NamedObject[],
  argument: ObjectArgument,
  lookUps: LookUps,
  context: AnyContext,
): Promise<readonly (ScopePath | null)[]> {
  const byType = new Map<string, string[]>();
  for (const { type, id } of named) byType.set(type, [...(byType.get(type) ?? []), id]);
  const found = await Promise.all(
    [...byType].map(([type, ids]) => {
      const lookUp = Object.hasOwn(lookUps, type) ? lookUps[type] : undefined;
      if (lookUp !== undefined) return lookUp(ids, context);
      const known = Object.keys(lookUps).toSorted().join(", ");
      throw new UserInputError([...argument.path, "type"], `is none of ${known}`);
    }),
  );
  return found.flat();
}

function targetsOf(field: GraphQLField<unknown, unknown>, statement: AccessStatement): Target[] {
  const groups = new Map<string, Rule[]>();
  for (const rule of statement.rules) {
    const key = `${rule.of ?? ""} ${rule.ofType ?? ""}`;
    groups.set(key, [...(groups.get(key) ?? []), rule]);
  }
  return [...groups.values()].flatMap((rules) => {
    const [rule] = rules;
    if (rule === undefined) return [];
    const argument = objectArgument(field, rule, statement.coordinate);
    return [{ argument, statement: { ...statement, rules } }];
  });
}

function assertLookUps(coordinate: string, { types }: ObjectArgument, lookUps: LookUps): void {
  const missing = types?.filter((type) => !Object.hasOwn(lookUps, type)) ?? [];
  if (missing.length === 0 && (types !== null || Object.keys(lookUps).length > 0)) return;
  const about = missing.length === 0 ? "any type" : missing.join(", ");
  throw new Error(`${coordinate}: no look-up for ${about}, which its rule is about; add it to lookups`);
}
