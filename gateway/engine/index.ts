export { asApolloGateway } from "./apollo-gateway";
export { variableFault } from "./operation/variable-fault";
export { documentBytes } from "./cache/document-bytes";
export type { CacheName, CreateCache, EngineCache } from "./cache/cache";
export { asAbortSignal, Cancellation, type CancelSignal } from "./contract/cancellation";
export type { FieldCut } from "./cut/field-cut";
export { createEngine } from "./engine";
export { EngineSwap } from "./engine-swap";
export {
  AnsweredError,
  SubgraphUnavailableError,
  type EngineErrorCode,
  type SubgraphUnavailableOptions,
} from "./contract/errors";
export { DEFAULT_ANSWER, type AnswerLimits } from "./limits/answer-budget";
export { createIsolatedPlanner, type IsolationOptions } from "./planner/isolated-planner";
export { DEFAULT_COST, type CostLimits } from "./limits/cost";
export { DEFAULT_LIMITS, type Limits } from "./limits/limits";
export { httpTransport, type HttpTransportOptions } from "./transport/http";
export { DEFAULT_RESILIENCE, type Resilience } from "./transport/resilience";
export { shareTransports } from "./transport/shared";
export { inProcessTransport, type InProcessOptions } from "./transport/in-process";
export type {
  ErrorSource,
  PathStep,
  SubgraphError,
  SubgraphRequest,
  SubgraphResponse,
  SubgraphTransport,
} from "./contract/subgraph";
export type { BreakerEvent, EngineObserver, PlanEvent, SubgraphCallEvent } from "./contract/observer";
export type {
  AnswerError,
  Engine,
  EngineOptions,
  EngineRequest,
  EngineResult,
  UnreachableSubgraph,
} from "./types";
