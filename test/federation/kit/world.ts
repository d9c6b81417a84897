import { composeServices as composeByApollo } from "@apollo/composition";
import { buildSubgraphSchema } from "@apollo/subgraph";
import { composeServices } from "@theguild/federation-composition";
import {
  execute,
  isAbstractType,
  isObjectType,
  isScalarType,
  parse,
  validate,
  type ExecutionResult,
  type GraphQLFieldResolver,
  type GraphQLSchema,
} from "graphql";
import { buildApiSchema } from "../../../gateway/engine/supergraph/api-schema";
import {
  createEngine,
  inProcessTransport,
  type Engine,
  type EngineOptions,
  type EngineResult,
  type SubgraphRequest,
  type SubgraphResponse,
} from "../../../gateway/engine";

/** Resolvers by type and field; `__resolveReference` and `__resolveType` included. */
export type Resolvers = Record<string, Record<string, unknown>>;

export interface SubgraphOptions {
  readonly typeDefs: string;
  readonly resolvers?: Resolvers;
  /** What stands before the type definitions: the `@link` of a federation 2 subgraph, or nothing for federation 1. */
  readonly link?: string;
}

export interface WorldOptions {
  readonly subgraphs: Readonly<Record<string, SubgraphOptions>>;
  /** Resolvers of the one unfederated schema over the same data; fields without one read a property. */
  readonly unfederated: Resolvers;
  /** Puts right what composition leaves out. */
  readonly amendSupergraph?: (sdl: string) => string;
  /** Stands between the engine and a subgraph. */
  readonly intercept?: (
    request: SubgraphRequest<Context>,
    next: () => Promise<SubgraphResponse>,
  ) => Promise<SubgraphResponse>;
  readonly engine?: Partial<EngineOptions<Context>>;
  readonly composer?: Composer | undefined;
}

export type Context = Record<string, unknown>;

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key", "@external",
  "@requires", "@provides", "@shareable", "@override", "@inaccessible", "@interfaceObject", "@composeDirective",
  "@extends"])\n`;

/** Who makes a supergraph of subgraphs: the composer that the product uses, or Apollo's. */
export type Composer = "guild" | "apollo";

/** Composes subgraph SDLs offline; throws what composition refuses. */
export function compose(
  subgraphs: Readonly<Record<string, string | SubgraphOptions>>,
  urlOf: (name: string) => string = (name) => `http://${name}.invalid/graphql`,
  composer: Composer = "guild",
): string {
  const services = Object.entries(subgraphs).map(([name, subgraph]) => ({
    name,
    url: urlOf(name),
    typeDefs: parse(linked(typeof subgraph === "string" ? { typeDefs: subgraph } : subgraph)),
  }));
  const { supergraphSdl, errors } =
    composer === "apollo" ? composeByApollo(services) : composeServices(services);
  if (supergraphSdl === undefined) throw new Error(errors?.map((error) => error.message).join("\n"));
  return supergraphSdl;
}

function linked({ link = LINK, typeDefs }: SubgraphOptions): string {
  return link + typeDefs;
}

/** A small federation in this process, with the unfederated schema it is compared with. */
export class World {
  readonly engine: Engine<Context>;
  readonly supergraphSdl: string;
  /** Every request that subgraphs got, since the last `forget`. */
  readonly requests: SubgraphRequest<Context>[] = [];
  private readonly unfederated: GraphQLSchema;

  constructor(options: WorldOptions) {
    const entries = Object.entries(options.subgraphs);
    const composed = compose(options.subgraphs, undefined, options.composer);
    this.supergraphSdl = options.amendSupergraph?.(composed) ?? composed;
    const schemas = new Map(entries.map(([name, subgraph]) => [name, subgraphSchema(subgraph)]));
    const intercept = options.intercept ?? ((_request, next) => next());
    this.engine = createEngine<Context>({
      supergraphSdl: this.supergraphSdl,
      // Small data, deep questions: what they could cost of more data is not what is held here.
      cost: { max: Infinity },
      transport: ({ name }) =>
        inProcessTransport((request) => {
          this.requests.push(request);
          return intercept(request, () => runSubgraph(schemas.get(name)!, request));
        }),
      ...options.engine,
    });
    this.unfederated = withResolvers(buildApiSchema(parse(this.supergraphSdl)), options.unfederated);
  }

