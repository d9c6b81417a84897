import { join } from "node:path";
import * as fc from "fast-check";
import { parse, validate } from "graphql";
import { createIsolatedPlanner } from "../../gateway/engine";
import { compiledProcesses } from "../kit/compile";
import { randomOperation } from "./kit/random-operation";
import { randomWorld, schemaSpec, type SchemaSpec } from "./kit/random-schema";
import { visibleErrorLines, World } from "./kit/world";

/** How many schemas are searched, and from which seed: a longer search asks for more, or for others. */
const SCHEMAS = Number(process.env["SCHEMAS"] ?? 30);
const SEED = Number(process.env["SEED"] ?? 2026);
const OPERATIONS = 6;
/** Shrinking what was found is worth some minutes and no more. */
const AT_MOST_MS = Math.max(1_200_000, SCHEMAS * 6_000);

it(
  "answers operations over any supergraph that composes as one unfederated schema does",
  async () => {
    const program = join(await compiledProcesses(), "gateway/engine/planner/planner-process.js");
    const worlds = new Map<SchemaSpec, World>();
    let answered = 0;
    const composed = { guild: 0, apollo: 0 };
    const cases = schemaSpec.chain((spec) => {
      const world = worldOf(spec, program);
      if (world === undefined) return fc.constant({ spec, operations: [] as string[] });
      worlds.set(spec, world);
      const operation = randomOperation(world.engine.apiSchema);
      const operations = fc.array(operation, { minLength: OPERATIONS, maxLength: OPERATIONS });
      return fc.record({ spec: fc.constant(spec), operations });
    });
    const property = fc.asyncProperty(cases, async ({ spec, operations }) => {
      const world = worlds.get(spec) ?? worldOf(spec, program);
      fc.pre(world !== undefined);
      composed[spec.composer]++;
      try {
        for (const operation of operations) {
          if (validate(world.engine.apiSchema, parse(operation)).length > 0) continue;
          answered++;
          await world
            .expectSame(operation, { no: false, n: 2 }, visibleErrorLines)
            .catch((error: unknown) => {
              throw new Error(`${describeSubgraphs(spec)}\n${operation}\n${String(error)}`, { cause: error });
            });
        }
      } finally {
        worlds.delete(spec);
        await world.engine.close();
      }
    });
    await fc.assert(property, {
      numRuns: SCHEMAS,
      seed: SEED,
      interruptAfterTimeLimit: AT_MOST_MS,
      markInterruptAsFailure: true,
    });
    expect(answered).toBeGreaterThan(SCHEMAS);
    expect(Math.min(composed.guild, composed.apollo)).toBeGreaterThan(SCHEMAS / 4);
    if (process.env["SCHEMAS"] !== undefined)
      process.stdout.write(
        `seed ${SEED}: ${composed.guild} schemas by federation-composition, ${composed.apollo} by Apollo, ${answered} operations\n`,
      );
  },
  AT_MOST_MS + 60_000,
);

/** Nothing when the subgraphs do not compose. */
function worldOf(spec: SchemaSpec, program: string): World | undefined {
  try {
    return new World({
      ...randomWorld(spec),
      composer: spec.composer,
      // Answers are compared, not times; some operations the planner never comes back from, and each waits for its half.
      engine: {
        createPlanner: (sdl) => createIsolatedPlanner(sdl, { program }),
        planTimeoutMs: 10_000,
        requestTimeoutMs: 120_000,
      },
    });
  } catch {
    return undefined;
  }
}

function describeSubgraphs(spec: SchemaSpec): string {
  const { subgraphs } = randomWorld(spec);
  return `# composed by ${spec.composer}\n${Object.entries(subgraphs)
    .map(([name, { typeDefs }]) => `# ${name}\n${typeDefs}`)
    .join("\n")}`;
}
