import { mkdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join, relative } from "node:path";
import { PROJECT } from "./project";

/** Where runs leave their figures and profiles; not under version control. */
export const RESULTS = join(PROJECT, "bench", "results");

/** Writes a run's figures to bench/results/, with what they were measured on. */
export function writeResults(bench: string, results: object): void {
  mkdirSync(RESULTS, { recursive: true });
  const at = new Date().toISOString();
  const file = join(RESULTS, `${bench}-${at.replaceAll(":", "-").slice(0, 19)}.json`);
  const [core] = cpus();
  const machine = { node: process.version, cores: cpus().length, model: core?.model ?? "unknown" };
  writeFileSync(file, `${JSON.stringify({ bench, at, machine, ...results }, null, 2)}\n`);
  process.stdout.write(`\nWritten to ${relative(process.cwd(), file)}\n`);
}
