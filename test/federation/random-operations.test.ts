import * as fc from "fast-check";
import { parse, validate } from "graphql";
import { LIBRARY } from "./kit/library";
import { randomOperation } from "./kit/random-operation";
import { visibleErrorLines, World } from "./kit/world";

// What is planned is compared, not how soon.
const world = new World({ ...LIBRARY, engine: { ...LIBRARY.engine, planTimeoutMs: 30_000 } });

/** With fc's seed and path of a failure one case runs again; RUNS asks for a longer search. */
const RUNS = Number(process.env["RUNS"] ?? 300);

it("answers any operation as one unfederated schema over the same data does", async () => {
  await fc.assert(
    fc.asyncProperty(randomOperation(world.engine.apiSchema), fc.option(fc.nat(5)), async (operation, n) => {
      fc.pre(validate(world.engine.apiSchema, parse(operation)).length === 0);
      await world.expectSame(operation, { no: false, ...(n === null ? {} : { n }) }, visibleErrorLines);
    }),
    { numRuns: RUNS },
  );
}, 600_000);
