import { buildSubgraphSchema } from "@apollo/subgraph";
import type { GraphQLSchemaModule } from "@apollo/subgraph/dist/schema-helper";
import { composeServices } from "@theguild/federation-composition";
import { buildASTSchema, execute, parse, validate, type GraphQLSchema } from "graphql";
import { createAccessCut } from "../../gateway/access/cut";
import { finishErrors } from "../../gateway/access/finish-errors";
import { createEngine, inProcessTransport, type SubgraphResponse } from "../../gateway/engine";
import type { Caller } from "../../schema/access/caller";
import type { ScopePath } from "../../schema/access/decide";
import { readRules } from "../../schema/access/read-rules";
import { Denials } from "../../subgraphs/shared/subgraph/denials";
import { enforceAccess } from "../../subgraphs/shared/access/enforce";

const HEAD = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@external", "@requires", "@composeDirective"])`;
const LINK = `
  @link(url: "https://specs.area-clienti.example/access/v1.0", import: ["@requiresProfile", "@signedIn", "@public"])
  @composeDirective(name: "@requiresProfile") @composeDirective(name: "@signedIn") @composeDirective(name: "@public")`;
const VOCABULARY = (name: string) => `
  directive @${name}(anyOf: [Profile!]!, service: Service, of: String, ofType: String, orSelf: Boolean = false)
    repeatable on OBJECT | FIELD_DEFINITION | INPUT_FIELD_DEFINITION
  directive @signedIn on FIELD_DEFINITION
  directive @public on FIELD_DEFINITION
  enum Profile { LEGAL_REP HOLDING_REFERENT MOBILE_MASTER MOBILE_ADDITIONAL END_USER FIXED_OWNER FIXED_MASTER FIXED_STANDARD }
  enum Service { INVENTORY USAGE INVOICES SIM_OPERATIONS OPTIONS }
`;

export interface GuardedSubgraph {
  readonly types: string;
  readonly resolvers: NonNullable<GraphQLSchemaModule["resolvers"]>;
}

export interface GuardedOptions {
  readonly subgraphs: Readonly<Record<string, GuardedSubgraph>>;
  readonly scopePaths: Readonly<Record<string, (object: never) => ScopePath>>;
  /** The name under which the schemas import `@requiresProfile`. */
  readonly renamed?: string;
  /** Off: only the subgraphs decide, as they must be able to. */
  readonly cuts?: boolean;
}

/** A small federation with both layers of access, whose subgraphs say what the product's never would. */
export class GuardedFederation {
  readonly supergraphSdl: string;
  /** What reached each subgraph, in order. */
  readonly requests: string[] = [];
  private readonly schemas = new Map<string, GraphQLSchema>();
  private readonly engine;

  constructor(options: GuardedOptions) {
    const { subgraphs, renamed = "requiresProfile", cuts = true } = options;
    const link = LINK.replace(
      '"@requiresProfile"',
      renamed === "requiresProfile"
        ? '"@requiresProfile"'
        : `{ name: "@requiresProfile", as: "@${renamed}" }`,
    ).replace('name: "@requiresProfile")', `name: "@${renamed}")`);
    const services = Object.entries(subgraphs).map(([name, { types }]) => {
      const typeDefs = parse(HEAD + link + VOCABULARY(renamed) + types);
      return { name, url: `http://${name}.invalid/graphql`, typeDefs };
    });
    const { supergraphSdl, errors } = composeServices(services);
    if (supergraphSdl === undefined) throw new Error(errors?.map(({ message }) => message).join("\n"));
    this.supergraphSdl = supergraphSdl;
    const rules = readRules(buildASTSchema(parse(supergraphSdl), { assumeValidSDL: true }));
    for (const { name, typeDefs } of services) {
      const schema = buildSubgraphSchema([{ typeDefs, resolvers: subgraphs[name]!.resolvers }]);
      enforceAccess(schema, rules, options.scopePaths);
      this.schemas.set(name, schema);
    }
    const cut = createAccessCut(rules);
    this.engine = createEngine<{ readonly caller: Caller }>({
      supergraphSdl,
      transport: ({ name }) =>
        inProcessTransport(({ query, variables, context }) => {
          this.requests.push(`${name}: ${query}`);
          return this.askSubgraph(name, query, variables ?? {}, context.caller);
        }),
      ...(cuts ? { cut: ({ caller }) => cut(caller) } : {}),
      finishErrors: (found) => finishErrors(found, rules),
    });
  }

  /** The gateway's answer; `refused` has the code of each refused path. */
  async ask(caller: Caller, query: string) {
    const document = parse(query);
    const invalid = validate(this.engine.apiSchema, document);
    if (invalid.length > 0) throw new Error(invalid.map(({ message }) => message).join("\n"));
    const { data, errors = [] } = await this.engine.execute({ document, source: query, context: { caller } });
    // Of several refused rows there is one error, at their list, with the indexes and the field below them.
    const refused = errors.flatMap(({ path = [], extensions: { code, indexes, field } }) =>
      (Array.isArray(indexes) && Array.isArray(field)
        ? indexes.map((index: number) => [...path, index, ...(field as string[])])
        : [path]
      ).map((each) => [each.join("."), code] as const),
    );
    return { data: JSON.parse(JSON.stringify(data)) as unknown, refused: Object.fromEntries(refused) };
  }

  /** One subgraph, asked as the gateway would. */
  async askSubgraph(
    name: string,
    query: string,
    variableValues: Record<string, unknown>,
    caller: Caller,
  ): Promise<SubgraphResponse> {
    const denials = new Denials();
    const schema = this.schemas.get(name)!;
    const contextValue = { caller, denials };
    const { data, errors = [] } = await execute({
      schema,
      document: parse(query),
      variableValues,
      contextValue,
    });
    const failures = errors.map(({ message, path }) => ({ message, path, extensions: { code: "INTERNAL" } }));
    return { data: data ?? null, errors: [...failures, ...denials.errors()] };
  }
}
