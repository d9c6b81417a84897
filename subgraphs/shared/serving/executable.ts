import { buildSubgraphSchema } from "@apollo/subgraph";
import type { GraphQLSchemaModule } from "@apollo/subgraph/dist/schema-helper";
import { parse, type GraphQLError, type GraphQLFormattedError } from "graphql";
import { createResolversMap } from "type-graphql";
import type { ByteCache } from "../../../runtime/byte-cache";
import type { Caller } from "../../../schema/access/caller";
import type { Download } from "../../../schema/download";
import { Denials } from "../subgraph/denials";
import { enforceAccess } from "../access/enforce";
import type { RequestTime } from "../database";
import type { Environment, RequestFacts, SubgraphContext, SubgraphDefinition } from "../subgraph/definition";
import { resolveEntities } from "./entities";
import { publicError } from "./errors";
import { Operations, type KnownText } from "./operations";
import { assertPublished, publishedRules } from "./published-rules";
import { codeFirstSchema, subgraphSdl } from "./sdl";

/** A request for a subgraph, as GraphQL over HTTP carries it. */
export interface SubgraphRequest {
  readonly query: string;
  readonly operationName?: string | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
}

/** A subgraph's answer; its errors are worded for whoever may read them. */
export interface SubgraphAnswer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly GraphQLFormattedError[];
  /** For the gateway alone. */
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** A subgraph that runs: what a transport, in process or HTTP, hands opened requests to. */
export interface ExecutableSubgraph {
  readonly name: string;
  /** @param time how long its work may go on; without it as long as it takes */
  execute(
    request: SubgraphRequest,
    caller: Caller,
    facts: RequestFacts,
    time?: RequestTime,
  ): Promise<SubgraphAnswer>;
  /** @throws Error when there is no such function. */
  internal(name: string, input: unknown, caller: Caller | null): Promise<unknown>;
  /** Null where the token opens nothing to this caller. */
  download(token: string, caller: Caller, facts: RequestFacts): Promise<Download | null>;
}

/** The reviewed texts under schema/generated that a process starts from. */
export interface PublishedSchemas {
  readonly subgraphSdl: string;
  readonly supergraphSdl: string;
}

/**
 * Makes a definition executable: federated schema, access enforced from the published supergraph, errors coded.
 * @param texts keeps the operations that it was asked
 * @throws Error when the definition is not what was published, or a rule in it cannot be decided.
 */
export function createSubgraph<Loaders, Services>(
  definition: SubgraphDefinition<Loaders, Services>,
  environment: Environment<Services>,
  published: PublishedSchemas,
  texts?: ByteCache<KnownText>,
): ExecutableSubgraph {
  const codeFirst = codeFirstSchema(definition as SubgraphDefinition);
  const sdl = subgraphSdl(definition as SubgraphDefinition, codeFirst);
  assertPublished(definition.name, sdl, published.subgraphSdl, published.supergraphSdl);
  const rules = publishedRules(published.supergraphSdl);
  const schema = buildSubgraphSchema([
    {
      typeDefs: parse(sdl),
      resolvers: createResolversMap(codeFirst) as GraphQLSchemaModule["resolvers"] & {},
    },
  ]);
  resolveEntities(schema, definition.references);
  const { scopePaths, lookups } = definition as SubgraphDefinition;
  enforceAccess(schema, rules, scopePaths, lookups);
  const operations = new Operations(schema, texts);

  return {
    name: definition.name,
    async execute(request, caller, facts, time) {
      const database = time === undefined ? environment.database : environment.database.within(time);
      const context = createContext(definition, { ...environment, database }, rules, caller, facts);
      const format = (error: GraphQLError) => publicError(error, environment.logger, facts.requestId);
      const operation = operations.get(request.query, request.operationName);
      if (typeof operation !== "function") return { errors: operation.map(format) };
      const result = await operation(request.variables, context);
      const errors = [...(result.errors ?? []).map(format), ...context.denials.errors()];
      return {
        ...(result.data === undefined ? {} : { data: result.data }),
        ...(errors.length > 0 ? { errors } : {}),
        ...(Object.keys(context.forGateway).length > 0 ? { extensions: context.forGateway } : {}),
      };
    },
    internal(name, input, caller) {
      const found = definition.internal?.find((each) => each.name === name);
      if (found === undefined) throw new Error(`${definition.name} has no internal function ${name}`);
      return found.answer(input, environment, caller);
    },
    async download(token, caller, facts) {
      const context = createContext(definition, environment, rules, caller, facts);
      return (await definition.download?.(token, context)) ?? null;
    },
  };
}

function createContext<Loaders, Services>(
  definition: SubgraphDefinition<Loaders, Services>,
  environment: Environment<Services>,
  rules: SubgraphContext<Loaders, Services>["rules"],
  caller: Caller,
  facts: RequestFacts,
): SubgraphContext<Loaders, Services> {
  const context = {
    ...environment,
    caller,
    request: facts,
    rules,
    denials: new Denials(),
    decided: null,
    forGateway: {},
    loaders: undefined as Loaders,
    continueAs(next: Caller) {
      context.caller = next;
      context.loaders = definition.loaders(context);
    },
  };
  context.loaders = definition.loaders(context);
  return context;
}
