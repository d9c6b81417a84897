import { readFileSync, readdirSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";

export interface Import {
  /** Both relative to the repository, e.g. `gateway/main.ts` and `schema/errors`. */
  readonly from: string;
  readonly to: string;
}

const ROOMS = ["schema", "runtime", "gateway", "subgraphs"];
const NAMES_THEM_ALL = [
  "subgraphs/index.ts",
  "subgraphs/main.ts",
  "subgraphs/start.ts",
  "subgraphs/import-kinds.ts",
];

/** Every import between the project's own files, outside tests and benches. */
export function importsOf(root: string): Import[] {
  return ROOMS.flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"))
      .map((file) => join(room, file)),
  ).flatMap((from) => importsIn(from, readFileSync(join(root, from), "utf8")));
}

/** The imports of one file's text that lead to another file of the project. */
export function importsIn(from: string, text: string): Import[] {
  const specifiers = text.matchAll(/(?:from|import|require)\s*\(?\s*["'](\.[^"']*)["']/g);
  return [...specifiers].map(([, specifier = ""]) => ({
    from,
    to: relative("", normalize(join(dirname(from), specifier))),
  }));
}

/** Why an import runs the wrong way (architecture.md, "The house"), or null. */
export function faultOf({ from, to }: Import): string | null {
  const [fromRoom, toRoom] = [roomOf(from), roomOf(to)];
  if (toRoom === "test" || toRoom === "bench") return "the product never imports its tests";
  if (fromRoom === "schema" && toRoom !== "schema") return "schema is what all agree on, and knows nobody";
  if (fromRoom === "runtime" && toRoom !== "runtime" && toRoom !== "schema")
    return "the runtime serves every process, and knows none";
  if (fromRoom === "gateway" && toRoom === "subgraphs") {
    return from === "gateway/embedded.ts" ? null : "only gateway/embedded.ts sees both sides";
  }
  if (fromRoom === "subgraphs" && toRoom === "gateway") return "a subgraph never sees the gateway";
  if (from.startsWith("gateway/engine/") && toRoom === "schema") return "the engine knows no domain";
  if (from.startsWith("gateway/engine/") && !to.startsWith("gateway/engine") && toRoom !== "runtime")
    return "the engine stands alone, on the runtime";
  if (fromRoom === "subgraphs" && toRoom === "subgraphs") return betweenSubgraphs(from, to);
  return null;
}

function betweenSubgraphs(from: string, to: string): string | null {
  if (NAMES_THEM_ALL.includes(from) || from.startsWith("subgraphs/commands/")) return null;
  const [fromOne, toOne] = [from.split("/")[1], to.split("/")[1]];
  if (toOne === "shared" || fromOne === toOne) return null;
  return fromOne === "shared" ? "shared machinery knows no subgraph" : "a subgraph never imports another";
}

function roomOf(path: string): string {
  return path.split("/")[0] ?? "";
}
