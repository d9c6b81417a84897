import { Kind, parse, print, visit, type ConstDirectiveNode, type DirectiveNode } from "graphql";
import { ACCESS_SPEC_URL } from "../../schema/access/read-rules";
import type * as Enforcement from "../../subgraphs/shared/access/enforce";

const RULES = new Set(["requiresProfile", "signedIn", "public"]);

/** The supergraph as it would be had nobody stated a rule. */
export function withoutRules(supergraphSdl: string): string {
  return print(
    visit(parse(supergraphSdl), {
      DirectiveDefinition: (node) => (RULES.has(node.name.value) ? null : undefined),
      Directive: (node) => (RULES.has(node.name.value) || linksAccess(node) ? null : undefined),
    }),
  );
}

/**
 * Runs `assemble` with enforcement left out of the subgraphs that it makes. Production has no such switch: the bench
 * puts an empty function in the place of the compiled module's export, and puts the export back.
 */
export async function unenforced<Result>(assemble: () => Promise<Result>): Promise<Result> {
  // The very object that subgraphs/shared/subgraph/executable calls through; an import would be a view of it.
  const enforcement = require("../../subgraphs/shared/access/enforce") as {
    -readonly [Key in keyof typeof Enforcement]: (typeof Enforcement)[Key];
  };
  const { enforceAccess } = enforcement;
  enforcement.enforceAccess = () => undefined;
  try {
    return await assemble();
  } finally {
    enforcement.enforceAccess = enforceAccess;
  }
}

function linksAccess(directive: ConstDirectiveNode | DirectiveNode): boolean {
  const given = directive.arguments ?? [];
  return given.some(({ value }) => value.kind === Kind.STRING && value.value === ACCESS_SPEC_URL);
}
