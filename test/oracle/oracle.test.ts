import { onMysql } from "../kit/databases";
import { READERS } from "./access/table";
import { run } from "./run";

const SEED = 20_261_127;
/** A filter is no field of an answer: what it finds is compared with the rows. */
const FIELDS = Object.keys(READERS).filter((coordinate) => !coordinate.includes("Filter."));

it("answers what the oracle says, no field more and none less, in 2,000 random operations", async () => {
  const { met, ...seen } = await run({ seed: SEED, cases: 2_000, casesPerWorld: 250 });
  expect(seen).toEqual({ cases: 2_000, worlds: 8 });
  // A run that never met a rule would prove nothing of it.
  expect([...met].sort()).toEqual(FIELDS.flatMap((field) => [`${field} read`, `${field} refused`]).sort());
}, 900_000);

onMysql("the oracle", ({ location }) => {
  it("agrees with the same system on MySQL", async () => {
    const { met, ...seen } = await run({ seed: SEED + 100, cases: 200, casesPerWorld: 200, location });
    expect(seen).toEqual({ cases: 200, worlds: 1 });
    expect(met.size).toBeGreaterThan(0);
  }, 600_000);
});
