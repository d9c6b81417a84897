import { buildASTSchema, parse } from "graphql";
import { accessFaults, wordFaults } from "../../../schema/access/refuse";
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
 * @throws Error saying what differs and how to publish, or what is wrong with the rules.
 */
export function assertPublished(
  name: string,
  ownSdl: string,
  publishedSdl: string,
  supergraphSdl: string,
): void {
  const remedy = "run `npm run compose` and review the difference";
  if (ownSdl !== publishedSdl) throw new Error(`The schema of ${name} is not the published one: ${remedy}`);
  assertSafe(supergraphSdl);
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

const SAFE = new Set<string>();

/** The gateway refuses such a supergraph too, but a subgraph does not take its word for it. */
function assertSafe(supergraphSdl: string): void {
  if (SAFE.has(supergraphSdl)) return;
  const faults = accessFaults(supergraphSdl);
  if (faults.length > 0)
    throw new Error(`The access rules of the supergraph are refused:\n${wordFaults(faults)}`);
  SAFE.add(supergraphSdl);
}

function same(one: object, other: object): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
