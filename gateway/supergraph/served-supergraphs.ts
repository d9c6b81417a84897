import type { GraphQLSchema } from "graphql";
import type { SchemaViews } from "../access/schema-views";
import type { GatewayContext } from "../request/context";
import { EngineSwap } from "../engine";
import type { ServedSupergraph } from "./read-supergraph";

/** The supergraph that is served, and those before it for as long as a request is on them. */
export interface ServedSupergraphs {
  readonly engines: EngineSwap<GatewayContext>;
  /** The views of an API schema that is or was served. */
  viewsOf(apiSchema: GraphQLSchema): SchemaViews;
  /**
   * Serves another text from the next request on: an engine with an empty plan cache, its rules and views, as one.
   * Rejects with an Error saying why it is refused; the one before is then served on.
   */
  replace(supergraphSdl: string): Promise<void>;
}

/**
 * Rejects with the reason when the first text is refused.
 * @param read makes a text ready to serve, or throws an Error saying why it refuses it
 */
export async function serveSupergraphs(
  read: (supergraphSdl: string) => ServedSupergraph,
  firstSdl: string,
): Promise<ServedSupergraphs> {
  const first = await readWhole(read, firstSdl);
  const engines = new EngineSwap(first.engine);
  const views = new WeakMap([[first.engine.apiSchema, first.views]]);
  return {
    engines,
    viewsOf(apiSchema) {
      const found = views.get(apiSchema);
      if (found === undefined) throw new Error("A schema that was never served");
      return found;
    },
    async replace(supergraphSdl) {
      const next = await readWhole(read, supergraphSdl);
      views.set(next.engine.apiSchema, next.views);
      try {
        engines.replace(next.engine);
      } catch (error) {
        void next.engine.close();
        throw error;
      }
    },
  };
}

/** A text counts as read once the planner's own process has read it too; nothing is left behind of one that it refuses. */
async function readWhole(
  read: (supergraphSdl: string) => ServedSupergraph,
  supergraphSdl: string,
): Promise<ServedSupergraph> {
  const served = read(supergraphSdl);
  try {
    await served.engine.ready();
    return served;
  } catch (error) {
    await served.engine.close();
    throw new SupergraphRefusedError(error);
  }
}

/** The planner cannot read the supergraph. The message says why, for whoever starts the gateway or reads its log. */
export class SupergraphRefusedError extends Error {
  constructor(cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`The supergraph cannot be planned for: ${reason.replaceAll(/\s+/g, " ")}`, { cause });
    this.name = "SupergraphRefusedError";
  }
}
