import type { CacheBudget } from "../../runtime/byte-cache";
import { createAccessCut } from "../access/cut";
import { finishErrors } from "../access/finish-errors";
import { createSchemaViews, type SchemaViews } from "../access/schema-views";
import { rulesOfSupergraph } from "../access/supergraph-rules";
import { clientNetwork } from "../../schema/client-address";
import type { AccessRules } from "../../schema/access/rules";
import type { CallerSource } from "../caller/caller-source";
import type { GatewayContext } from "../request/context";
import { createEngine, type Engine, type EngineObserver, type EngineOptions } from "../engine";
import type { GatewayEnvironment } from "../settings/env";
import { errorModes } from "../errors/subgraph-errors-setting";
import { addCauses } from "../request/error-causes";

/** All that hangs from one supergraph's text, made and replaced as one: its rules and cut are within the engine. */
export interface ServedSupergraph {
  readonly engine: Engine<GatewayContext>;
  readonly views: SchemaViews;
}

/** What an engine of a supergraph is made with. */
export interface SupergraphReaderOptions {
  readonly caches: CacheBudget;
  readonly environment: GatewayEnvironment;
  readonly transport: EngineOptions<GatewayContext>["transport"];
  readonly callers: CallerSource;
  readonly observe: EngineObserver<GatewayContext>;
  readonly createPlanner: EngineOptions<GatewayContext>["createPlanner"];
}

/** The subgraphs that a supergraph names. */
function subgraphNames(supergraphSdl: string): ReadonlySet<string> {
  const found = supergraphSdl.matchAll(/@join__graph\(\s*name:\s*"([^"]+)"/g);
  return new Set([...found].flatMap(([, name]) => name ?? []));
}

/** A text that is refused this late must not leave an engine behind, with its planner's process. */
function viewsOrClose(engine: Engine<GatewayContext>, rules: AccessRules, caches: CacheBudget): SchemaViews {
  try {
    return createSchemaViews(engine.apiSchema, rules, caches.create("schema texts", "callers", 0.3));
  } catch (error) {
    void engine.close();
    throw error;
  }
}

/** Answers what makes a supergraph's text ready to serve. @throws Error saying why a text is refused */
export function supergraphReader({
  environment,
  caches,
  transport,
  callers,
  observe,
  createPlanner,
}: SupergraphReaderOptions): (supergraphSdl: string) => ServedSupergraph {
  const limits = {
    depth: environment.MAX_DEPTH,
    nesting: environment.MAX_NESTING,
    aliases: environment.MAX_ALIASES,
    rootFields: environment.MAX_ROOT_FIELDS,
    directives: environment.MAX_DIRECTIVES,
    fields: environment.MAX_FIELDS,
    nameLength: environment.MAX_NAME_LENGTH,
  };
  const resilience = {
    timeoutMs: environment.SUBGRAPH_TIMEOUT_MS,
    retries: environment.SUBGRAPH_RETRIES,
    concurrency: environment.SUBGRAPH_CONCURRENCY,
    queue: environment.SUBGRAPH_QUEUE,
    breakerShare: environment.SUBGRAPH_BREAKER_SHARE,
    breakerCalls: environment.SUBGRAPH_BREAKER_CALLS,
    breakerOpenMs: environment.SUBGRAPH_BREAKER_OPEN_MS,
  };
  return (supergraphSdl) => {
    const rules = rulesOfSupergraph(supergraphSdl, environment.OPEN_SUPERGRAPH);
    const modeOf = errorModes(environment.SUBGRAPH_ERRORS, {
      isOpen: !rules.linked,
      subgraphs: subgraphNames(supergraphSdl),
    });
    const cut = createAccessCut(rules, caches.create("cuts", "callers", 0.1));
    const engine = createEngine<GatewayContext>({
      supergraphSdl,
      transport,
      limits,
      ...(createPlanner === undefined ? {} : { createPlanner }),
      cost: { max: environment.MAX_COST },
      answer: { fields: environment.MAX_ANSWER_FIELDS, bytes: environment.MAX_ANSWER_BYTES },
      resilience,
      createCache: (name) => caches.create(name, name),
      observe,
      planTimeoutMs: environment.PLAN_TIMEOUT_MS,
      requestTimeoutMs: environment.REQUEST_TIMEOUT_MS,
      callerKey: ({ caller, facts }) => caller.userId ?? clientNetwork(facts.ipAddress),
      cut: ({ caller, tokenIsRefused }) => cut(caller, tokenIsRefused),
      introspectionSchema: (context) => views.introspected(context.caller),
      finishErrors(errors, { record, tokenIsRefused }) {
        addCauses(record.causes, errors);
        return finishErrors(errors, rules, { modeOf, tokenIsRefused });
      },
      async beforeMutationField(context) {
        const { facts, record } = context;
        const cause = { requestId: facts.requestId, trace: record.trace };
        const { caller } = await callers.resolveNow(context.authorization, cause);
        return { ...context, caller };
      },
    });
    const views = viewsOrClose(engine, rules, caches);
    return { engine, views };
  };
}
