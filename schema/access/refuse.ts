import { buildASTSchema, parse } from "graphql";
import { importedNames, readRules } from "./read-rules";
import { dependencyFaults } from "./refuse-dependencies";
import type { AccessFault } from "./refuse-fault";
import { placementFaults } from "./refuse-placement";
import { rootFaults } from "./refuse-roots";
import { spellingFaults } from "./refuse-spelling";

export { wordFaults, type AccessFault } from "./refuse-fault";

/**
 * Everything for which a supergraph is refused (access.md, "Refused at build or composition time"): rules that would
 * never run, that would break the answer where they refuse, or that another field goes around.
 * @param supergraphSdl a Federation 2 supergraph; its join directives say what keys, requires and provides there are
 */
export function accessFaults(supergraphSdl: string): readonly AccessFault[] {
  const document = parse(supergraphSdl);
  const schema = buildASTSchema(document, { assumeValidSDL: true, assumeValid: true });
  const misspelt = spellingFaults(document, schema, importedNames(schema));
  // Rules that cannot be read cannot be compared.
  if (misspelt.length > 0) return misspelt;
  const rules = readRules(schema);
  return [
    ...rootFaults(schema, rules),
    ...placementFaults(schema, rules),
    ...dependencyFaults(schema, rules),
  ];
}

/** The faults of a subgraph's own SDL that composition could hide: rules under a name that nobody follows. */
export function subgraphFaults(subgraphSdl: string): readonly AccessFault[] {
  const document = parse(subgraphSdl);
  const schema = buildASTSchema(document, { assumeValidSDL: true, assumeValid: true });
  return spellingFaults(document, schema, importedNames(schema));
}
