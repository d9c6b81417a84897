import { setImmediate as turn } from "node:timers/promises";
import type { SubgraphRequest, SubgraphResponse } from "../../../gateway/engine";
import type { Context } from "./world";

type Next = () => Promise<SubgraphResponse>;

/** Stands before a subgraph and answers when the test wants it to, and what. */
export class Gate {
  /** What it was asked, in order. */
  readonly asked: SubgraphRequest<Context>[] = [];
  private readonly waiting: ((outcome: "through" | Error) => void)[] = [];
  private isOpen = false;

  constructor(private readonly subgraph: string) {}

  readonly intercept = async (request: SubgraphRequest<Context>, next: Next): Promise<SubgraphResponse> => {
    if (request.subgraph !== this.subgraph) return next();
    this.asked.push(request);
    if (this.isOpen) return next();
    const outcome = await new Promise<"through" | Error>((resolve) => this.waiting.push(resolve));
    if (outcome instanceof Error) throw outcome;
    return next();
  };

  /** Waits until it was asked so often. */
  async askedTimes(count: number): Promise<void> {
    while (this.asked.length < count) await turn();
  }

  /** Lets the first that waits through, or fails it. */
  release(outcome: "through" | Error = "through"): void {
    this.waiting.shift()?.(outcome);
  }

  /** The same of the last that waits. */
  releaseLast(outcome: "through" | Error = "through"): void {
    this.waiting.pop()?.(outcome);
  }

  /** Lets through whoever waits, and from now on everyone. */
  open(): void {
    this.isOpen = true;
    for (const resolve of this.waiting.splice(0)) resolve("through");
  }
}
