import { buildASTSchema, parse } from "graphql";
import { readRules } from "../../schema/access/read-rules";
import type { AccessRules } from "../../schema/access/rules";

/**
 * The rules of the supergraph that is about to be served.
 * @param allowOpen whether a supergraph that does not link the access specification may be served, open to everyone
 * @throws Error when it may not, or when a root field says nothing about access
 */
export function rulesOfSupergraph(supergraphSdl: string, allowOpen: boolean): AccessRules {
  const schema = buildASTSchema(parse(supergraphSdl), { assumeValidSDL: true });
  const rules = readRules(schema);
  if (!rules.linked) {
    if (allowOpen) return rules;
    throw new Error(
      "The supergraph states no access rules: set OPEN_SUPERGRAPH=true to serve it open to everyone",
    );
  }
  const roots = [schema.getQueryType(), schema.getMutationType()].flatMap((type) => (type ? [type] : []));
  const silent = roots.flatMap((type) =>
    Object.keys(type.getFields())
      .map((field) => `${type.name}.${field}`)
      .filter((coordinate) => rules.of(coordinate) === undefined),
  );
  if (silent.length === 0) return rules;
  throw new Error(`Root fields without @public, @signedIn or @requiresProfile: ${silent.join(", ")}`);
}
