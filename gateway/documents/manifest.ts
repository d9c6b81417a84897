import { Kind, OperationTypeNode, parse } from "graphql";
import { z } from "zod";

/** Apollo's persisted query manifest, version 1, as `@apollo/generate-persisted-query-manifest` writes it. */
const MANIFEST = z.object({
  format: z.literal("apollo-persisted-query-manifest"),
  version: z.literal(1),
  operations: z.array(
    z.object({
      id: z.string().min(1),
      name: z.string(),
      type: z.enum(OperationTypeNode),
      body: z.string().min(1),
    }),
  ),
});

/** The documents that are trusted, found by their id or their very text. */
export interface TrustedDocuments {
  /** @param id as a client sends it, `sha256:` before it or not */
  byId(id: string): string | undefined;
  has(body: string): boolean;
}

const SHA256_PREFIX = "sha256:";

/**
 * Reads a manifest. Its documents may be of an older or newer schema than the one that is served: whether they are
 * valid is seen when they are asked for, as of any other.
 * @throws Error saying what is wrong with it
 */
export function readManifest(text: string): TrustedDocuments {
  const read = MANIFEST.safeParse(JSON.parse(text));
  if (!read.success) throw new Error(`No persisted query manifest: ${z.prettifyError(read.error)}`);
  const bodies = new Map<string, string>();
  for (const { id, name, type, body } of read.data.operations) {
    if (bodies.has(id)) throw new Error(`The manifest has two operations with the id ${id}`);
    const operations = parse(body, { noLocation: true }).definitions.filter(
      (node) => node.kind === Kind.OPERATION_DEFINITION,
    );
    if (operations.length !== 1 || operations[0]?.operation !== type)
      throw new Error(`The body of ${name} (${id}) is not one ${type}`);
    bodies.set(id, body);
  }
  const texts = new Set(bodies.values());
  return {
    byId: (id) =>
      bodies.get(id) ??
      (id.startsWith(SHA256_PREFIX) ? bodies.get(id.slice(SHA256_PREFIX.length)) : undefined),
    has: (body) => texts.has(body),
  };
}
