import { readFileSync } from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

/** What the run tells a contender's process, as JSON in its first argument. */
export interface Assignment {
  readonly supergraphSdl: string;
  readonly subgraphs: readonly { name: string; url: string; federation1Sdl: string }[];
  /** PEM of the Ed25519 key that the callers' tokens verify with. */
  readonly publicKey: string;
  /** Which of a contender's forms to run, where it has several. */
  readonly form: string;
}

/** What a contender's process used since its start. */
export interface Usage {
  /** User and system time of all its threads, in microseconds. */
  readonly cpu: number;
  /** Largest resident set, in bytes. */
  readonly peak: number;
}

export type ToParent = { readonly url: string } | { readonly usage: Usage };

export function assignment(): Assignment {
  return JSON.parse(process.argv[2] ?? "") as Assignment;
}

/** Tells the run where this process listens, answers each of its messages with the usage so far, and ends with it. */
export function announce(url: string): void {
  const send = (message: ToParent) => process.send?.(message);
  process.on("message", () => send({ usage: usage() }));
  process.once("disconnect", () => process.exit(0));
  send({ url });
}

/** Listens on a free loopback port. */
export function listen(server: Server, path = "/graphql"): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`);
    });
  });
}

function usage(): Usage {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  return { cpu: userCPUTime + systemCPUTime, peak: peakOfThisImage() ?? maxRSS * 1024 };
}

/** Linux counts a parent's pages in a child's maxRSS when it was spawned by vfork, so its own mark is read instead. */
function peakOfThisImage(): number | undefined {
  try {
    const kibibytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8"))?.[1];
    return kibibytes === undefined ? undefined : Number(kibibytes) * 1024;
  } catch {
    return undefined;
  }
}
