import { type ColumnSet } from "../../subgraphs/shared/import";
import { demoWorld } from "../../subgraphs/commands/demo";
import { documentedColumns, FEED_COLUMNS, FEED_KINDS } from "./feed-kinds";

it("documents every kind and column of the feed, and which must be filled", () => {
  const expected = Object.fromEntries(
    FEED_KINDS.map((kind) => {
      const columns: ColumnSet = FEED_COLUMNS[kind];
      return [
        kind,
        Object.fromEntries(Object.entries(columns).map(([name, { required }]) => [name, required])),
      ];
    }),
  );
  const documented = Object.fromEntries(
    Object.entries(documentedColumns()).map(([kind, columns]) => [
      kind,
      Object.fromEntries(Object.entries(columns).map(([name, required]) => [name, required === "yes"])),
    ]),
  );
  expect(documented).toEqual(expected);
});

it("makes the demo world of exactly the documented kinds and columns, in the order of import", () => {
  const documented = Object.entries(documentedColumns()).map(([kind, columns]) => [
    kind,
    Object.keys(columns).sort(),
  ]);
  const made = demoWorld({ day: "2026-03-17" }).map(({ kind, rows }) => {
    const [first] = rows();
    return [kind, Object.keys(first!).sort()];
  });
  expect(made).toEqual(documented);
});
