import { ByteCache } from "../../runtime/byte-cache";
import type { TraceContext } from "../../runtime/trace-context";
import type { Caller } from "../../schema/access/caller";
import { UnavailableError } from "../../schema/errors";

/** The client's request that identity is asked for, so that its log and its spans can be joined to it. */
export interface LookupCause {
  readonly requestId: string;
  readonly trace: TraceContext | undefined;
}

/** Identity's sealed answer on who a session is and what it holds now; null when the session no longer holds. */
export type ResolveCaller = (session: Session, cause?: LookupCause) => Promise<Caller | null>;

/** A session that a token names. */
export interface Session {
  readonly userId: string;
  readonly sessionId: string;
}

/** Who a session is. */
export interface KnownCaller {
  readonly caller: Caller | null;
  /** Identity could not be asked, and this is what it said up to 30 s ago: enough for a query, not for a mutation. */
  readonly isStale: boolean;
}

/** Asks identity who is behind a session, and remembers it for a while. */
export interface CallerLookup {
  /**
   * @param cause the request that asks; where several share one question, the first of them
   * @throws UnavailableError when identity cannot be asked and nothing recent enough is known
   */
  find(session: Session, cause?: LookupCause): Promise<KnownCaller>;
  /** Asked of identity now, whatever is known: for the later root fields of a mutation. @throws UnavailableError */
  ask(session: Session, cause?: LookupCause): Promise<Caller | null>;
}

/** Identity in the same process: asked each time, so that a change of grants holds from the next request. */
export function askEachTime(resolve: ResolveCaller): CallerLookup {
  return {
    find: async (session, cause) => ({ caller: await resolve(session, cause), isStale: false }),
    ask: resolve,
  };
}

/** Milliseconds (access.md): a change of grants holds within one second across processes. */
const FRESH = 1_000;
/** Milliseconds (access.md): how old an answer may be that serves queries while identity is down. */
const STALE = 30_000;
/** Estimated bytes that a session and each grant of its caller take, and the cache of who is given none. */
const BYTES_PER_SESSION = 600;
const BYTES_PER_GRANT = 500;
const DEFAULT_BYTES = 8 * 1024 * 1024;

/** What identity said of a session, which may be nothing yet. Kept whole so that a null is remembered too. */
export interface CallerAnswer {
  readonly caller: Caller | null;
  /** When it was asked for, not when it came: a grant may have changed in between. */
  readonly askedAt: number;
}

interface Lookup {
  readonly askedAt: number;
  readonly answer: Promise<CallerAnswer>;
}

/**
 * Identity in another process. Its answer on a session serves the requests of the next second, and one question at a
 * time is under way for it, however many requests wait; when identity is down, queries live on its last answer.
 * @param now epoch milliseconds
 */
export function rememberCallers(
  resolve: ResolveCaller,
  now: () => number,
  answers = new ByteCache<CallerAnswer>(DEFAULT_BYTES),
): CallerLookup {
  const lookups = new Map<string, Lookup>();

  function start(session: Session, cause: LookupCause | undefined): Lookup {
    const key = keyOf(session);
    const askedAt = now();
    const lookup: Lookup = { askedAt, answer: look() };
    lookups.set(key, lookup);
    return lookup;

    async function look(): Promise<CallerAnswer> {
      try {
        const answer = { caller: await resolve(session, cause), askedAt };
        // An answer that was overtaken by a later question's says less than what is known.
        if ((answers.get(key)?.askedAt ?? 0) <= askedAt) answers.set(key, answer, bytesOf(answer));
        return answer;
      } finally {
        if (lookups.get(key) === lookup) lookups.delete(key);
      }
    }
  }

  return {
    async find(session, cause) {
      const key = keyOf(session);
      const known = answers.get(key);
      const at = now();
      if (known !== undefined && at - known.askedAt < FRESH)
        return { caller: present(known, at), isStale: false };
      const lookup = lookups.get(key);
      const isRecent = lookup !== undefined && at - lookup.askedAt < FRESH;
      try {
        const answer = await (isRecent ? lookup : start(session, cause)).answer;
        return { caller: present(answer, at), isStale: false };
      } catch (error) {
        const last = answers.get(key);
        if (!(error instanceof UnavailableError) || last === undefined || now() - last.askedAt > STALE)
          throw error;
        return { caller: present(last, now()), isStale: true };
      }
    },
    ask: async (session, cause) => (await start(session, cause).answer).caller,
  };
}

function keyOf({ userId, sessionId }: Session): string {
  return JSON.stringify([userId, sessionId]);
}

/** The caller at this request's instant, by identity's clock: a grant that has run out since is dropped when frozen. */
function present({ caller, askedAt }: CallerAnswer, at: number): Caller | null {
  return caller === null || at <= askedAt ? caller : { ...caller, at: caller.at + (at - askedAt) };
}

function bytesOf({ caller }: CallerAnswer): number {
  return BYTES_PER_SESSION + (caller?.grants.length ?? 0) * BYTES_PER_GRANT;
}
