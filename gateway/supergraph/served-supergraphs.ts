import type { GraphQLSchema } from "graphql";
import type { SchemaViews } from "../access/schema-views";
import type { GatewayContext } from "../context";
import { EngineSwap } from "../engine";
import type { ServedSupergraph } from "./read-supergraph";

/** The supergraph that is served, and those before it for as long as a request is on them. */
export interface ServedSupergraphs {
  readonly engines: EngineSwap<GatewayContext>;
  /** The views of an API schema that is or was served. */
  viewsOf(apiSchema: GraphQLSchema): SchemaViews;
  /**
   * Serves another text from the next request on: an engine with an empty plan cache, its rules and views, as one.
   * @throws Error saying why it is refused; the one before is then served on
   */
  replace(supergraphSdl: string): void;
}

/** @param read makes a text ready to serve. @throws Error when it refuses the first */
export function serveSupergraphs(
  read: (supergraphSdl: string) => ServedSupergraph,
  firstSdl: string,
): ServedSupergraphs {
  const first = read(firstSdl);
  const engines = new EngineSwap(first.engine);
  const views = new WeakMap([[first.engine.apiSchema, first.views]]);
  return {
    engines,
    viewsOf(apiSchema) {
      const found = views.get(apiSchema);
      if (found === undefined) throw new Error("A schema that was never served");
      return found;
    },
    replace(supergraphSdl) {
      const next = read(supergraphSdl);
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
