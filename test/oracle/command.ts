import "reflect-metadata";
import { parseArgs } from "node:util";
import { Found, run } from "./run";

/** `npm run oracle -- --cases 20000 --seed 7`: a longer run; prints its seed, so that it can be repeated. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { cases: { type: "string", default: "20000" }, seed: { type: "string" } },
  });
  const cases = Number(values.cases);
  const seed = values.seed === undefined ? Date.now() % 1_000_000_000 : Number(values.seed);
  if (!Number.isSafeInteger(cases) || cases < 1 || !Number.isSafeInteger(seed))
    throw new Error("--cases and --seed must be whole numbers");
  process.stdout.write(`Oracle: ${cases} cases from seed ${seed}\n`);
  const { worlds, met } = await run({ seed, cases, casesPerWorld: 250 });
  process.stdout.write(`${cases} cases in ${worlds} worlds agree; seed ${seed}. Rules met:\n`);
  for (const each of [...met].sort()) process.stdout.write(`  ${each}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Found ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
