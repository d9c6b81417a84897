import type { Logger } from "typeorm";

type Listener = (sql: string) => void;

/** Hears every statement that TypeORM sends and tells it to whoever listens. Prints nothing. */
export class StatementLog implements Logger {
  readonly #listeners = new Set<Listener>();

  /** Starts telling the listener; answers how to stop. */
  observe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  logQuery(sql: string): void {
    for (const listener of this.#listeners) listener(sql);
  }

  // Errors reach the caller as exceptions, and nothing else here is worth a line of its own.
  logQueryError(): void {}
  logQuerySlow(): void {}
  logSchemaBuild(): void {}
  logMigration(): void {}
  log(): void {}
}
