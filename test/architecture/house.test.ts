import { cyclesOf, graphOf } from "./graph";
import { fileCycles, folderCycles, roomFigures, undocumentedIn } from "./house";

/**
 * Completing a value completes the fields below it, and a field completes its value: these two call each other, one
 * file for each idea. Any other circle of files fails.
 */
const RECURSIVE = [
  [
    "gateway/engine/projection/complete.ts",
    "gateway/engine/projection/leaf.ts",
    "gateway/engine/projection/object-shapes.ts",
    "gateway/engine/projection/projection-run.ts",
  ],
  [
    "subgraphs/shared/compiled/compiler.ts",
    "subgraphs/shared/compiled/complete-composite.ts",
    "subgraphs/shared/compiled/field.ts",
    "subgraphs/shared/compiled/resolve-info.ts",
    "subgraphs/shared/compiled/run.ts",
  ],
];

describe("the house", () => {
  it("has no circle of files, type-only imports included, but the two that complete values", () => {
    expect(fileCycles(process.cwd())).toEqual(RECURSIVE);
  });

  it("has no more circles of folders than are still to be undone", () => {
    expect(folderCycles(process.cwd()).length).toBeLessThanOrEqual(1);
  });

  it("has no export of the gateway or the runtime that no comment explains", () => {
    const figures = roomFigures(process.cwd()).filter(({ room }) => room === "gateway" || room === "runtime");
    expect(figures.map(({ room, undocumented }) => [room, undocumented])).toEqual([
      ["runtime", 0],
      ["gateway", 0],
    ]);
  });

  it("shows a planted circle, whole, and nothing beside it", () => {
    const graph = graphOf([
      ["a", "b"],
      ["b", "c"],
      ["c", "a"],
      ["c", "d"],
      ["d", "e"],
      ["e", "e"],
    ]);
    expect(cyclesOf(graph)).toEqual([["a", "b", "c"]]);
    expect(
      cyclesOf(
        graphOf([
          ["a", "b"],
          ["b", "c"],
        ]),
      ),
    ).toEqual([]);
  });

  it("counts an export that no comment stands before, behind a decorator too", () => {
    const text = [
      "/** Said. */",
      "export function told() {}",
      "",
      "export const silent = 1;",
      "/** Said. */",
      "@Resolver(() => Line, {",
      "})",
      "export class Decorated {}",
      "",
      "@Resolver()",
      "export class Bare {}",
    ].join("\n");
    expect(undocumentedIn(text)).toEqual(["silent", "Bare"]);
  });
});
