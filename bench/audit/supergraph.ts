import { composeServices } from "@theguild/federation-composition";
import { parse } from "graphql";
import { ACCESS_SPEC_URL } from "../../schema/access/read-rules";
import { PROFILES, SERVICES } from "../../schema/access/vocabulary";
import { WORLD, type Dialect } from "./catalogue";

const FEDERATION = ["@key", "@shareable", "@external", "@requires"];

const HEADS: Readonly<Record<Dialect, string>> = {
  access: `extend schema
    @link(url: "https://specs.apollo.dev/federation/v2.9", import: [${quoted([...FEDERATION, "@composeDirective"])}])
    @link(url: "${ACCESS_SPEC_URL}", import: ["@requiresProfile", "@signedIn", "@public"])
    @composeDirective(name: "@requiresProfile")
    @composeDirective(name: "@signedIn")
    @composeDirective(name: "@public")
  directive @requiresProfile(anyOf: [Profile!]!, service: Service, of: String, ofType: String, orSelf: Boolean = false) repeatable on OBJECT | FIELD_DEFINITION | INPUT_FIELD_DEFINITION
  directive @signedIn on FIELD_DEFINITION
  directive @public on FIELD_DEFINITION
  enum Profile { ${PROFILES.join(" ")} }
  enum Service { ${SERVICES.join(" ")} }`,
  federation: `extend schema
    @link(url: "https://specs.apollo.dev/federation/v2.9", import: [${quoted([...FEDERATION, "@authenticated", "@requiresScopes", "@policy"])}])`,
};

/** One subgraph of the catalogue, its rules in the words of a dialect. @throws Error when it names a rule that is not there */
export function subgraphSdl(name: string, dialect: Dialect): string {
  const subgraph = WORLD.subgraphs[name];
  if (subgraph === undefined) throw new Error(`The catalogue has no subgraph ${name}`);
  const types = subgraph.types.join("\n").replaceAll(/\{(\w+)\}/g, (_match, rule: string) => {
    const words = WORLD.rules[rule];
    if (words === undefined) throw new Error(`The catalogue has no rule ${rule}`);
    return words[dialect];
  });
  return `${HEADS[dialect]}\n${types}`;
}

/** @throws Error when the catalogue does not compose, which would be a mistake in it */
export function composeSupergraph(dialect: Dialect, urlOf: (name: string) => string): string {
  const { supergraphSdl, errors } = composeServices(
    Object.keys(WORLD.subgraphs).map((name) => ({
      name,
      url: urlOf(name),
      typeDefs: parse(subgraphSdl(name, dialect)),
    })),
  );
  if (supergraphSdl === undefined) throw new Error((errors ?? []).map(({ message }) => message).join("\n"));
  return supergraphSdl;
}

function quoted(names: readonly string[]): string {
  return names.map((name) => JSON.stringify(name)).join(", ");
}
