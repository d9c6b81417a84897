import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { AUDIENCE, ISSUER, publicKeys } from "../gateway/world/identity";
import { WORLD, type Dialect } from "./catalogue";
import { serveOpenSubgraphs } from "./serve";
import { composeSupergraph } from "./supergraph";
import { keyPair, tokensFor } from "./tokens";

/** Serves the subgraphs for a gateway that somebody else starts, and writes what it needs into a folder. */
export async function serveForOthers(directory: string, dialect: Dialect, port: number): Promise<void> {
  const keys = keyPair();
  const served = await serveOpenSubgraphs(dialect, port);
  mkdirSync(directory, { recursive: true });
  const write = (file: string, text: string) => writeFileSync(join(directory, file), `${text}\n`);
  write(
    "supergraph.graphql",
    composeSupergraph(dialect, (name) => served.urlOf(name)),
  );
  write(
    "tokens.json",
    JSON.stringify(await tokensFor(keys, { issuer: ISSUER, audience: AUDIENCE }), null, 2),
  );
  write("jwks.json", JSON.stringify(await publicKeys(keys.publicKey), null, 2));
  const urls = Object.keys(WORLD.subgraphs).map((name) => served.urlOf(name));
  process.stdout.write(
    `Subgraphs at ${urls.join(" and ")}; supergraph.graphql, tokens.json and jwks.json in ${directory}.
The tokens' issuer is ${ISSUER}, their audience ${AUDIENCE}; "scope" names the scopes and policies. Ctrl-C ends.\n`,
  );
}

/**
 * Tokens by persona, from a file and from `persona=token` on the command line, which wins.
 * @throws Error when a persona that signs in has none, for its cases would prove nothing
 */
export function tokensOf(file: string | undefined, given: readonly string[]): Record<string, string> {
  const tokens = file === undefined ? {} : (JSON.parse(readFileSync(file, "utf8")) as Record<string, string>);
  for (const one of given) {
    const [, persona, token] = /^(\w+)=(.+)$/.exec(one) ?? [];
    if (persona === undefined || token === undefined) throw new Error("--token-for is persona=token");
    tokens[persona] = token;
  }
  const needed = Object.entries(WORLD.personas).filter(([, { token }]) => token !== "none");
  const missing = needed.map(([persona]) => persona).filter((persona) => tokens[persona] === undefined);
  if (missing.length > 0)
    throw new Error(`No token for ${missing.join(", ")}: --tokens FILE or --token-for P=TOKEN`);
  return tokens;
}
