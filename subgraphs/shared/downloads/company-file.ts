import { z } from "zod";
import { viewerTokens, type ViewerTokens } from "../tokens/viewer-token";

/** Seconds in which a download has to begin. */
const LIFETIME_SECONDS = 5 * 60;

/** A file of one company that a mutation prepares: a list as the API shows it, with its filter. */
export interface CompanyFile<Context, Filter> {
  /** Its name in tokens, its own within the subgraph. */
  readonly kind: string;
  /** The mutation whose rule it stands under: when it is asked for, and again before each page. */
  readonly mutation: `Mutation.${string}`;
  readonly contentType: string;
  /** Letters, digits, `.` and `-` only. */
  readonly fileName: string;
  /** The shape of the filter as a token keeps it. */
  readonly filter: z.ZodType<Filter>;
  /** The file, a page of the list at a time. */
  pages(organizationId: string, filter: Filter, context: Context): AsyncIterable<string>;
}

const CLAIMS = z.object({ kind: z.string(), organizationId: z.string(), filter: z.unknown() });

/** What the services of a subgraph with files hold. */
export interface FileServices {
  /** Seals which file a viewer may open, for five minutes. */
  readonly files: ViewerTokens<z.infer<typeof CLAIMS>>;
}

/** The tokens of a subgraph's files. @param secret at least 32 characters */
export function fileTokens(secret: string, subgraph: string): FileServices["files"] {
  const purpose = `${subgraph} export`;
  return viewerTokens({ secret, purpose, lifetimeSeconds: LIFETIME_SECONDS, claims: CLAIMS });
}
