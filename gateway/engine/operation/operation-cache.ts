import { createHash } from "node:crypto";
import { GraphQLError, print, type DocumentNode } from "graphql";
import type { EngineCache } from "../cache/cache";
import type { Supergraph } from "../supergraph/supergraph";
import { readOperation, type Operation, type OperationLimits } from "./operation";

type Found = Operation | GraphQLError;

/** Bytes that a refused operation is estimated to keep. */
const REFUSED_BYTES = 2_000;

/** Operations read once per document text and name; a document object met again is not even looked up by its text. */
export class OperationCache {
  private readonly byDocument = new WeakMap<DocumentNode, Map<string, Operation>>();

  constructor(
    private readonly supergraph: Supergraph,
    private readonly limits: OperationLimits,
    private readonly byText: EngineCache<Found>,
  ) {}

  /** The operation, or the request error that refuses it. */
  get(document: DocumentNode, source: string | undefined, operationName: string | null | undefined): Found {
    const name = operationName ?? "";
    let known = this.byDocument.get(document);
    const met = known?.get(name);
    if (met !== undefined) return met;
    const key = keyOf(name, source ?? print(document));
    let found = this.byText.get(key);
    if (found === undefined) {
      found = readOperation(document, operationName, this.supergraph, this.limits);
      this.byText.set(key, found, found instanceof GraphQLError ? REFUSED_BYTES : found.bytes);
    }
    if (found instanceof GraphQLError) return found;
    if (known === undefined) this.byDocument.set(document, (known = new Map()));
    known.set(name, found);
    return found;
  }
}

/** A digest takes the room of no text. */
function keyOf(name: string, source: string): string {
  return createHash("sha256").update(name).update("\n").update(source).digest("base64url");
}
