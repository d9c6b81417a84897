import type { DocumentNode, GraphQLError, GraphQLSchema } from "graphql";
import type { CreateCache } from "./cache/cache";
import type { CancelSignal } from "./contract/cancellation";
import type { EngineObserver } from "./contract/observer";
import type { ErrorSource, PathStep, SubgraphTransport } from "./contract/subgraph";
import type { FieldCut } from "./cut/field-cut";
import type { QueryPlanner } from "./planner/query-planner";
import type { AnswerLimits } from "./limits/answer-budget";
import type { CostLimits } from "./limits/cost";
import type { Limits } from "./limits/limits";
import type { Resilience } from "./transport/resilience";

/** An error of the answer before it becomes a GraphQLError, as the `finishErrors` hook sees it. */
export interface AnswerError {
  readonly message: string;
  readonly path?: readonly PathStep[] | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
  readonly source?: ErrorSource | undefined;
  /** `Type.field` of the field that failed; given where there is a source. */
  readonly coordinate?: string | undefined;
}

/** A subgraph that gave no answer, and why: what was thrown, or its own message. For logs only. */
export interface UnreachableSubgraph {
  readonly subgraph: string;
  readonly cause: unknown;
}

/** What an engine is made of; hooks get the context of the request. */
export interface EngineOptions<C> {
  /** A Federation 2 supergraph (core schema with the join spec). */
  readonly supergraphSdl: string;
  /** Called once per subgraph of the supergraph. */
  transport(subgraph: { readonly name: string; readonly url: string }): SubgraphTransport<C>;
  /** What this caller can meet nowhere: cut from the operation before it is planned. */
  cut?(context: C): FieldCut | undefined;
  /** Called before each root field of a mutation that has several; may answer a fresh context for that field. */
  beforeMutationField?(context: C): Promise<C>;
  /** The progressive-override labels (`@override(label:)`) that are on for this request. */
  overrideLabels?(context: C): ReadonlySet<string>;
  /** The schema that introspection answers for this caller; documents are validated against the whole one. */
  introspectionSchema?(context: C): GraphQLSchema;
  /** Last look at the errors of an answer: may word, drop or summarise them. */
  finishErrors?(errors: readonly AnswerError[], context: C): readonly AnswerError[];
  readonly observe?: EngineObserver<C>;
  readonly resilience?: Partial<Resilience>;
  /** How long a request is worked on before it is answered with what there is. Default 15,000 ms. */
  readonly requestTimeoutMs?: number;
  readonly limits?: Partial<Limits>;
  readonly cost?: Partial<CostLimits>;
  /** How large an answer may become while it is made. */
  readonly answer?: Partial<AnswerLimits>;
  /** Where operations and plans are kept. Default: 32 MiB for each. */
  readonly createCache?: CreateCache;
  /**
   * Who is asking, for planning in turns: operations of one key wait for each other before those of others wait for
   * them. Without this hook everybody is one caller.
   */
  callerKey?(context: C): string;
  /** How long planning one operation may take once its turn has come. Default 1,000 ms. */
  readonly planTimeoutMs?: number;
  /** Where plans come from. Default: the Rust planner in this process; `createIsolatedPlanner` puts it into another. */
  readonly createPlanner?: (supergraphSdl: string) => QueryPlanner;
}

/** One operation that a client asks for. */
export interface EngineRequest<C> {
  /** A document that is valid against the engine's API schema. */
  readonly document: DocumentNode;
  /** The document's text: the cache key. Printed from the document when absent. */
  readonly source?: string | undefined;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
  readonly context: C;
  /** Fires when the client has gone: an AbortSignal, or anything like one. */
  readonly signal?: CancelSignal | undefined;
}

/** An answer; `data` is absent when the request failed before execution (spec section 7.1.2). */
export interface EngineResult {
  data?: Record<string, unknown> | null;
  errors?: readonly GraphQLError[];
}

/** Executes operations on one supergraph. */
export interface Engine<C> {
  /** What clients see: the supergraph without federation machinery and `@inaccessible` elements. */
  readonly apiSchema: GraphQLSchema;
  readonly supergraphSdl: string;
  /** SHA-256 of the supergraph's text, hexadecimal. */
  readonly supergraphHash: string;
  /** Planned operations held in the cache now. */
  readonly plansHeld: number;
  /** Operations that wait for their turn to be planned. */
  readonly plansWaiting: number;
  /** Resolves once the planner has read the supergraph. Rejects with the reason when it cannot. */
  ready(): Promise<void>;
  execute(request: EngineRequest<C>): Promise<EngineResult>;
  /** Asks every subgraph the smallest question; answers those that gave no answer in `timeoutMs` milliseconds. */
  probe(context: C, timeoutMs: number): Promise<readonly UnreachableSubgraph[]>;
  /** Closes the transports. */
  close(): Promise<void>;
}
