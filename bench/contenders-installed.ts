import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { PROJECT } from "./project";

/**
 * Installs the contenders' packages where they are missing: from a lockfile of their own, so that `npm ci` of the
 * project brings none of them, and in a folder without TypeScript, so that ours is never checked against theirs.
 * @throws Error when npm fails.
 */
export function ensureContenders(): void {
  const directory = join(PROJECT, "bench", "contenders");
  if (existsSync(join(directory, "node_modules"))) return;
  process.stdout.write("Installing the contenders into bench/contenders …\n");
  const { status } = spawnSync("npm", ["ci", "--prefix", directory, "--ignore-scripts", "--loglevel=error"], {
    cwd: directory,
    stdio: "inherit",
  });
  if (status !== 0) throw new Error("npm ci in bench/contenders failed");
}
