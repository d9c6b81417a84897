import { format, type Format } from "../../subgraphs/shared/import";

it.each<[string, Format<unknown>, string, unknown]>([
  ["text", format.text(20), "Aurora\r\n  Meccanica", "Aurora Meccanica"],
  ["text, composed", format.text(5), "citta\u0300", "città"],
  ["text, astral characters counted once", format.text(2), "😀😀", "😀😀"],
  ["id", format.id, "mc-aurora-1", "mc-aurora-1"],
  ["boolean", format.boolean, "false", false],
  ["count", format.count, "9007199254740991", 9_007_199_254_740_991],
  ["date-time", format.dateTime, "2026-02-28T10:30:00+01:00", Date.UTC(2026, 1, 28, 9, 30)],
  ["empty list", format.listOf(format.id), "", []],
  ["list", format.listOf(format.enumOf(["A", "B"])), "B | A", ["B", "A"]],
  [
    "list of named",
    format.listOf(format.named(9)),
    "o-1:UE: 10 GB|o-2:x",
    [
      { id: "o-1", name: "UE: 10 GB" },
      { id: "o-2", name: "x" },
    ],
  ],
  ["optional, empty", format.optional(format.date), "", null],
  ["optional, given", format.optional(format.date), "2026-01-31", "2026-01-31"],
])("%s: cell %# reads as its value", (_, column, text, value) => {
  expect(column.parse(text)).toEqual({ value });
});

it.each<[string, Format<unknown>, string, string]>([
  ["text", format.text(3), "four", "must not be longer than 3 characters"],
  ["text", format.text(9), "a\u0000b", "must not have control characters"],
  ["id", format.id, "a b", "must have 1 to 64 letters, digits and - . _ ~"],
  ["id", format.id, "x".repeat(65), "must have 1 to 64 letters, digits and - . _ ~"],
  ["enum", format.enumOf(["A", "B"]), "constructor", "must be one of A, B"],
  ["boolean", format.boolean, "yes", "must be true or false"],
  ["count", format.count, "-1", "must be a whole number from 0 to 9007199254740991"],
  ["count", format.count, "9007199254740992", "must be a whole number from 0 to 9007199254740991"],
  [
    "date-time",
    format.dateTime,
    "2026-02-28",
    "must be an instant as in RFC 3339, with its offset: 2026-02-28T09:30:00Z",
  ],
  ["list", format.listOf(format.id), "a|b c", "element 2 must have 1 to 64 letters, digits and - . _ ~"],
  ["list", format.listOf(format.id), "a||b", "element 2 must not be empty"],
  ["list", format.listOf(format.id), "a|b|a", "names an element twice"],
  [
    "list",
    format.listOf(format.id),
    Array.from({ length: 1_001 }, (_, n) => n).join("|"),
    "must not have more than 1000 elements",
  ],
  ["named", format.named(9), "o-1", "must be written id:name"],
  ["named", format.named(9), ":name", "must be written id:name"],
  ["named", format.named(9), "o-1:", "must be written id:name"],
  ["country", format.country, "it", "must be two capital letters, as IT"],
  ["optional", format.optional(format.date), "31/01/2026", "must be a date written YYYY-MM-DD"],
])("%s: cell %# is refused in plain words", (_, column, text, fault) => {
  expect(column.parse(text)).toEqual({ fault });
});
