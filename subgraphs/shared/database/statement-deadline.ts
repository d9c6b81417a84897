import type { QueryRunner } from "typeorm";
import { DatabaseUnavailable } from "./errors";
import type { EndSignal } from "./request-time";

/** Why and when the waiting for a statement ends before its answer. */
export interface StatementEnd {
  /** From when it has a connection. */
  readonly milliseconds: number;
  readonly reason: "statement-timeout" | "out-of-time";
  /** Fires when nobody wants the answer any more. */
  readonly signal?: EndSignal | undefined;
  /** Ends the statement on the server, over another connection. */
  readonly kill: (connectionId: number) => Promise<void>;
}

/**
 * Waits for a statement's answer until its end, and then has the server give the statement up too.
 *
 * mysql2 has a timeout of its own, but leaves its timer running when the connection breaks, and keeps
 * the connection, whose late answer would be taken for that of the next statement.
 */
export async function statementWithin<T>(
  { milliseconds, reason, signal, kill }: StatementEnd,
  runner: QueryRunner,
  query: () => Promise<T>,
): Promise<T> {
  const { threadId } = (await runner.connect()) as { readonly threadId: number };
  const late = new DatabaseUnavailable(reason);
  let timer: NodeJS.Timeout | undefined;
  let leave: (() => void) | undefined;
  const expiry = new Promise<never>((_resolve, reject) => {
    leave = () => reject(late);
    timer = setTimeout(leave, milliseconds);
    if (signal?.aborted === true) leave();
    else signal?.addEventListener("abort", leave, { once: true });
  });
  try {
    return await Promise.race([query(), expiry]);
  } catch (error) {
    if (error === late) {
      // The connection goes too: the end may come just as the next statement begins on it.
      await kill(threadId);
      await discardConnection(runner);
    }
    throw error;
  } finally {
    clearTimeout(timer);
    if (leave !== undefined) signal?.removeEventListener("abort", leave);
  }
}

/** Closes the runner's connection instead of giving it back: the pool opens another when it needs one. */
export async function discardConnection(runner: QueryRunner): Promise<void> {
  const connection = (await runner.connect()) as { destroy(): void };
  connection.destroy();
}
