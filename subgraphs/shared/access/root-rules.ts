import type { GraphQLField } from "graphql";
import { decide, type Verdict } from "../../../schema/access/decide";
import type { AccessStatement, Rule } from "../../../schema/access/rules";
import { UserInputError } from "../../../schema/errors";
import type { SubgraphContext, SubgraphDefinition } from "../subgraph/definition";
import type { LocatedObject } from "../subgraph/located";
import type { NamedObject } from "../subgraph/located";
import { namedObjects, objectArgument, type ObjectArgument } from "./named-objects";

type AnyContext = SubgraphContext<unknown, unknown>;
/** The look-ups of a subgraph by GraphQL type. */
export type LookUps = NonNullable<SubgraphDefinition["lookups"]>;

/** Not found comes before refused: an object out of scope is as if it did not exist, whatever the rule says of it. */
export type RootVerdict = Verdict | "not found";

interface Judged {
  readonly verdict: RootVerdict;
  readonly objects: readonly LocatedObject[];
}

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
): (args: Readonly<Record<string, unknown>>, context: AnyContext) => Promise<Judged> {
  const targets = targetsOf(field as GraphQLField<unknown, unknown>, statement);
  for (const { argument } of targets) assertLookUps(statement.coordinate, argument, lookUps);
  const signedIn: AccessStatement = { ...statement, rules: [] };
  return async (args, context) => {
    const stranger = decide(context.caller, signedIn, null);
    if (!stranger.allowed) return { verdict: stranger, objects: [] };
    const judged = await Promise.all(
      targets.map((target) => judge(target, namedObjects(target.argument, args), lookUps, context)),
    );
    const verdicts = judged.map(({ verdict }) => verdict);
    const refused = verdicts.find((verdict) => verdict !== "not found" && !verdict.allowed);
    const verdict = verdicts.includes("not found") ? "not found" : (refused ?? stranger);
    return { verdict, objects: judged.flatMap(({ objects }) => objects) };
  };
}

async function judge(
  { argument, statement }: Target,
  named: readonly NamedObject[],
  lookUps: LookUps,
  context: AnyContext,
): Promise<Judged> {
  const located = await locate(named, argument, lookUps, context);
  const objects: LocatedObject[] = [];
  let refused: Verdict | undefined;
  for (const found of located) {
    if (found === null) return { verdict: "not found", objects: [] };
    const verdict = decide(context.caller, statement, found.path);
    if (!verdict.allowed) refused ??= verdict;
    objects.push({ ...found, statement });
  }
  return { verdict: refused ?? { allowed: true }, objects };
}

async function locate(
  named: readonly NamedObject[],
  argument: ObjectArgument,
  lookUps: LookUps,
  context: AnyContext,
): Promise<readonly (Omit<LocatedObject, "statement"> | null)[]> {
  const byType = new Map<string, string[]>();
  for (const { type, id } of named) byType.set(type, [...(byType.get(type) ?? []), id]);
  const found = await Promise.all(
    [...byType].map(async ([type, ids]) => {
      const lookUp = Object.hasOwn(lookUps, type) ? lookUps[type] : undefined;
      if (lookUp !== undefined) {
        const paths = await lookUp(ids, context);
        return ids.map((id, index) => {
          const path = paths[index] ?? null;
          return path === null ? null : { type, id, path, label: path.label ?? null };
        });
      }
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
