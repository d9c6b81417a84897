import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const ROOT = resolve(__dirname, "..", "..");
const SOURCES = ["schema", "runtime", "gateway", "subgraphs"];
/** Apart from `dist`, which `npm run build` may be writing at the same time. */
const COMPILED = join(ROOT, "dist", "processes");
const MARKER = join(COMPILED, ".compiled");
const LOCK = join(ROOT, "dist", "processes.lock");
const LOCK_IS_LEFT_BEHIND_AFTER = 120_000;

/**
 * The folder of the compiled processes, as `npm run build` makes them; compiled when a source is newer, by one of the
 * test workers while the others wait.
 */
export async function compiledProcesses(): Promise<string> {
  while (!takeLock()) await pause(100);
  try {
    if (changedAt(MARKER) < Math.max(...SOURCES.map(newestIn))) {
      const begun = new Date();
      const tsc = join(ROOT, "node_modules", "typescript", "bin", "tsc");
      execFileSync(process.execPath, [tsc, "-p", join(__dirname, "tsconfig.processes.json")], { cwd: ROOT });
      writeFileSync(MARKER, begun.toISOString());
    }
    return COMPILED;
  } finally {
    rmSync(LOCK, { recursive: true, force: true });
  }
}

/** Making a folder is the one thing that only one of two processes can do. */
function takeLock(): boolean {
  try {
    mkdirSync(join(ROOT, "dist"), { recursive: true });
    mkdirSync(LOCK);
    return true;
  } catch {
    const since = changedAt(LOCK);
    if (since > 0 && Date.now() - since > LOCK_IS_LEFT_BEHIND_AFTER)
      rmSync(LOCK, { recursive: true, force: true });
    return false;
  }
}

function newestIn(folder: string): number {
  const files = readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" });
  return Math.max(
    ...files.filter((file) => file.endsWith(".ts")).map((file) => changedAt(join(ROOT, folder, file))),
  );
}

/** Epoch milliseconds; 0 when there is no such file. */
function changedAt(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
