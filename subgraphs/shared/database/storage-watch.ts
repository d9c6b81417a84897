import type { DatabaseState } from "./database";
import { DatabaseUnavailable } from "./errors";

/** Codes after which what is stored may be wrong: no later success says that it is right again. */
const DAMAGE = /^SQLITE_(?:CORRUPT|NOTADB)/;

/** Remembers that the storage failed: a full or read-only disk, a damaged file. Reads go on where they can. */
export class StorageWatch {
  #fault: DatabaseUnavailable | null = null;

  /** Told of everything that a statement threw. */
  readonly failed = (error: unknown): void => {
    if (error instanceof DatabaseUnavailable && error.reason === "storage") this.#fault = error;
  };

  /** A write was committed. */
  written(): void {
    if (!DAMAGE.test(this.#fault?.driverCode ?? "")) this.#fault = null;
  }

  /**
   * Asks for a row, and after a failure of the storage tries whether it takes a write again.
   * @param read rejects where nothing can be read
   * @param write rejects where nothing can be written; calls `written` where it can
   */
  async state(read: () => Promise<unknown>, write: () => Promise<unknown>): Promise<DatabaseState> {
    try {
      await read();
    } catch {
      return "unavailable";
    }
    if (this.#fault === null) return "well";
    await write().catch(() => undefined);
    return this.#fault === null ? "well" : "reads only";
  }
}
