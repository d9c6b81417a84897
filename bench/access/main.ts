import { deepStrictEqual, notStrictEqual } from "node:assert";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { publishedRules } from "../../subgraphs/shared/serving/published-rules";
import { readPublished } from "../../subgraphs/shared/serving/published-files";
import { writeResults } from "../results";
import { signIn, type Ask } from "./client";
import { measureCut } from "./cut";
import { GUARDED_FIELDS, GUARDED_PAGE, ORGANIZATION, PAGE_SIZE, VIEWERS, type Viewer } from "./operation";
import { report } from "./report";
import { compare, type Compared } from "./rounds";
import { startBoth, type Systems } from "./systems";

export const ACCESS_HELP = `npm run bench access [-- options]
  What rules cost: a page of 1,000 lines with ten guarded fields each, with rules and without, in one process on
  SQLite; and the cut before planning, the first time and from cache.
  --rounds N   rounds of ten pages of each, in turn (60)
  --warm-up N  rounds before those (4)`;

export async function benchAccess(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rounds: { type: "string", default: "60" },
      "warm-up": { type: "string", default: "4" },
    },
  });
  assertGuarded();
  const directory = mkdtempSync(join(tmpdir(), "area-clienti-bench-"));
  try {
    process.stdout.write("Making the demo world on SQLite, twice …\n");
    const systems = await startBoth(directory);
    try {
      const compared: [Viewer, Compared][] = [];
      for (const viewer of VIEWERS) {
        const pair = await pairFor(viewer, systems);
        compared.push([viewer, await compare(pair, Number(values["warm-up"]), Number(values.rounds))]);
      }
      const cut = await measureCut(await signIn(systems.ruled.url, "holding.levante"));
      process.stdout.write(`\n${report(compared, cut)}\n`);
      writeResults("access", {
        lines: PAGE_SIZE,
        guarded: GUARDED_FIELDS,
        ...Object.fromEntries(compared),
        cut,
      });
    } finally {
      await systems.stop();
    }
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** The page of one viewer from both systems, compared first: rules change only what they refuse. */
async function pairFor(viewer: Viewer, { ruled, unruled }: Systems) {
  const variables = { organization: ORGANIZATION, first: PAGE_SIZE };
  const page = async (url: string) => {
    const ask: Ask = await signIn(url, viewer);
    return () => ask(GUARDED_PAGE, variables);
  };
  const pair = { ruled: await page(ruled.url), unruled: await page(unruled.url) };
  const [withRules, without] = [await pair.ruled(), await pair.unruled()];
  if (without.includes('"errors":')) throw new Error(`Without rules: ${without.slice(-500)}`);
  if (viewer === "legal.aurora") deepStrictEqual(JSON.parse(withRules), JSON.parse(without));
  else notStrictEqual(withRules.indexOf('"FORBIDDEN"'), -1, "nothing was refused");
  return pair;
}

/** @throws Error when a field that the bench takes for guarded is not, or no longer */
function assertGuarded(): void {
  const rules = publishedRules(readPublished("identity").supergraphSdl);
  const open = GUARDED_FIELDS.filter((coordinate) => (rules.of(coordinate)?.rules.length ?? 0) === 0);
  if (open.length > 0) throw new Error(`Not guarded: ${open.join(", ")}`);
}
