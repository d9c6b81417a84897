import type { GraphQLSchema } from "graphql";
import type { Engine, EngineRequest, EngineResult } from "./types";

/** One engine and what has begun on it and not ended. */
interface Serving<C> {
  readonly engine: Engine<C>;
  begun: number;
}

/**
 * The engine that is served now, which another can take the place of. What has begun on one ends on it: a request
 * brings the schema that it was validated against, and the engine of that schema executes it.
 */
export class EngineSwap<C> {
  private serving: Serving<C>;
  /** Those that were replaced; the schema keeps its engine for as long as a request holds the schema. */
  private readonly bySchema = new WeakMap<GraphQLSchema, Serving<C>>();
  private readonly listeners = new Set<(engine: Engine<C>) => void>();
  private readonly closing = new Set<Promise<void>>();

  constructor(first: Engine<C>) {
    this.serving = this.add(first);
  }

  get current(): Engine<C> {
    return this.serving.engine;
  }

  /** Serves `next` from the next request on; the one before is closed once all that began on it has ended. */
  replace(next: Engine<C>): void {
    const before = this.serving;
    const added = this.add(next);
    // A listener that refuses the new schema throws, and the old one goes on.
    for (const listener of this.listeners) listener(next);
    this.serving = added;
    this.closeWhenIdle(before);
  }

  /** Called with the engine that is served now, and with each that takes its place. Answers how to stop that. */
  onChange(listener: (engine: Engine<C>) => void): () => void {
    listener(this.current);
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Executes on the engine that the document was validated for. */
  async execute(schema: GraphQLSchema, request: EngineRequest<C>): Promise<EngineResult> {
    const serving = this.bySchema.get(schema) ?? this.serving;
    serving.begun += 1;
    try {
      return await serving.engine.execute(request);
    } finally {
      serving.begun -= 1;
      if (serving !== this.serving) this.closeWhenIdle(serving);
    }
  }

  /** Closes the engine that is served now, and waits for those before it. */
  async close(): Promise<void> {
    await Promise.all([this.serving.engine.close(), ...this.closing]);
  }

  private add(engine: Engine<C>): Serving<C> {
    const serving = { engine, begun: 0 };
    this.bySchema.set(engine.apiSchema, serving);
    return serving;
  }

  private closeWhenIdle(serving: Serving<C>): void {
    if (serving.begun > 0) return;
    // One that cannot be closed is out of use all the same.
    const closing = serving.engine
      .close()
      .catch(() => undefined)
      .finally(() => this.closing.delete(closing));
    this.closing.add(closing);
  }
}
