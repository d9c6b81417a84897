import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Assignment } from "../gateway/contenders/child";
import type { Held } from "./gateway";

export interface SoakedGateway {
  readonly url: string;
  /** What it holds once nothing is under way, and connections that are kept for a while are closed. */
  idle(): Promise<Held>;
  stop(): Promise<void>;
}

/** Milliseconds that kept connections, backoffs and the last timeouts may take to end. */
const SETTLING = 15_000;
/** What an idle gateway holds: its listening socket and the channel to this process. */
const OWN = new Set(["TCPServerWrap", "PipeWrap"]);

/** @throws Error when it ends before it listens */
export async function startSoakedGateway(given: Assignment): Promise<SoakedGateway> {
  const child = fork(join(__dirname, "gateway.js"), [JSON.stringify(given)], {
    execArgv: ["--expose-gc", "--enable-source-maps"],
    env: { ...process.env, NODE_ENV: "production", LOG_LEVEL: "" },
  });
  const exited = once(child, "exit");
  const ended = exited.then(() => {
    throw new Error("The gateway ended.");
  });
  ended.catch(() => undefined);
  const next = async <Message>(): Promise<Message> => {
    const [message] = (await Promise.race([once(child, "message"), ended])) as [Message];
    return message;
  };
  const { url } = await next<{ url: string }>();
  const look = async (): Promise<Held> => {
    const answer = next<{ held: Held }>();
    child.send("look");
    return (await answer).held;
  };
  return {
    url,
    async idle() {
      const begun = performance.now();
      for (;;) {
        const held = await look();
        if (leftOver(held).length === 0 || performance.now() - begun > SETTLING) return held;
        await pause(500);
      }
    },
    async stop() {
      child.disconnect();
      await exited;
    },
  };
}

/** Sockets, timers and whatever else is held that an idle gateway has no use for, as `kind: count`. */
export function leftOver({ resources }: Held): string[] {
  return Object.entries(resources)
    .filter(([kind]) => !OWN.has(kind))
    .map(([kind, count]) => `${kind}: ${count}`);
}
