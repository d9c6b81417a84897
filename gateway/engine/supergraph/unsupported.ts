import { Kind, visit, type DocumentNode } from "graphql";

/** Says what of a supergraph would be answered wrongly, before it is. @throws Error for the first such thing */
export function refuseUnsupported(document: DocumentNode): void {
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
