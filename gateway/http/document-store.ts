import type { ApolloServerOptions, BaseContext } from "@apollo/server";
import { visit, type ASTNode, type DocumentNode } from "graphql";
import { documentBytes } from "../engine";
import type { ByteCache } from "../../runtime/byte-cache";

type DocumentStore = NonNullable<ApolloServerOptions<BaseContext>["documentStore"]>;

/**
 * Where Apollo Server keeps valid documents. Once a document is valid nobody asks where in the text its nodes stand,
 * and positions keep every token and comment alive: they are taken off before it is kept.
 */
export function documentStore(cache: ByteCache<DocumentNode>): DocumentStore {
  return {
    get: (key) => Promise.resolve(cache.get(key)),
    set(key, document) {
      const bytes = documentBytes(document);
      forgetPositions(document);
      cache.set(key, document, bytes);
      return Promise.resolve();
    },
    delete: () => Promise.resolve(false),
  };
}

function forgetPositions(document: DocumentNode): void {
  visit(document, {
    enter(node: ASTNode) {
      (node as { loc?: unknown }).loc = undefined;
    },
  });
}
