import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import type { Assignment, ToParent, Usage } from "./contenders/child";

export interface Running {
  readonly url: string;
  usage(): Promise<Usage>;
  stop(): Promise<void>;
}

/** Milliseconds for a contender to load its libraries and listen. */
const START_TIMEOUT = 30_000;

/**
 * Starts a program of contenders/ in a process of its own, as production would run it.
 * @throws Error with what it wrote to stderr when it ends before it listens.
 */
export async function start(
  file: string,
  given: Assignment,
  nodeOptions: readonly string[] = [],
): Promise<Running> {
  const child = fork(file, [JSON.stringify(given)], {
    env: { ...process.env, NODE_ENV: "production", LOG_LEVEL: "" },
    execArgv: [...nodeOptions],
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  let complaints = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (complaints += text));
  const ready = await nextMessage(child, () => complaints);
  if (!("url" in ready)) throw new Error(`${file} did not say where it listens`);
  return {
    url: ready.url,
    async usage() {
      child.send("usage");
      const message = await nextMessage(child, () => complaints);
      if (!("usage" in message)) throw new Error(`${file} did not tell its usage`);
      return message.usage;
    },
    async stop() {
      if (child.exitCode !== null) return;
      const exited = once(child, "exit");
      child.disconnect();
      await exited;
    },
  };
}

function nextMessage(child: ChildProcess, complaints: () => string): Promise<ToParent> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill();
      reject(new Error(`no word from ${child.spawnargs[1]} in time\n${complaints()}`));
    }, START_TIMEOUT);
    const ended = () => {
      clearTimeout(timer);
      reject(new Error(`${child.spawnargs[1]} ended\n${complaints()}`));
    };
    child.once("exit", ended);
    child.once("message", (message) => {
      clearTimeout(timer);
      child.off("exit", ended);
      resolve(message as ToParent);
    });
  });
}
