import type { EngineObserver } from "../engine";

/** How long one answer of identity counts, in milliseconds: nobody makes the gateway ask it again and again. */
const ASKED_FOR = 1_000;

export interface Readiness extends EngineObserver {
  /** Whether identity answers and no subgraph's circuit breaker is open. */
  isReady(): Promise<boolean>;
  /** Another supergraph's breakers start closed. */
  forget(): void;
}

/** @param askIdentity rejects when identity cannot be reached */
export function createReadiness(askIdentity: () => Promise<unknown>): Readiness {
  const open = new Set<string>();
  let asked: { readonly at: number; readonly answers: Promise<boolean> } | undefined;

  function identityAnswers(): Promise<boolean> {
    const at = performance.now();
    if (asked === undefined || at - asked.at > ASKED_FOR) {
      const answers = askIdentity().then(
        () => true,
        () => false,
      );
      asked = { at, answers };
    }
    return asked.answers;
  }

  return {
    isReady: async () => open.size === 0 && (await identityAnswers()),
    forget: () => open.clear(),
    breaker({ subgraph, state }) {
      if (state === "open") open.add(subgraph);
      else open.delete(subgraph);
    },
  };
}
