import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { PublishedSchemas } from "./executable";

/** The folder of reviewed schemas, found from wherever the compiled code runs. */
export function generatedDirectory(): string {
  let directory = __dirname;
  while (!existsSync(join(directory, "package.json"))) {
    const parent = dirname(directory);
    if (parent === directory) throw new Error("schema/generated: no package.json in any folder above");
    directory = parent;
  }
  return join(directory, "schema", "generated");
}

/** The reviewed texts that a subgraph starts from. @throws Error when `npm run compose` never wrote them. */
export function readPublished(subgraph: string, directory = generatedDirectory()): PublishedSchemas {
  return {
    subgraphSdl: readFileSync(join(directory, `${subgraph}.graphql`), "utf8"),
    supergraphSdl: readFileSync(join(directory, "supergraph.graphql"), "utf8"),
  };
}
