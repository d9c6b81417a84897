import { GraphQLError, print, type DocumentNode } from "graphql";
import { LRUCache } from "lru-cache";
import type { Supergraph } from "../supergraph/supergraph";
import { readOperation, type Operation, type OperationLimits } from "./operation";

type Found = Operation | GraphQLError;

/** Operations read once per document text and name; a document object met again is not even looked up by its text. */
export class OperationCache {
  private readonly byText: LRUCache<string, Found>;
  private readonly byDocument = new WeakMap<DocumentNode, Map<string, Found>>();

  constructor(
    private readonly supergraph: Supergraph,
    private readonly limits: OperationLimits,
    size: number,
  ) {
    this.byText = new LRUCache({ max: size });
  }

  /** The operation, or the request error that refuses it. */
  get(document: DocumentNode, source: string | undefined, operationName: string | null | undefined): Found {
    const name = operationName ?? "";
    let known = this.byDocument.get(document);
    const met = known?.get(name);
    if (met !== undefined) return met;
    const key = `${name}\n${source ?? print(document)}`;
    let found = this.byText.get(key);
    if (found === undefined) {
      found = readOperation(document, operationName, this.supergraph, this.limits);
      this.byText.set(key, found);
    }
    if (known === undefined) this.byDocument.set(document, (known = new Map()));
    known.set(name, found);
    return found;
  }
}
