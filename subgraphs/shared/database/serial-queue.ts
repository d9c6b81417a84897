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

/** A queue of one for each key. Keys that nothing waits for are forgotten. */
export class SerialQueues {
  readonly #queues = new Map<string, { readonly queue: SerialQueue; unsettled: number }>();

  async add<T>(key: string, task: () => Promise<T>): Promise<T> {
    let entry = this.#queues.get(key);
    if (entry === undefined) this.#queues.set(key, (entry = { queue: new SerialQueue(), unsettled: 0 }));
    entry.unsettled += 1;
    try {
      return await entry.queue.add(task);
    } finally {
      entry.unsettled -= 1;
      if (entry.unsettled === 0) this.#queues.delete(key);
    }
  }

  /** Keys that a task runs or waits for. */
  get size(): number {
    return this.#queues.size;
  }
}
