import { composeServices } from "@theguild/federation-composition";
import { parse } from "graphql";
import type { SubgraphDefinition } from "../../subgraphs/shared/subgraph/definition";
import type { PublishedSchemas } from "../../subgraphs/shared/serving/executable";
import { subgraphSdl } from "../../subgraphs/shared/serving/sdl";

/** What `npm run compose` would publish for subgraphs written for a test. @throws Error with every composition error. */
export function publish(...definitions: readonly SubgraphDefinition[]): Map<string, PublishedSchemas> {
  const services = definitions.map((definition) => ({ name: definition.name, sdl: subgraphSdl(definition) }));
  const { supergraphSdl, errors } = composeServices(
    services.map(({ name, sdl }) => ({ name, typeDefs: parse(sdl), url: `http://${name}/graphql` })),
  );
  if (supergraphSdl === undefined) throw new Error(errors?.map((error) => error.message).join("\n"));
  return new Map(services.map(({ name, sdl }) => [name, { subgraphSdl: sdl, supergraphSdl }]));
}
