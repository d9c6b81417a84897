import fc from "fast-check";
import { parse, validate } from "graphql";
import type { DatabaseLocation } from "../../subgraphs/shared/database";
import { compare, type Case } from "./compare";
import { randomQuestion } from "./operation/random-operation";
import { shrink } from "./shrink";
import { startSystem, type System } from "./system";
import { randomWorld } from "./world/random-world";

export interface Run {
  readonly seed: number;
  readonly cases: number;
  readonly casesPerWorld: number;
  /** A new place for the databases of each world; default: SQLite files. */
  readonly location?: () => Promise<DatabaseLocation>;
}

/** What a run saw. */
export interface Seen {
  readonly cases: number;
  readonly worlds: number;
  /** Every guarded field that was met, and how: `Sim.imsi refused`, `Sim.imsi read`. */
  readonly met: ReadonlySet<string>;
}

/** A case on which system and oracle differ, made as small as it gets. */
export class Found extends Error {
  constructor(
    readonly smallest: Case,
    readonly seed: number,
    readonly difference: readonly string[],
  ) {
    const { world, person, operation } = smallest;
    super(
      [
        `System and oracle differ (seed ${seed}); keep the case under test/oracle/found.`,
        `Person: ${person ?? "nobody"}`,
        `Operation: ${operation.query} ${JSON.stringify(operation.variables)}`,
        ...difference,
        `Case: ${JSON.stringify({ world, person, operation })}`,
      ].join("\n"),
    );
    this.name = "Found";
  }
}

/** Asks random operations as random people of random worlds. @throws Found at the first difference */
export async function run(options: Run): Promise<Seen> {
  const worlds = Math.ceil(options.cases / options.casesPerWorld);
  const met = new Set<string>();
  for (let index = 0; index < worlds; index++) {
    const left = options.cases - index * options.casesPerWorld;
    const cases = Math.min(left, options.casesPerWorld);
    for (const each of await runWorld(options.seed + index, cases, await options.location?.())) met.add(each);
  }
  return { cases: options.cases, worlds, met };
}

async function runWorld(
  seed: number,
  cases: number,
  location: DatabaseLocation | undefined,
): Promise<ReadonlySet<string>> {
  const [world] = fc.sample(randomWorld, { seed, numRuns: 1 });
  if (world === undefined) throw new Error("fast-check gave no world");
  const met = new Set<string>();
  const system = await startSystem(world, location);
  try {
    const { schema, costCenterIds } = system;
    const questions = fc.sample(randomQuestion(schema, { world, costCenterIds }), { seed, numRuns: cases });
    for (const question of questions) {
      const found: Case = { world, ...question };
      const { query } = question.operation;
      const invalid = validate(schema, parse(query));
      if (invalid.length > 0) throw new Error(`An invalid operation: ${query}\n${invalid.join("\n")}`);
      const comparison = await compare(system, found);
      for (const each of comparison.met) met.add(each);
      if (comparison.differences.length > 0) throw await smallestOf(found, seed, system);
    }
  } finally {
    await system.close();
  }
  return met;
}

async function smallestOf(found: Case, seed: number, system: System): Promise<Found> {
  const inPlace = async (candidate: Case) => (await compare(system, candidate)).differences.length > 0;
  const anew = async (candidate: Case) => (await replay(candidate)).length > 0;
  const smallest = await shrink(found, system.schema, inPlace, anew);
  return new Found(smallest, seed, await replay(smallest));
}

/** The differences of one case in a system of its own. */
export async function replay(given: Case): Promise<readonly string[]> {
  const system = await startSystem(given.world);
  try {
    return (await compare(system, given)).differences;
  } finally {
    await system.close();
  }
}
