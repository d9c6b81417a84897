import { anonymousCaller, freezeCaller, type Caller } from "../../schema/access/caller";
import type { TokenVerifier } from "./access-token";
import type { CallerLookup, KnownCaller, LookupCause, Session } from "./caller-lookup";

/** Who is asking, and whether that is identity's word of now. */
export interface AskingCaller {
  readonly caller: Caller;
  /** Identity is down, and this is what it said up to 30 s ago: queries are served, mutations refused (access.md). */
  readonly isStale: boolean;
  /** A token came with the request and is worth nothing: expired, forged, or of a session that has ended. */
  readonly isRefused: boolean;
}

/** Who sent a request, told by its Authorization header. */
export interface CallerSource {
  /**
   * Who is asking, at this instant. A missing or refused token is the anonymous caller: public fields still run, and
   * every other answers UNAUTHENTICATED.
   * @param authorization the Authorization header (RFC 6750)
   * @param cause the request that it came with
   * @throws whatever the lookup throws when identity cannot be asked
   */
  resolve(authorization: string | undefined, cause: LookupCause): Promise<AskingCaller>;
  /** The same, asked of identity now whatever is remembered. */
  resolveNow(authorization: string | undefined, cause: LookupCause): Promise<AskingCaller>;
}

/** Puts a verifier of tokens and a look-up of sessions together. */
export function createCallerSource(
  verifier: TokenVerifier,
  lookup: CallerLookup,
  now: () => number,
): CallerSource {
  async function resolve(
    authorization: string | undefined,
    find: (session: Session) => Promise<KnownCaller>,
  ): Promise<AskingCaller> {
    const presented = presentedToken(authorization);
    if (presented === null) return { caller: anonymousCaller(now()), isStale: false, isRefused: false };
    const session = TOKEN.test(presented) ? await verifier.verify(presented) : null;
    const known = session === null ? NOBODY : await find(session);
    if (known.caller === null)
      return { caller: anonymousCaller(now()), isStale: known.isStale, isRefused: true };
    return { caller: freezeCaller(known.caller), isStale: known.isStale, isRefused: false };
  }
  return {
    resolve: (authorization, cause) => resolve(authorization, (session) => lookup.find(session, cause)),
    resolveNow: (authorization, cause) =>
      resolve(authorization, async (session) => ({
        caller: await lookup.ask(session, cause),
        isStale: false,
      })),
  };
}

const NOBODY: KnownCaller = { caller: null, isStale: false };

/** A bearer token's characters (RFC 6750, 2.1). */
const TOKEN = /^[A-Za-z0-9._~+/-]+=*$/;

/** What came as a bearer token, whatever it is; null when none came. A header of another scheme is not for us. */
function presentedToken(authorization: string | undefined): string | null {
  return /^Bearer +(\S.*)$/i.exec(authorization?.trim() ?? "")?.[1] ?? null;
}
