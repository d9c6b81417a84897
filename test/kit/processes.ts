import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { compiledProcesses } from "./compile";

const ROOT = resolve(__dirname, "..", "..");

/** How a process ended: its exit code, or the signal that ended it. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A process of the product under its own name, as an operator starts it. */
export class Started {
  /** What it wrote to both of its outputs. */
  output = "";
  readonly ended: Promise<Ending>;

  constructor(private readonly child: ChildProcess) {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => (this.output += text));
    }
    // "close", not "exit": by then all of the output has come.
    this.ended = once(child, "close").then(([code, signal]): Ending => ({ code, signal }));
  }

  get pid(): number {
    if (this.child.pid === undefined) throw new Error("The process did not start.");
    return this.child.pid;
  }

  /** Sends the signal to this one process and waits for its end. */
  async end(signal: NodeJS.Signals): Promise<Ending> {
    this.child.kill(signal);
    return await this.ended;
  }
}

const running = new Set<Started>();

/**
 * Starts a compiled file with these variables and no others, but PATH.
 * @param file under `dist`, e.g. `gateway/main.js`
 */
export async function start(
  file: string,
  parameters: readonly string[],
  variables: Readonly<Record<string, string>>,
): Promise<Started> {
  const program = join(await compiledProcesses(), file);
  const env = { PATH: process.env["PATH"], ...variables };
  const child = spawn(process.execPath, ["--enable-source-maps", program, ...parameters], { cwd: ROOT, env });
  const started = new Started(child);
  running.add(started);
  void started.ended.then(() => running.delete(started));
  return started;
}

/** Ends what a test left running; for `afterAll`. */
export async function endAll(): Promise<void> {
  await Promise.all([...running].map((each) => each.end("SIGKILL")));
}

/** Ports that nothing listens on just now. All are held until the last is found, so that none is given twice. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, "127.0.0.1"));
  await Promise.all(servers.map((server) => once(server, "listening")));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => once(server.close(), "close")));
  return ports;
}

/**
 * Asks until the answer is yes, and answers how long that took, in milliseconds.
 * @throws Error after `within` milliseconds, which is a bound for a test gone wrong and no promise
 */
export async function until(
  what: string,
  isSo: () => Promise<boolean> | boolean,
  within = 120_000,
): Promise<number> {
  const begun = performance.now();
  for (;;) {
    if (await isSo()) return performance.now() - begun;
    if (performance.now() - begun > within) throw new Error(`Not so within ${within} ms: ${what}`);
    await pause(20);
  }
}

/** Whether the process at the address says that it is well. */
export async function isHealthy(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/health`)).ok;
  } catch {
    return false;
  }
}

/** Waits for a process to listen. @throws Error with its output when it ended instead */
export async function listening(started: Started, url: string): Promise<void> {
  const ending = started.ended.then(({ code, signal }) => {
    throw new Error(`Ended with ${code ?? signal} instead of listening:\n${started.output}`);
  });
  await Promise.race([until(`${url} answers`, () => isHealthy(url)), ending]);
}
