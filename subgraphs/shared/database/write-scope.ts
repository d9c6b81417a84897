import { AsyncLocalStorage } from "node:async_hooks";
import { NestedWrite } from "./errors";

/**
 * Knows whether the running code is inside the work of a write. A task that the work left behind
 * keeps its asynchronous context, so the scope is closed when the work ends rather than trusted to vanish.
 */
export class WriteScope {
  readonly #storage = new AsyncLocalStorage<{ open: boolean }>();
  #running = 0;

  refuseNested(): void {
    if (this.#storage.getStore()?.open === true) throw new NestedWrite();
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    const scope = { open: true };
    this.#running++;
    try {
      return await this.#storage.run(scope, work);
    } finally {
      scope.open = false;
      // Before Node 24 a storage in use has every promise of the process hooked, reads included.
      if (--this.#running === 0) this.#storage.disable();
    }
  }
}
