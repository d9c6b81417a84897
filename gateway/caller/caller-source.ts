import { anonymousCaller, freezeCaller, type Caller } from "../../schema/access/caller";
import type { TokenVerifier } from "./access-token";

/** Identity's sealed word on who a session is and what it holds now; null when the session no longer holds. */
export type ResolveCaller = (session: { userId: string; sessionId: string }) => Promise<Caller | null>;

export interface CallerSource {
  /**
   * Who is asking, at this instant. A missing or bad token is the anonymous caller: public fields still run, and every
   * other answers UNAUTHENTICATED.
   * @param authorization the Authorization header (RFC 6750)
   * @throws whatever `ResolveCaller` throws when identity cannot be asked
   */
  resolve(authorization: string | undefined): Promise<Caller>;
}

export function createCallerSource(
  verifier: TokenVerifier,
  resolveCaller: ResolveCaller,
  now: () => number,
): CallerSource {
  return {
    async resolve(authorization) {
      const token = bearerToken(authorization);
      const claims = token === null ? null : await verifier.verify(token);
      const caller = claims === null ? null : await resolveCaller(claims);
      return caller === null ? anonymousCaller(now()) : freezeCaller(caller);
    },
  };
}

function bearerToken(authorization: string | undefined): string | null {
  return /^Bearer +([A-Za-z0-9._~+/-]+=*) *$/i.exec(authorization ?? "")?.[1] ?? null;
}
