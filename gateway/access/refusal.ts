import type { Verdict } from "../../schema/access/decide";
import type { AccessRules, AccessStatement } from "../../schema/access/rules";

export interface Refusal {
  readonly message: string;
  readonly extensions: Readonly<Record<string, unknown>>;
}

/**
 * Words a refusal for the client: what the coordinate requires and what the viewer holds, both of which the schema and
 * the viewer's own grants already say; never anything of the hidden value (access.md, "What the client gets").
 */
export function refusalOf(statement: AccessStatement, verdict: Exclude<Verdict, { allowed: true }>): Refusal {
  const { coordinate } = statement;
  if (verdict.code === "UNAUTHENTICATED") {
    return {
      message: `${coordinate} needs a signed-in viewer`,
      extensions: { code: verdict.code, coordinate },
    };
  }
  const requires = statement.rules.map(({ anyOf, service }) =>
    service === null ? { anyOf } : { anyOf, service },
  );
  return {
    message: `${coordinate} requires ${requires.map(inWords).join(" and ")}`,
    extensions: { code: verdict.code, coordinate, requires, held: verdict.held },
  };
}

/** The compact refusal of a subgraph, worded; null when the error is no refusal that the published schema explains. */
export function wordRefusal(
  rules: AccessRules,
  extensions: Readonly<Record<string, unknown>>,
): Refusal | null {
  const { code, coordinate, held } = extensions;
  const statement = typeof coordinate === "string" ? rules.of(coordinate) : undefined;
  if (statement === undefined) return null;
  if (code === "UNAUTHENTICATED") return refusalOf(statement, { allowed: false, code });
  if (code !== "FORBIDDEN" || !Array.isArray(held)) return null;
  return refusalOf(statement, { allowed: false, code, held });
}

function inWords({ anyOf, service }: { anyOf: readonly string[]; service?: string }): string {
  const profiles = anyOf.length === 1 ? anyOf[0] : `one of ${anyOf.join(", ")}`;
  const withService = anyOf.includes("MOBILE_ADDITIONAL") && service !== undefined;
  return `${profiles}${withService ? ` (MOBILE_ADDITIONAL with ${service})` : ""} on this object`;
}
