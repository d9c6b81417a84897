import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { cyclesOf, graphOf } from "./graph";
import { importsOf, type Import } from "./import-direction";

const ROOMS = ["schema", "runtime", "gateway", "subgraphs"] as const;
/** A file of so few lines is often a line of another. */
const SHORT = 20;

/** One room of the house by numbers; lines are those that are not blank. */
export interface RoomFigures {
  readonly room: string;
  readonly files: number;
  readonly medianLines: number;
  readonly ninetiethPercentile: number;
  readonly shortFiles: number;
  /** Exported names that no comment stands before. */
  readonly undocumented: number;
}

/** The house by numbers, outside tests and benches. @param root the repository's folder */
export function roomFigures(root: string): RoomFigures[] {
  return ROOMS.map((room) => {
    const texts = readdirSync(join(root, room), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"))
      .map((file) => readFileSync(join(root, room, file), "utf8"));
    const lines = texts.map(linesIn).toSorted((one, other) => one - other);
    const share = (part: number): number => lines[Math.floor((lines.length - 1) * part)] ?? 0;
    return {
      room,
      files: texts.length,
      medianLines: share(0.5),
      ninetiethPercentile: share(0.9),
      shortFiles: lines.filter((count) => count <= SHORT).length,
      undocumented: texts.reduce((sum, text) => sum + undocumentedIn(text).length, 0),
    };
  });
}

/** Files that import each other in a circle, type-only imports included. */
export function fileCycles(root: string): string[][] {
  return cyclesOf(graphOf(resolved(root).map(({ from, to }) => [from, to])));
}

/** Folders that import each other in a circle. Below a subgraph and below the engine each folder counts as one. */
export function folderCycles(root: string): string[][] {
  return cyclesOf(graphOf(resolved(root).map(({ from, to }) => [folderOf(from), folderOf(to)])));
}

/** The exported functions, classes, constants and types of a text that no comment stands before. */
export function undocumentedIn(text: string): string[] {
  const lines = text.split("\n");
  return lines.flatMap((line, index) => {
    const name =
      /^export (?:default |declare |abstract )*(?:async )?(?:function|class|const|interface|type|enum) (\w+)/.exec(
        line,
      )?.[1];
    if (name === undefined) return [];
    let before = index - 1;
    // A decorator, of several lines perhaps, belongs to what follows it.
    while (before >= 0 && /^[@)}\s]/.test(lines[before] ?? "") && !/\*\/\s*$/.test(lines[before] ?? ""))
      before -= 1;
    return /\*\/\s*$|^\/\//.test(lines[before] ?? "") ? [] : [name];
  });
}

function linesIn(text: string): number {
  return text.split("\n").filter((line) => line.trim() !== "").length;
}

function resolved(root: string): Import[] {
  return importsOf(root).flatMap(({ from, to }) => {
    const file = [`${to}.ts`, join(to, "index.ts")].find((path) => existsSync(join(root, path)));
    return file === undefined ? [] : [{ from, to: file }];
  });
}

function folderOf(file: string): string {
  const depth = file.startsWith("subgraphs/") || file.startsWith("gateway/engine/") ? 3 : 2;
  return dirname(file).split("/").slice(0, depth).join("/");
}
