import { buildASTSchema, parse } from "graphql";
import { isAtLeastAsGuarded } from "./at-least-as-guarded";
import { readRules } from "./read-rules";
import { subgraphFaults } from "./refuse";
import type { AccessFault } from "./refuse-fault";
import type { AccessRules } from "./rules";

/**
 * Rules of a subgraph that did not reach the supergraph: composition drops, without a word, every directive that the
 * subgraph does not name in `@composeDirective`.
 */
export function lostFaults(name: string, subgraphSdl: string, supergraphSdl: string): AccessFault[] {
  if (subgraphFaults(subgraphSdl).length > 0) return [];
  const published = rulesOf(supergraphSdl);
  return rulesOf(subgraphSdl)
    .all()
    .filter((own) => !isAtLeastAsGuarded(published.of(own.coordinate), own))
    .map(({ coordinate }) => ({
      coordinate,
      reason: `has a rule in ${name} that the supergraph lacks`,
      remedy: `Name its directive in @composeDirective of ${name}`,
    }));
}

function rulesOf(sdl: string): AccessRules {
  return readRules(buildASTSchema(parse(sdl), { assumeValidSDL: true, assumeValid: true }));
}
