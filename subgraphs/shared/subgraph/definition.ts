import type { AccessRules } from "../../../schema/access/rules";
import type { Caller } from "../../../schema/access/caller";
import type { ScopePath } from "../../../schema/access/decide";
import type { Download } from "../../../schema/download";
import type { InternalContract } from "../../../schema/internal/contract";
import type { RequestFacts } from "../../../schema/access/request-facts";
import type { Denials } from "./denials";
import type { RootDecision } from "./located";
import type { Database } from "../database";
import type { SubgraphSettings } from "../env";
import type { Imports } from "../import";

export type { RequestFacts };

/** Something to say to the operator of the process; pino's loggers fit. */
export interface Logger {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

/**
 * Calls another subgraph's internal function by its contract, in process or sealed over HTTP. `caller` null: this
 * subgraph asks for itself, not for a person.
 */
export type InternalCall = <Input, Output>(
  subgraph: string,
  contract: InternalContract<Input, Output>,
  input: Input,
  caller: Caller | null,
) => Promise<Output>;

/** What a subgraph process lives on from start to end. `Services` are the subgraph's own, e.g. identity's token signer. */
export interface Environment<Services> {
  readonly database: Database;
  /** Epoch milliseconds; tests pin it. */
  readonly now: () => number;
  readonly logger: Logger;
  readonly services: Services;
  /** Calls the other subgraphs. */
  readonly internal: InternalCall;
}

/** The GraphQL context of one request to one subgraph: loaders are born with it and die with it. */
export interface SubgraphContext<Loaders, Services> extends Environment<Services> {
  readonly caller: Caller;
  readonly request: RequestFacts;
  readonly rules: AccessRules;
  readonly denials: Denials;
  readonly loaders: Loaders;
  /** What the rules of the root field in hand were decided on; null where it has none. */
  readonly decided: RootDecision | null;
  /** What the gateway is told beside the data, as the answer's `extensions`; no client reads it. */
  readonly forGateway: Record<string, unknown>;
  /** Goes on as another caller, with loaders of their own: a sign-in's payload is its new viewer's, not the stranger's. */
  continueAs(caller: Caller): void;
}

/** What a subgraph starts from. */
export interface Starting extends Omit<Environment<unknown>, "services"> {
  readonly settings: SubgraphSettings;
  /** Of the published schema: for what a subgraph does for somebody after the request. */
  readonly rules: AccessRules;
}

/** A type-graphql resolver class. */
export type ResolverClass = new () => object;

/**
 * A subgraph as a value: everything that the machinery of this folder needs to publish, migrate and serve it.
 */
export interface SubgraphDefinition<Loaders = unknown, Services = unknown> {
  readonly name: string;
  /** Federation directives that its SDL uses, for the `@link` import. */
  readonly federationImports: readonly string[];
  readonly resolvers: readonly [ResolverClass, ...ResolverClass[]];
  /** Object types that no root field reaches, e.g. entities that only other subgraphs lead to. */
  readonly orphanedTypes?: readonly (new () => object)[];
  /** TypeORM entities and migrations. */
  readonly entities: readonly (new () => object)[];
  readonly migrations: readonly (new () => object)[];
  /** The kinds of file of the operator's feed that it takes. */
  readonly imports?: Imports;
  /** Whether it needs IDENTITY_SECRET. */
  readonly needsIdentitySecret?: true;
  /** Makes what it lives on beside the database, and starts what it does by itself. */
  start?(starting: Starting): Promise<Services>;
  /** Ends what `start` started; the database is still open. */
  stop?(services: Services): Promise<void>;
  loaders(context: SubgraphContext<Loaders, Services>): Loaders;
  /** `_entities`: from a representation to the object within the caller's scope, or null. */
  readonly references: Readonly<Record<string, ReferenceResolver<Loaders, Services>>>;
  /** The scope path of each type that carries guarded fields, from ids that the row carries. */
  readonly scopePaths: Readonly<Record<string, (object: never) => ScopePath>>;
  /** The objects that rules on root fields are decided on, by GraphQL type (`@requiresProfile(of:, ofType:)`). */
  readonly lookups?: Readonly<Record<string, ScopePathLookUp<Loaders, Services>>>;
  /** Functions for the gateway and other subgraphs, reached only sealed; never part of the API. */
  readonly internal?: readonly InternalFunction<Services>[];
  /** The file that a token of the subgraph's own names; null where it opens nothing to this caller. */
  download?(token: string, context: SubgraphContext<Loaders, Services>): Promise<Download | null>;
}

/** Finds the object that a representation names; null where it is out of the caller's scope. */
export type ReferenceResolver<Loaders, Services> = (
  reference: { readonly __typename: string; readonly id: string } & Readonly<Record<string, unknown>>,
  context: SubgraphContext<Loaders, Services>,
) => Promise<object | null> | object | null;

/** Where an object lies, with what people call it where the look-up knows. */
export interface LabelledPath extends ScopePath {
  readonly label?: string;
}

/** The scope paths of these objects, in the order of the ids, null for those that are not in the viewer's rows. */
export type ScopePathLookUp<Loaders, Services> = (
  ids: readonly string[],
  context: SubgraphContext<Loaders, Services>,
) => Promise<readonly (LabelledPath | null)[]>;

/** An internal function: the contract's name, and the answer to whatever came in. */
export interface InternalFunction<Services> {
  readonly name: string;
  /** @throws ZodError when the input is not what the contract says */
  answer(input: unknown, environment: Environment<Services>, caller: Caller | null): Promise<unknown>;
}

/** Answers a contract: the function gets the checked input, and what it answers has the contract's type. */
export function answering<Services, Input, Output>(
  { name, input: schema }: InternalContract<Input, Output>,
  answer: (input: Input, environment: Environment<Services>, caller: Caller | null) => Promise<Output>,
): InternalFunction<Services> {
  return {
    name,
    answer: async (input, environment, caller) => await answer(schema.parse(input), environment, caller),
  };
}
