/** A queue of one: each task starts when the one before it has settled, in order of arrival. */
export class SerialQueue {
  #tail: Promise<unknown> = Promise.resolve();

  add<T>(task: () => Promise<T>): Promise<T> {
    const turn = this.#tail.then(task);
    this.#tail = turn.catch(() => undefined);
    return turn;
  }

  /** Fulfils when every task added so far has settled. */
  async idle(): Promise<void> {
    await this.#tail;
  }
}
