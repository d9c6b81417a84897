import { join } from "node:path";
import * as fc from "fast-check";
import { parse, validate } from "graphql";
import { createIsolatedPlanner } from "../../gateway/engine";
import { compiledProcesses } from "../kit/compile";
import { randomOperation } from "./kit/random-operation";
import { randomWorld, schemaSpec, type SchemaSpec } from "./kit/random-schema";
import { visibleErrorLines, World } from "./kit/world";

/** How many schemas are searched, and from which seed; a longer search asks for more of either. */
const SCHEMAS = Number(process.env["SCHEMAS"] ?? 60);
const SEED = Number(process.env["SEED"] ?? 2026);
const OPERATIONS = 6;

/** Unlike one schema's, these operations are not only the valid ones that a client would think of. */
it("answers operations over any supergraph that composes as one unfederated schema does", async () => {
  const program = join(await compiledProcesses(), "gateway/engine/planner/planner-process.js");
  const made = new Map<string, World | undefined>();
  const worldOf = (spec: SchemaSpec): World | undefined => {
    const id = JSON.stringify(spec);
    if (!made.has(id)) made.set(id, tryWorld(spec, program));
    return made.get(id);
  };
  let answered = 0;
  const cases = schemaSpec.chain((spec) => {
    const world = worldOf(spec);
    const operations =
      world === undefined
        ? fc.constant([])
        : fc.array(randomOperation(world.engine.apiSchema), { minLength: OPERATIONS, maxLength: OPERATIONS });
    return fc.record({ spec: fc.constant(spec), operations });
  });
  await fc.assert(
    fc.asyncProperty(cases, async ({ spec, operations }) => {
      const world = worldOf(spec);
      fc.pre(world !== undefined);
      let last = "";
      try {
        for (const operation of operations) {
          if (validate(world.engine.apiSchema, parse(operation)).length > 0) continue;
          answered++;
          last = operation;
          world.forget();
          await world.expectSame(operation, { no: false, n: 2 }, visibleErrorLines);
        }
      } catch (error) {
        require("fs").writeFileSync(
          "/tmp/found.json",
          JSON.stringify(
            {
              sdl: world.supergraphSdl,
              subs: Object.fromEntries(
                Object.entries(randomWorld(spec).subgraphs).map(([k, v]) => [k, v.typeDefs]),
              ),
              op: last,
              got: await world.ask(last, { no: false, n: 2 }).catch(String),
              want: await world.askUnfederated(last, { no: false, n: 2 }),
              requests: world.requests.map((r) => [r.subgraph, r.query, r.variables]),
            },
            null,
            1,
          ),
        );
        throw error;
      } finally {
        made.delete(JSON.stringify(spec));
        await world.engine.close();
      }
    }),
    { numRuns: SCHEMAS, seed: SEED, endOnFailure: process.env["SHRINK"] === undefined },
  );
  expect(answered).toBeGreaterThan(SCHEMAS);
}, 3_600_000);

/** Nothing when it does not compose. */
function tryWorld(spec: SchemaSpec, program: string): World | undefined {
  try {
    return new World({
      ...randomWorld(spec),
      engine: { createPlanner: (sdl) => createIsolatedPlanner(sdl, program), planTimeoutMs: 4_000 },
    });
  } catch (error) {
    if (process.env["VERBOSE"]) console.error(String(error));
    return undefined;
  }
}
