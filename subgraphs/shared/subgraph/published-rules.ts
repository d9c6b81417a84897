import { buildASTSchema, parse } from "graphql";
import { readRules } from "../../../schema/access/read-rules";
import type { AccessRules } from "../../../schema/access/rules";

const READ = new Map<string, AccessRules>();

/** The rules of a published schema, read once per text and process. */
export function publishedRules(sdl: string): AccessRules {
  let rules = READ.get(sdl);
  if (rules === undefined)
    READ.set(sdl, (rules = readRules(buildASTSchema(parse(sdl), { assumeValidSDL: true }))));
  return rules;
}

/**
 * Refuses to start a subgraph that is not the one that was published: its own SDL must be the checked-in one, and the
 * supergraph must hold each of its rules, so that nobody serves a schema laxer than the reviewed one.
 * @throws Error saying what differs and how to publish.
 */
export function assertPublished(
  name: string,
  ownSdl: string,
  publishedSdl: string,
  supergraphSdl: string,
): void {
  const remedy = "run `npm run compose` and review the difference";
  if (ownSdl !== publishedSdl) throw new Error(`The schema of ${name} is not the published one: ${remedy}`);
  const own = publishedRules(ownSdl);
  const published = publishedRules(supergraphSdl);
  for (const statement of own.all()) {
    const found = published.of(statement.coordinate);
    const missing = statement.rules.filter((rule) => !found?.rules.some((other) => same(rule, other)));
    if (found === undefined || missing.length > 0) {
      throw new Error(`The supergraph lacks the rules of ${name} on ${statement.coordinate}: ${remedy}`);
    }
  }
}

function same(one: object, other: object): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
