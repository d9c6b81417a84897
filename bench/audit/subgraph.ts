import { buildSubgraphSchema } from "@apollo/subgraph";
import type { GraphQLSchemaModule } from "@apollo/subgraph/dist/schema-helper";
import { execute, parse, type GraphQLSchema } from "graphql";
import type { SubgraphResponse } from "../../gateway/engine";
import type { Caller } from "../../schema/access/caller";
import type { ScopePath, ScopeRef } from "../../schema/access/decide";
import type { ScopeKind } from "../../schema/access/vocabulary";
import { Denials } from "../../subgraphs/shared/subgraph/denials";
import { enforceAccess } from "../../subgraphs/shared/access/enforce";
import { publishedRules } from "../../subgraphs/shared/serving/published-rules";
import { WORLD, type Dialect, type FieldData } from "./catalogue";
import { subgraphSdl } from "./supergraph";

type Objects = Readonly<Record<string, unknown>>;
export type Counters = Map<string, number>;

/** A subgraph of the catalogue that answers everybody everything: whatever is refused, the gateway refuses. */
export function openSubgraph(name: string, dialect: Dialect, counters: Counters): GraphQLSchema {
  const resolvers: Record<string, Record<string, unknown>> = {};
  for (const [coordinate, data] of Object.entries(WORLD.subgraphs[name]?.fields ?? {})) {
    const [type = "", field = ""] = coordinate.split(".");
    (resolvers[type] ??= {})[field] = (parent: Objects, { id }: { readonly id?: string }) =>
      answer(data, parent, id, counters);
  }
  (resolvers["Sim"] ??= {})["__resolveReference"] = (reference: Objects) => ({
    ...object(`Sim:${String(reference["id"])}`),
    ...reference,
  });
  return buildSubgraphSchema([
    {
      typeDefs: parse(subgraphSdl(name, dialect)),
      resolvers: resolvers as NonNullable<GraphQLSchemaModule["resolvers"]>,
    },
  ]);
}

/** A subgraph of the catalogue with its rules enforced for each object, as ours are. */
export function guardedSubgraph(name: string, supergraphSdl: string, counters: Counters) {
  const schema = openSubgraph(name, "access", counters);
  const scopePaths = Object.fromEntries(Object.keys(WORLD.scopePaths).map((type) => [type, pathOf(type)]));
  const lookUp = (ids: readonly string[]) =>
    Promise.resolve(ids.map((id) => pathOf("Sim")(object(`Sim:${id}`))));
  enforceAccess(schema, publishedRules(supergraphSdl), scopePaths, { Sim: lookUp });
  return async (
    query: string,
    variableValues: Objects | undefined,
    caller: Caller,
  ): Promise<SubgraphResponse> => {
    const denials = new Denials();
    const contextValue = { caller, denials };
    const { data, errors = [] } = await execute({
      schema,
      document: parse(query),
      variableValues,
      contextValue,
    });
    const all = [...errors.map(({ path }) => ({ message: "failed", path })), ...denials.errors()];
    return JSON.parse(JSON.stringify({ data, errors: all })) as SubgraphResponse;
  };
}

function pathOf(type: string): (object: Objects) => ScopePath {
  const keys = Object.entries(WORLD.scopePaths[type] ?? {});
  return (object) => ({
    scopes: keys.map(([kind, key]): ScopeRef => ({ kind: kind as ScopeKind, id: String(object[key]) })),
  });
}

function object(name: string): Objects {
  return { __typename: name.split(":")[0], ...WORLD.objects[name] };
}

function answer(data: FieldData, parent: Objects, id: string | undefined, counters: Counters): unknown {
  if (typeof data === "string") return data;
  if ("map" in data) return data.map(({ $object }) => object($object));
  if ("$object" in data) return object(data.$object);
  if ("$count" in data) return counters.get(data.$count) ?? 0;
  if ("$fails" in data) throw new Error(data.$fails);
  if ("$text" in data) return `${data.$text}${String(parent[data.$field])}`;
  if (data.$counts !== undefined) counters.set(data.$counts, (counters.get(data.$counts) ?? 0) + 1);
  return object(`${data.$named}:${id ?? ""}`);
}
