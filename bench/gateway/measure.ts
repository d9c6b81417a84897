import { deepStrictEqual } from "node:assert";
import { execute, parse } from "graphql";
import type { Contender } from "./contenders";
import type { Assignment } from "./contenders/child";
import { ask, load, target, type Target } from "./load";
import { start, type Running } from "./process";
import { OPERATIONS, type Operation } from "./world/operations";
import { unfederatedSchema } from "./world/unfederated";

export interface Settings {
  readonly rounds: number;
  readonly connections: number;
  /** Requests measured in one round, by operation. */
  readonly requests: Readonly<Record<Operation["name"], number>>;
  /** Requests before the first round, for the compiler. */
  readonly warmUp: Readonly<Record<Operation["name"], number>>;
  /** And before each measurement. */
  readonly again: Readonly<Record<Operation["name"], number>>;
  readonly tokens: readonly string[];
  /** For the contenders' processes. */
  readonly nodeOptions: readonly string[];
}

/** One contender's figures for one operation in one round. */
export interface Measurement {
  readonly contender: string;
  readonly operation: Operation["name"];
  readonly round: number;
  /** CPU seconds of the contender's process per 1,000 requests. */
  readonly cpu: number;
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Bytes. */
  readonly peak: number;
}

/** How many different requests of each operation are compared with the reference before anything is timed. */
const COMPARED = 24;

/** A contender that runs, answers like the reference, and is warm. */
export interface Prepared {
  /** One round: each operation in turn. */
  measure(round: number): Promise<Measurement[]>;
  stop(): Promise<void>;
}

/**
 * Starts a contender in a process of its own, compares its answers, and warms it up. The process stays for all rounds:
 * one started for each would show above all what compiling it costs.
 */
export async function prepare(
  contender: Contender,
  given: Assignment,
  settings: Settings,
): Promise<Prepared> {
  const running = await start(contender.file, { ...given, form: contender.form }, settings.nodeOptions);
  const to = target(running.url, settings.tokens, settings.connections);
  const stop = async () => {
    to.agent.destroy();
    await running.stop();
  };
  try {
    await compare(to);
    for (const operation of OPERATIONS) await load(to, operation, 0, settings.warmUp[operation.name]);
  } catch (error) {
    await stop();
    throw new Error(`${contender.label} is not ready`, { cause: error });
  }
  return {
    stop,
    async measure(round) {
      const measurements: Measurement[] = [];
      for (const operation of OPERATIONS) {
        measurements.push(await measureOne(contender, round, operation, running, to, settings));
      }
      return measurements;
    },
  };
}

async function measureOne(
  contender: Contender,
  round: number,
  operation: Operation,
  running: Running,
  to: Target,
  settings: Settings,
): Promise<Measurement> {
  const count = settings.requests[operation.name];
  // Standing idle while the others had their turn, V8 made its young generation small again and let go of code.
  await load(to, operation, 0, settings.again[operation.name]);
  const before = await running.usage();
  const { seconds, latencies } = await load(to, operation, 0, count);
  const after = await running.usage();
  const percentile = (share: number) => latencies[Math.ceil(share * latencies.length) - 1] ?? 0;
  return {
    contender: contender.id,
    operation: operation.name,
    round,
    cpu: (after.cpu - before.cpu) / 1_000_000 / (count / 1_000),
    perSecond: count / seconds,
    p50: percentile(0.5),
    p99: percentile(0.99),
    peak: after.peak,
  };
}

/** @throws AssertionError at the first answer that differs from what one graphql-js schema answers. */
async function compare(to: Target): Promise<void> {
  const schema = unfederatedSchema();
  for (const operation of OPERATIONS) {
    const document = parse(operation.query);
    for (let request = 0; request < COMPARED; request++) {
      const variableValues = operation.variables(request);
      const { data } = await execute({ schema, document, variableValues });
      const answered = JSON.parse(await ask(to, operation, request)) as { data: unknown };
      deepStrictEqual(answered.data, JSON.parse(JSON.stringify(data)));
    }
  }
}
