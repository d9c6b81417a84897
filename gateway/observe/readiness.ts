import type { EngineObserver, UnreachableSubgraph } from "../engine";
import { wordCause } from "../request/error-causes";

/** How long one answer counts, in milliseconds: nobody makes the gateway ask again and again. */
const ASKED_FOR = 1_000;

/** Whether the gateway can answer now. */
export interface Readiness extends EngineObserver {
  /** Whether identity and every subgraph answer, asked now or within the last second. */
  isReady(): Promise<boolean>;
  /** Another supergraph's breakers start closed, and its subgraphs are asked anew. */
  forget(): void;
}

/** What readiness is told by. */
export interface ReadinessOptions {
  /** Rejects when identity cannot be reached. */
  readonly askIdentity: () => Promise<unknown>;
  /** Answers the subgraphs that cannot be reached; never rejects. */
  readonly askSubgraphs: () => Promise<readonly UnreachableSubgraph[]>;
  /** Told why, when it changes. */
  readonly logger?: {
    warn(details: object, message: string): void;
    info(details: object, message: string): void;
  };
}

/** Asks for itself, so that a subgraph which came back is found without a client. One question for all who ask. */
export function createReadiness({ askIdentity, askSubgraphs, logger }: ReadinessOptions): Readiness {
  const open = new Set<string>();
  let asked: { readonly at: number; readonly answer: Promise<boolean> } | undefined;
  let told = "[]";

  async function ask(): Promise<boolean> {
    const [identity, subgraphs] = await Promise.all([
      askIdentity().then(
        () => [],
        (cause: unknown) => [{ subgraph: "identity", cause }],
      ),
      askSubgraphs(),
    ]);
    const reasons = [...identity, ...subgraphs].map(({ subgraph, cause }) => ({
      subgraph,
      cause: wordCause(cause),
    }));
    tell(reasons);
    // Looked at last: a question that was answered has closed the breaker that let it through.
    return reasons.length === 0 && open.size === 0;
  }

  function tell(reasons: readonly { readonly subgraph: string }[]): void {
    const names = JSON.stringify([...new Set(reasons.map(({ subgraph }) => subgraph))].sort());
    if (names === told) return;
    told = names;
    if (reasons.length > 0) logger?.warn({ reasons }, "not ready");
    else logger?.info({}, "ready again");
  }

  return {
    isReady() {
      const at = performance.now();
      if (asked === undefined || at - asked.at > ASKED_FOR) asked = { at, answer: ask() };
      return asked.answer;
    },
    forget() {
      open.clear();
      asked = undefined;
    },
    breaker({ subgraph, state }) {
      if (state === "open") open.add(subgraph);
      else open.delete(subgraph);
    },
  };
}
