import { createHash } from "node:crypto";
import type { ApolloServerPlugin, GraphQLRequest } from "@apollo/server";
import { GraphQLError } from "graphql";
import type { GatewayContext } from "../request/context";
import type { TrustedDocuments } from "./manifest";

/** `allow`: trusted documents by their id, and any text; `require`: trusted documents, by their id or their very text. */
export type TrustMode = "allow" | "require";

/** Stands in for a document that is refused, so that its text is not even parsed. */
const NOTHING = "{ __typename }";

/**
 * Executes documents of a manifest by their id: `documentId` (GraphQL over HTTP, "Persisted Documents") or
 * `extensions.persistedQuery.sha256Hash` (Apollo). They are under the limits and rules that every document is under,
 * for each caller anew. Nothing that a client sends is ever kept under an id.
 * @param documents those that are trusted now
 */
export function trustedDocuments(
  documents: () => TrustedDocuments,
  mode: TrustMode,
): ApolloServerPlugin<GatewayContext> {
  return {
    requestDidStart({ request, contextValue: { record } }) {
      const refusal = resolve(request, documents(), mode, (id) => (record.documentId = id));
      if (refusal === undefined) return Promise.resolve();
      request.query = NOTHING;
      return Promise.resolve({
        didResolveOperation() {
          throw refusal;
        },
      });
    },
  };
}

/** Puts the text in the place of the id. Answers the error that refuses the request, when there is one. */
function resolve(
  request: GraphQLRequest,
  documents: TrustedDocuments,
  mode: TrustMode,
  found: (id: string) => void,
): GraphQLError | undefined {
  const { persistedQuery, ...extensions } = (request.extensions ?? {}) as {
    persistedQuery?: { readonly sha256Hash?: unknown };
  };
  if (persistedQuery !== undefined) request.extensions = extensions;
  const id = documentIdOf(request) ?? persistedQuery?.sha256Hash;
  const known = typeof id === "string" ? documents.byId(id) : undefined;
  if (known !== undefined && typeof id === "string") {
    found(id);
    request.query = known;
    return undefined;
  }
  const { query } = request;
  if (query === undefined || query === "") return id === undefined ? undefined : notFound();
  if (mode === "require" && !documents.has(query)) return notTrusted();
  // A client whose hashes are wrong would otherwise learn of it only when its document is trusted one day.
  if (persistedQuery !== undefined && sha256(query) !== persistedQuery.sha256Hash) return notOfItsHash();
  return undefined;
}

/** Apollo Server reads the parameters that it knows; this one is where the request brought it. */
function documentIdOf({ http }: GraphQLRequest): string | undefined {
  if (http === undefined) return undefined;
  const body: unknown = http.body;
  const sent: unknown =
    http.method === "GET"
      ? new URLSearchParams(http.search).get("documentId")
      : typeof body === "object" && body !== null && "documentId" in body
        ? body.documentId
        : undefined;
  return typeof sent === "string" && sent !== "" ? sent : undefined;
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** In Apollo's words and with its status: its clients then send the text, which `require` refuses all the same. */
function notFound(): GraphQLError {
  return new GraphQLError("PersistedQueryNotFound", {
    extensions: { code: "PERSISTED_QUERY_NOT_FOUND", http: { status: 200 } },
  });
}

function notTrusted(): GraphQLError {
  return badRequest(
    "Only trusted documents are executed here: ask for one by its id, or send its very text.",
  );
}

function notOfItsHash(): GraphQLError {
  return badRequest("The document is not the one that its sha256Hash names.");
}

function badRequest(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: "BAD_REQUEST", http: { status: 400 } } });
}
