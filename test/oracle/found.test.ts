import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Case } from "./compare";
import { replay } from "./run";

const DIRECTORY = join(__dirname, "found");

it.each(readdirSync(DIRECTORY))("still agrees with the oracle on what a run once found: %s", async (file) => {
  const found = JSON.parse(readFileSync(join(DIRECTORY, file), "utf8")) as Case;
  expect(await replay(found)).toEqual([]);
});
