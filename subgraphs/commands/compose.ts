import "reflect-metadata";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { composeServices, transformSupergraphToPublicSchema } from "@theguild/federation-composition";
import { parse, print } from "graphql";
import { accessFaults, subgraphFaults, wordFaults } from "../../schema/access/refuse";
import { lostFaults } from "../../schema/access/refuse-lost";
import { generatedDirectory } from "../shared/serving/published-files";
import { subgraphSdl } from "../shared/serving/sdl";
import { matrixFiles } from "./access-matrix";
import { FIRST_PORT, subgraphDefinitions } from "..";

/** Every generated text by file name: subgraph SDL, supergraph, client API, access matrix. @throws Error with every composition error. */
export function generate(): ReadonlyMap<string, string> {
  const services = subgraphDefinitions.map((definition, index) => ({
    name: definition.name,
    sdl: subgraphSdl(definition),
    // The host names are those of docker-compose.yml; a gateway elsewhere is told by SUBGRAPH_URLS.
    url: `http://${definition.name}:${FIRST_PORT + index}/graphql`,
  }));
  const { supergraphSdl, errors } = composeServices(
    services.map(({ name, sdl, url }) => ({ name, typeDefs: parse(sdl), url })),
  );
  if (supergraphSdl === undefined) {
    throw new Error(
      `The subgraphs do not compose:\n${(errors ?? []).map((error) => `- ${error.message}`).join("\n")}`,
    );
  }
  const faults = [
    ...services.flatMap(({ sdl }) => subgraphFaults(sdl)),
    ...accessFaults(supergraphSdl),
    ...services.flatMap(({ name, sdl }) => lostFaults(name, sdl, supergraphSdl)),
  ];
  if (faults.length > 0) throw new Error(`The access rules are refused:\n${wordFaults(faults)}`);
  return new Map([
    ...services.map(({ name, sdl }) => [`${name}.graphql`, sdl] as const),
    ["supergraph.graphql", `${supergraphSdl.trimEnd()}\n`],
    ["api.graphql", `${print(transformSupergraphToPublicSchema(parse(supergraphSdl)))}\n`],
    ...matrixFiles(supergraphSdl),
  ]);
}

/** The names of the files that differ from what the code generates. */
export function drift(directory = generatedDirectory()): string[] {
  return [...generate()]
    .filter(([file, text]) => readOrNothing(join(directory, file)) !== text)
    .map(([file]) => file);
}

function readOrNothing(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

function main(): void {
  const directory = generatedDirectory();
  if (process.argv.includes("--check")) {
    const files = drift(directory);
    if (files.length === 0) return;
    process.stderr.write(
      `Out of date in schema/generated: ${files.join(", ")}. Run \`npm run compose\` and review.\n`,
    );
    process.exitCode = 1;
    return;
  }
  for (const [file, text] of generate()) writeFileSync(join(directory, file), text);
}

if (require.main === module) {
  try {
    main();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
