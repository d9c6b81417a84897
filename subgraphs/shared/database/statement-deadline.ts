import type { QueryRunner } from "typeorm";
import { DatabaseUnavailable } from "./errors";

/**
 * Waits for a statement's answer at most so long, counted from when it has a connection.
 *
 * mysql2 has a timeout of its own, but leaves its timer running when the connection breaks, and keeps
 * the connection, whose late answer would be taken for that of the next statement.
 */
export async function statementWithin<T>(
  milliseconds: number,
  runner: QueryRunner,
  query: () => Promise<T>,
): Promise<T> {
  await runner.connect();
  let timer: NodeJS.Timeout | undefined;
  const expiry = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new DatabaseUnavailable("statement-timeout"));
    }, milliseconds);
  });
  try {
    return await Promise.race([query(), expiry]);
  } catch (error) {
    if (error instanceof DatabaseUnavailable && error.reason === "statement-timeout")
      await discardConnection(runner);
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/** Closes the runner's connection instead of giving it back: the pool opens another when it needs one. */
export async function discardConnection(runner: QueryRunner): Promise<void> {
  const connection = (await runner.connect()) as { destroy(): void };
  connection.destroy();
}