  /** The engine's answer, as it goes over the wire. */
  async ask(
    query: string,
    variables: Context = {},
    context: Context = {},
    signal?: AbortSignal,
  ): Promise<EngineResult> {
    const document = parse(query);
    const invalid = validate(this.engine.apiSchema, document);
    if (invalid.length > 0) throw new Error(invalid.map((error) => error.message).join("\n"));
    return wire(await this.engine.execute({ document, source: query, variables, context, signal }));
  }

  /** What graphql-js answers over the same data without any federation. */
  async askUnfederated(query: string, variables: Context = {}): Promise<EngineResult> {
    return wire(
      await execute({ schema: this.unfederated, document: parse(query), variableValues: variables }),
    );
  }

  /**
   * Both answers: the same data byte for byte, the same errors at the same paths. `lines` words errors for comparison.
   */
  async expectSame(query: string, variables: Context = {}, lines = errorLines): Promise<EngineResult> {
    const [federated, unfederated] = [
      await this.ask(query, variables),
      await this.askUnfederated(query, variables),
    ];
    expect(JSON.stringify(federated.data)).toBe(JSON.stringify(unfederated.data));
    expect(lines(federated)).toEqual(lines(unfederated));
    return federated;
  }

  forget(): void {
    this.requests.length = 0;
  }
}

/** Errors as `path: message`, in alphabetical order: their order in an answer has no meaning. */
export function errorLines(result: EngineResult): string[] {
  return (result.errors ?? []).map((error) => `${error.path?.join(".") ?? ""}: ${error.message}`).sort();
}

/**
 * The same, but of errors that took an object away only which object: when several of its fields fail, the spec
 * (section 6.4.4) lets any of them do it and lets the others be told or not.
 */
export function visibleErrorLines(result: EngineResult): string[] {
  const lines = (result.errors ?? []).map(({ path, message }) => {
    let value: unknown = result.data;
    for (const [depth, step] of (path ?? []).entries()) {
      if (value === null || value === undefined) return `${path?.slice(0, depth).join(".")}: taken away`;
      value = (value as Record<string | number, unknown>)[step];
    }
    return `${path?.join(".")}: ${message}`;
  });
  return [...new Set(lines)].sort();
}

function wire(result: ExecutionResult | EngineResult): EngineResult {
  return JSON.parse(JSON.stringify(result)) as EngineResult;
}

async function runSubgraph(
  schema: GraphQLSchema,
  request: SubgraphRequest<Context>,
): Promise<SubgraphResponse> {
  const document = parse(request.query);
  const invalid = validate(schema, document);
  if (invalid.length > 0)
    throw new Error(`${request.query}\n${invalid.map((error) => error.message).join("\n")}`);
  return JSON.parse(
    JSON.stringify(
      await execute({
        schema,
        document,
        variableValues: request.variables ?? {},
        contextValue: request.context,
      }),
    ),
  ) as SubgraphResponse;
}

/** The executable schema of one subgraph, `_entities` and `_service` included. */
export function subgraphSchema(subgraph: SubgraphOptions): GraphQLSchema {
  const { resolvers } = subgraph;
  const schema = buildSubgraphSchema([{ typeDefs: parse(linked(subgraph)) }]);
  for (const [name, fields] of Object.entries(resolvers ?? {})) {
    const reference = fields["__resolveReference"];
    if (reference === undefined) continue;
    const type = schema.getType(name)!;
    type.extensions = { ...type.extensions, apollo: { subgraph: { resolveReference: reference } } };
  }
  return withResolvers(schema, resolvers ?? {});
}

function withResolvers(schema: GraphQLSchema, resolvers: Resolvers): GraphQLSchema {
  for (const [name, fields] of Object.entries(resolvers)) {
    const type = schema.getType(name);
    if (isAbstractType(type) && fields["__resolveType"] !== undefined) {
      type.resolveType = fields["__resolveType"] as typeof type.resolveType;
    }
    if (isScalarType(type)) Object.assign(type, fields);
    if (!isObjectType(type)) continue;
    for (const [field, resolve] of Object.entries(fields)) {
      const definition = type.getFields()[field];
      if (definition !== undefined) definition.resolve = resolve as GraphQLFieldResolver<unknown, unknown>;
    }
  }
  return schema;
}
