import { readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";

const ROOT = resolve(__dirname, "..", "..");
const ROOMS = ["gateway", "runtime", "schema", "subgraphs"];
/** Folders of `subgraphs/` that are no subgraph. */
const NO_SUBGRAPHS = new Set(["shared", "commands"]);

const SUBGRAPHS = readdirSync(join(ROOT, "subgraphs"), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !NO_SUBGRAPHS.has(entry.name))
  .map(({ name }) => name);

/** Whether the text has the name in quotes or as a part of a path. Comments do not count. */
function names(text: string, subgraph: string): boolean {
  const code = text.replaceAll(/\/\*[^]*?\*\/|\/\/.*$/gm, "");
  return new RegExp(`["'\`/]${subgraph}["'\`/]`).test(code);
}

/** The files outside the subgraph's own folder that name it, without what is generated. */
function filesThatName(subgraph: string): string[] {
  return ROOMS.flatMap((room) =>
    readdirSync(join(ROOT, room), { recursive: true, encoding: "utf8" }).map((file) => join(room, file)),
  )
    .filter((file) => file.endsWith(".ts") && !file.startsWith(`subgraphs/${subgraph}/`))
    .filter((file) => names(readFileSync(join(ROOT, file), "utf8"), subgraph))
    .toSorted();
}

/** Issue 11, item 4: a new subgraph is one folder and one line of `subgraphs/index.ts`. */
describe("the name of a subgraph", () => {
  it("stands, of an inventory, in the one list and where identity asks it something", () => {
    const asked = [
      "subgraphs/identity/explain/object-paths.ts",
      "subgraphs/identity/grants/granted-scope.ts",
    ];
    expect(filesThatName("fixed-inventory")).toEqual([asked[0], "subgraphs/index.ts"]);
    expect(filesThatName("billing")).toEqual([...asked, "subgraphs/index.ts"]);
    expect(filesThatName("mobile-inventory")).toEqual([
      ...asked,
      "subgraphs/identity/grants/line-for-user.ts",
      "subgraphs/identity/grants/mobile-labels.ts",
      "subgraphs/identity/registration/proven-line.ts",
      "subgraphs/identity/requests/request-additional-referent.ts",
      "subgraphs/index.ts",
    ]);
  });

  it("stands, of each, in the one list", () => {
    for (const subgraph of SUBGRAPHS) expect(filesThatName(subgraph)).toContain("subgraphs/index.ts");
  });

  it("would be found in a new list, and is not found in a comment", () => {
    expect(names('const PORTS = { "fixed-inventory": 4003 };', "fixed-inventory")).toBe(true);
    expect(names('import { sites } from "../fixed-inventory/import";', "fixed-inventory")).toBe(true);
    expect(names("// Asks `fixed-inventory` later.\n/* `fixed-inventory` */", "fixed-inventory")).toBe(false);
  });
});
