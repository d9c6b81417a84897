import type { Caller } from "../../../schema/access/caller";
import { decide, type ScopePath } from "../../../schema/access/decide";
import type { AccessRules } from "../../../schema/access/rules";
import { passingGrants } from "../../../schema/access/verdict";
import { CodedError } from "../../../schema/errors";
import type { LocatedObject } from "../subgraph/located";

/**
 * Decides the rule of a mutation once more, on what its caller holds now and where its objects lie now.
 * @param paths of the objects, in their order; null for one that is no longer there
 * @returns the id of the grant by which the rule passes on the first object
 * @throws CodedError NOT_FOUND; FORBIDDEN, which the gateway words as every refusal
 */
export function decideAgain(
  caller: Caller,
  rules: AccessRules,
  objects: readonly LocatedObject[],
  paths: readonly (ScopePath | null)[],
): string | null {
  let allowedBy: string | null = null;
  for (const [index, { statement }] of objects.entries()) {
    const path = paths[index] ?? null;
    if (path === null) throw notFound();
    const verdict = decide(caller, statement, path);
    if (!verdict.allowed) {
      const held = "held" in verdict ? { held: verdict.held } : {};
      throw new CodedError(verdict.code, verdict.code, { coordinate: statement.coordinate, ...held });
    }
    allowedBy ??= passingGrants(caller, rules, statement.coordinate, path)[0]?.id ?? null;
  }
  return allowedBy;
}

/** NOT_FOUND, in the words of every mutation: what is out of scope and what does not exist are the same. */
export function notFound(): CodedError {
  return new CodedError("NOT_FOUND", "There is no such object, or it is out of your scope");
}
