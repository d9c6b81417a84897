import { anonymousCaller, freezeCaller, type Caller } from "../../schema/access/caller";
import type { TokenVerifier } from "./access-token";
import type { CallerLookup, LookupCause, Session } from "./caller-lookup";

/** Who is asking, and whether that is identity's word of now. */
export interface AskingCaller {
  readonly caller: Caller;
  /** Identity is down, and this is what it said up to 30 s ago: queries are served, mutations refused (access.md). */
  readonly isStale: boolean;
}

export interface CallerSource {
  /**
   * Who is asking, at this instant. A missing or bad token is the anonymous caller: public fields still run, and every
   * other answers UNAUTHENTICATED.
   * @param authorization the Authorization header (RFC 6750)
   * @param cause the request that it came with
   * @throws whatever the lookup throws when identity cannot be asked
   */
  resolve(authorization: string | undefined, cause: LookupCause): Promise<AskingCaller>;
  /** The same, asked of identity now whatever is remembered. */
  resolveNow(authorization: string | undefined, cause: LookupCause): Promise<Caller>;
}

export function createCallerSource(
  verifier: TokenVerifier,
  lookup: CallerLookup,
  now: () => number,
): CallerSource {
  async function sessionOf(authorization: string | undefined): Promise<Session | null> {
    const token = bearerToken(authorization);
    return token === null ? null : await verifier.verify(token);
  }
  const orAnonymous = (caller: Caller | null): Caller =>
    caller === null ? anonymousCaller(now()) : freezeCaller(caller);
  return {
    async resolve(authorization, cause) {
      const session = await sessionOf(authorization);
      if (session === null) return { caller: orAnonymous(null), isStale: false };
      const { caller, isStale } = await lookup.find(session, cause);
      return { caller: orAnonymous(caller), isStale };
    },
    async resolveNow(authorization, cause) {
      const session = await sessionOf(authorization);
      return orAnonymous(session === null ? null : await lookup.ask(session, cause));
    },
  };
}

function bearerToken(authorization: string | undefined): string | null {
  return /^Bearer +([A-Za-z0-9._~+/-]+=*) *$/i.exec(authorization ?? "")?.[1] ?? null;
}
