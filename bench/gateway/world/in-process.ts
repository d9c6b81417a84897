import { buildSubgraphSchema } from "@apollo/subgraph";
import type { GraphQLSchemaModule } from "@apollo/subgraph/dist/schema-helper";
import { parse } from "graphql";
import type { Caller } from "../../../schema/access/caller";
import type { ScopePath } from "../../../schema/access/decide";
import { Denials } from "../../../subgraphs/shared/subgraph/denials";
import { enforceAccess } from "../../../subgraphs/shared/access/enforce";
import { resolveEntities } from "../../../subgraphs/shared/serving/entities";
import { Operations } from "../../../subgraphs/shared/serving/operations";
import { publishedRules } from "../../../subgraphs/shared/serving/published-rules";
import type { SubgraphResponse } from "../../../gateway/engine";
import type { Line, Sim, User } from "./data";
import { RESOLVERS } from "./resolvers";
import { subgraphSdl, type SubgraphName } from "./schema";

const within = (organizationId: string): ScopePath => ({
  scopes: [{ kind: "ORGANIZATION", id: organizationId }],
});

const SCOPE_PATHS = {
  Line: ({ id, organizationId, contract }: Line): ScopePath => ({
    scopes: [
      { kind: "MOBILE_LINE", id },
      { kind: "MOBILE_CONTRACT", id: contract.id },
      { kind: "ORGANIZATION", id: organizationId },
    ],
  }),
  Sim: ({ organizationId }: Sim) => within(organizationId),
  User: ({ id, organizationId }: User): ScopePath => ({
    scopes: [{ kind: "ORGANIZATION", id: organizationId }],
    userId: id,
  }),
};

/** A request as the engine's in-process transport hands it over, opened. */
export type Run = (
  query: string,
  variables: Record<string, unknown> | undefined,
  caller: Caller,
) => Promise<SubgraphResponse>;

/** One subgraph of the world in this process, run as ours are: compiled, with its rules enforced per object. */
export function inProcessSubgraph(name: SubgraphName, supergraphSdl: string): Run {
  const resolvers = RESOLVERS[name] as NonNullable<GraphQLSchemaModule["resolvers"]>;
  const schema = buildSubgraphSchema([{ typeDefs: parse(subgraphSdl(name)), resolvers }]);
  resolveEntities(schema, referencesOf(name));
  enforceAccess(schema, publishedRules(supergraphSdl), SCOPE_PATHS);
  const operations = new Operations(schema);
  return async (query, variables, caller) => {
    const denials = new Denials();
    const operation = operations.get(query, undefined);
    if (typeof operation !== "function") throw new Error(operation.join("\n"));
    const { data, errors = [] } = await operation(variables, { caller, denials });
    const all = [...errors.map((error) => error.toJSON()), ...denials.errors()];
    return all.length === 0 ? { data } : { data, errors: all };
  };
}

function referencesOf(name: SubgraphName) {
  return Object.fromEntries(
    Object.entries(RESOLVERS[name]).flatMap(([type, { __resolveReference: resolve }]) =>
      resolve === undefined ? [] : [[type, (reference: never) => resolve(reference, undefined as never)]],
    ),
  );
}
