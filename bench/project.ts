import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The folder of the project, from wherever the compiled code runs. */
export const PROJECT = above(__dirname);

function above(directory: string): string {
  if (existsSync(join(directory, "package-lock.json"))) return directory;
  const parent = dirname(directory);
  if (parent === directory) throw new Error("No package-lock.json in any folder above");
  return above(parent);
}
