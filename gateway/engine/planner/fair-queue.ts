/** What waits for its turn, and for whom. */
interface Waiting {
  readonly caller: string;
}

/**
 * Jobs that wait, taken in turns: one of each caller, then the next of each. A caller who sends many waits for his own
 * and not before everybody else. Bounded in number, for one caller and in all.
 */
export class FairQueue<T extends Waiting> {
  /** In the order of turns: whoever was served last stands last. */
  private readonly byCaller = new Map<string, T[]>();
  private count = 0;

  constructor(private readonly bounds: { readonly perCaller: number; readonly total: number }) {}

  get size(): number {
    return this.count;
  }

  /** False when as many wait already as may: the job was not taken. */
  add(job: T): boolean {
    const own = this.byCaller.get(job.caller) ?? [];
    if (this.count >= this.bounds.total || own.length >= this.bounds.perCaller) return false;
    own.push(job);
    this.byCaller.set(job.caller, own);
    this.count += 1;
    return true;
  }

  /** The next in turn of those callers whom `mayRun` lets; nothing when there is none. */
  take(mayRun: (caller: string) => boolean): T | undefined {
    for (const [caller, own] of this.byCaller) {
      if (!mayRun(caller)) continue;
      const job = own.shift();
      this.byCaller.delete(caller);
      if (own.length > 0) this.byCaller.set(caller, own);
      if (job !== undefined) this.count -= 1;
      return job;
    }
    return undefined;
  }

  remove(job: T): boolean {
    const own = this.byCaller.get(job.caller) ?? [];
    const index = own.indexOf(job);
    if (index < 0) return false;
    own.splice(index, 1);
    if (own.length === 0) this.byCaller.delete(job.caller);
    this.count -= 1;
    return true;
  }

  /** Empties it. */
  drain(): T[] {
    const all = [...this.byCaller.values()].flat();
    this.byCaller.clear();
    this.count = 0;
    return all;
  }
}
