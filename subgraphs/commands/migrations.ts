import "reflect-metadata";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { subgraphDefinitions } from "..";
import { checksumOf } from "../shared/database/frozen/plan";
import { generatedDirectory } from "../shared/serving/published-files";
import type { SubgraphDefinition } from "../shared/subgraph/definition";

/** By subgraph, the checksum of each migration by its class's name, in the order in which they run. */
export type Checksums = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What the migrations of the code do. */
export async function checksumsOfCode(
  definitions: readonly Pick<SubgraphDefinition, "name" | "migrations">[] = subgraphDefinitions,
): Promise<Checksums> {
  const all: Record<string, Record<string, string>> = {};
  for (const { name, migrations } of definitions) {
    const ordered = migrations.toSorted((one, other) => timestampOf(one.name) - timestampOf(other.name));
    const checksums: Record<string, string> = (all[name] = {});
    for (const migration of ordered) checksums[migration.name] = await checksumOf(migration);
  }
  return all;
}

/** What is wrong with the migrations of the code, one text for each: they were published, and databases have had them. */
export function faultsOf(published: Checksums, code: Checksums): readonly string[] {
  return Object.entries(published).flatMap(([subgraph, migrations]) => {
    const today = code[subgraph] ?? {};
    const last = Math.max(...Object.keys(migrations).map(timestampOf));
    const late = Object.keys(today).filter((name) => !(name in migrations) && timestampOf(name) <= last);
    return [
      ...Object.entries(migrations).flatMap(([name, checksum]) => {
        if (today[name] === undefined) return [`${subgraph}: ${name} is gone; databases have had it`];
        if (today[name] === checksum) return [];
        return [
          `${subgraph}: ${name} does something else than when it was published; add a migration instead`,
        ];
      }),
      ...late.map(
        (name) => `${subgraph}: ${name} must have a timestamp later than ${last}, the last one published`,
      ),
    ];
  });
}

function timestampOf(name: string): number {
  return Number(name.slice(-13));
}

/** `npm run check:migrations`, and with `--accept`, `npm run fix:migrations`: takes new migrations in, never a changed one. */
async function main(accept: boolean): Promise<void> {
  const file = join(generatedDirectory(), "migrations.json");
  const published = JSON.parse(readFileSync(file, "utf8")) as Checksums;
  const code = await checksumsOfCode();
  const faults = faultsOf(published, code);
  const text = `${JSON.stringify(code, null, 2)}\n`;
  const hasNew = JSON.stringify(published) !== JSON.stringify(code);
  if (faults.length > 0) faults.forEach(tell);
  else if (hasNew && accept) writeFileSync(file, text);
  else if (hasNew) tell("There are new migrations. Run `npm run fix:migrations`.");
}

function tell(fault: string): void {
  process.stderr.write(`${fault}\n`);
  process.exitCode = 1;
}

if (require.main === module) {
  main(process.argv.includes("--accept")).catch((error: unknown) => {
    tell(error instanceof Error ? (error.stack ?? error.message) : String(error));
  });
}
