import { Kind, visit, type DocumentNode } from "graphql";
import { stringArgument } from "./spec-elements";

/** Features (https://specs.apollo.dev/link/v1.0) that are served as they ask for. */
const KNOWN = /^https:\/\/specs\.apollo\.dev\/(?:link|core|join|inaccessible|tag|cost|federation|context)\/v/;

/** Says what of a supergraph would be answered wrongly, before it is. @throws Error for the first such thing */
export function refuseUnsupported(document: DocumentNode): void {
  refuseFeatures(document);
  visit(document, {
    Directive({ name, arguments: given }) {
      if (name.value === "join__owner") {
        throw new Error(
          "The supergraph is one of Federation 1 (join v0.1): compose its subgraphs with Federation 2, which reads them as they are.",
        );
      }
      if (name.value !== "join__field") return undefined;
      // The planner (router-query-planner 0.0.38) would ask for the field without them.
      const context = given?.find((argument) => argument.name.value === "contextArguments");
      if (context === undefined || context.value.kind === Kind.NULL) return undefined;
      throw new Error(
        "The supergraph hands arguments down by context (@fromContext), which is not supported.",
      );
    },
    DirectiveDefinition: () => false,
    InputObjectTypeDefinition: () => false,
  });
}

/** A feature that is needed for security or execution and is not known here must not be left out in silence. */
function refuseFeatures(document: DocumentNode): void {
  for (const node of document.definitions) {
    if (node.kind !== Kind.SCHEMA_DEFINITION && node.kind !== Kind.SCHEMA_EXTENSION) continue;
    for (const link of node.directives ?? []) {
      const url = stringArgument(link, "url") ?? stringArgument(link, "feature");
      const purpose = stringArgument(link, "for");
      if (url === undefined || (purpose !== "SECURITY" && purpose !== "EXECUTION") || KNOWN.test(url))
        continue;
      throw new Error(`The supergraph needs ${url} for ${purpose}, which is not supported.`);
    }
  }
}
