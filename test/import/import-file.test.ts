import { Readable } from "node:stream";
import { importFile, ImportRefused, ImportStopped, type RowReject } from "../../subgraphs/shared/import";
import { HEADER, line, linesKind } from "./lines-kind";

/** In pieces of seven octets, so that every character, quote and line end is cut somewhere. */
function csv(text: string | Buffer): Readable {
  const bytes = Buffer.from(text as string);
  const pieces = [];
  for (let start = 0; start < bytes.length; start += 7) pieces.push(bytes.subarray(start, start + 7));
  return Readable.from(pieces, { objectMode: false });
}

function numbered(from: number, to: number): string {
  return Array.from({ length: to - from + 1 }, (_, index) => line(from + index)).join("");
}

it("imports a file in batches and counts what it did", async () => {
  const { kind, batches, rows } = linesKind();
  const progress: number[] = [];
  const report = await importFile(kind, csv(HEADER + numbered(1, 5)), {
    batchSize: 2,
    onProgress: ({ read }) => progress.push(read),
  });
  expect(report).toEqual({ kind: "lines", read: 5, applied: 5, unchanged: 0, rejected: 0, rejects: [] });
  expect(batches).toEqual([["l-1", "l-2"], ["l-3", "l-4"], ["l-5"]]);
  expect(progress).toEqual([2, 4, 5]);
  expect(rows()).toHaveLength(5);
});

it("leaves after two runs what one run leaves", async () => {
  const { kind, rows } = linesKind();
  await importFile(kind, csv(HEADER + numbered(1, 3)));
  const once = rows();
  await importFile(kind, csv(HEADER + numbered(1, 3)));
  expect(rows()).toEqual(once);
});

it("refuses single rows with line, column and reason, and takes all the others", async () => {
  const { kind, rows } = linesKind();
  const sink: RowReject[][] = [];
  const text =
    HEADER +
    line(1) +
    "l-2,0335,FROZEN,2026-02-30,\n" +
    'l-3,+393350000003,ACTIVE,,"two\nlines"\n' +
    "l-4,+393350000004,ACTIVE\n" +
    "l-5,+393350000005,ACTIVE,2026-01-01,\n" +
    ",+393350000006,ACTIVE,,\n" +
    "l-7,+393350000007,ACTIVE,,orphan\n" +
    "l-8,+393350000008,ACTIVE,,a label far too long\n" +
    line(9);
  const report = await importFile(kind, csv(text), {
    rejects: { add: async (found) => void sink.push([...found]) },
  });
  const rejects = [
    {
      row: 3,
      column: "msisdn",
      reason: "must be an Italian mobile number in E.164: +393 and 8 or 9 more digits",
    },
    { row: 3, column: "status", reason: "must be one of ACTIVE, TERMINATED" },
    { row: 3, column: "terminated_on", reason: "is not a day of the calendar" },
    { row: 6, reason: "has 3 cells where the header has 5" },
    { row: 7, column: "terminated_on", reason: "must be empty unless TERMINATED" },
    { row: 8, column: "id", reason: "is required" },
    { row: 9, column: "label", reason: "unknown parent" },
    { row: 10, column: "label", reason: "must not be longer than 12 characters" },
  ];
  expect(report).toEqual({ kind: "lines", read: 9, applied: 3, unchanged: 0, rejected: 6, rejects });
  expect(sink).toEqual([rejects]);
  expect(rows()).toEqual(["l-1 +393350000001", "l-3 +393350000003", "l-9 +393350000009"]);
});

it("finds the rows that the database refuses and keeps the rest of their batch", async () => {
  const { kind, rows } = linesKind();
  const text = HEADER + numbered(1, 20) + line(21, 5) + numbered(22, 40) + line(41, 6);
  const report = await importFile(kind, csv(text));
  expect(report).toMatchObject({
    applied: 39,
    rejects: [
      { row: 22, column: "msisdn", reason: "is another line's" },
      { row: 42, column: "msisdn", reason: "is another line's" },
    ],
  });
  expect(rows()).toHaveLength(39);
});

it("lets the later of two rows with one key win, and never gives both in one batch", async () => {
  const { kind, batches, rows } = linesKind();
  const report = await importFile(kind, csv(HEADER + line(1, 1) + line(2) + line(1, 11) + line(3)));
  expect(report).toMatchObject({ read: 4, applied: 4, rejected: 0 });
  expect(batches).toEqual([
    ["l-1", "l-2"],
    ["l-1", "l-3"],
  ]);
  expect(rows()[0]).toBe("l-1 +393350000011");
});

it.each([
  ["a byte order mark", "\uFEFF", "\n"],
  ["Windows line ends", "", "\r\n"],
  ["old Macintosh line ends", "", "\r"],
])("reads a file with %s, and names rows by the line on which they begin", async (_, mark, lineEnd) => {
  const { kind } = linesKind();
  const text = `${HEADER}l-1,+393350000001,ACTIVE,,"a\nb"\nbad,1,ACTIVE,,\n\nbad,2,ACTIVE,,"x\n\ny"\nbad,3,ACTIVE,,\n`;
  const report = await importFile(kind, csv(mark + text.replaceAll("\n", lineEnd)));
  expect(report.applied).toBe(1);
  expect(report.rejects.map(({ row }) => row)).toEqual([4, 6, 9]);
});

it("takes columns in any order, and a quote within an unquoted cell as text", async () => {
  const { kind, database } = linesKind();
  await importFile(kind, csv('label,status,terminated_on,msisdn,id\n5" x  7",ACTIVE,,+393350000001,l-1\n'));
  expect(database.prepare("SELECT label FROM line").all()).toEqual([{ label: '5" x 7"' }]);
});

it("refuses cells that are not UTF-8 instead of storing them mutilated", async () => {
  const { kind } = linesKind();
  const text = Buffer.from(`${HEADER}l-1,+393350000001,ACTIVE,,citt\xE0\n`, "latin1");
  const report = await importFile(kind, csv(text));
  expect(report.rejects).toEqual([{ row: 2, column: "label", reason: "is not encoded in UTF-8" }]);
});

it.each([
  ["", "The file is empty: not even a header."],
  ["id,msisdn,status\n", "The header does not fit: missing: terminated_on, label."],
  [
    "id,id,msisdn,status,terminated_on,label,colour,\n",
    "The header does not fit: unknown: colour, (empty); more than once: id.",
  ],
  ["id;msisdn;status\n", "Columns are separated by commas."],
])("refuses a whole file that begins with %j, and writes nothing", async (header, message) => {
  const { kind, batches } = linesKind();
  const refused = importFile(kind, Readable.from(header === "" ? [] : [header, line(1)]));
  await expect(refused).rejects.toThrow(ImportRefused);
  await expect(refused).rejects.toThrow(message);
  expect(batches).toEqual([]);
});

it("imports what stands before a quote that is never closed, then stops and names the place", async () => {
  const { kind, rows } = linesKind();
  const text = `${HEADER}${numbered(1, 3)}l-4,"+393350000004,ACTIVE,,\n${numbered(5, 9)}`;
  const stopped = await importFile(kind, Readable.from([text])).catch((error: unknown) => error);
  expect(stopped).toBeInstanceOf(ImportStopped);
  expect(stopped).toMatchObject({
    message:
      "The import stopped before line 5: a quote is never closed, or a record is longer than 65536 characters",
    resumeFrom: 5,
    report: { read: 3, applied: 3 },
  });
  expect(rows()).toHaveLength(3);
});

it("takes nothing that follows an overlong record, where cells and text can no longer be told apart", async () => {
  const { kind, rows } = linesKind();
  const text = `${HEADER}${line(1)}l-2,"${"x\n".repeat(40_000)}",ACTIVE,,\n${numbered(3, 9)}`;
  await expect(importFile(kind, Readable.from([text]))).rejects.toMatchObject({
    resumeFrom: 3,
    report: { read: 1, applied: 1, rejected: 0 },
  });
  expect(rows()).toEqual(["l-1 +393350000001"]);
});

it("bounds a record, so that an open quote does not gather the rest of a large file", async () => {
  const { kind, rows } = linesKind();
  let produced = 0;
  function* endless() {
    yield `${HEADER}${line(1)}l-2,"`;
    for (; produced < 10_000; produced++) yield "x".repeat(1_000);
  }
  await expect(importFile(kind, Readable.from(endless()))).rejects.toThrow("longer than 65536 characters");
  expect(rows()).toEqual(["l-1 +393350000001"]);
  expect(produced).toBeLessThan(500);
});

it("resumes where a failing database stopped it, without a row lost or twice", async () => {
  const { kind, database, rows, batches } = linesKind();
  const text = HEADER + numbered(1, 10);
  database.exec(
    "CREATE TRIGGER full BEFORE INSERT ON line WHEN NEW.id = 'l-8' BEGIN SELECT RAISE(ABORT, 'disk is full'); END",
  );
  const stopped = await importFile(kind, csv(text), { batchSize: 3 }).catch((error: unknown) => error);
  expect(stopped).toMatchObject({
    message: "The import stopped before line 8: disk is full",
    report: { read: 6, applied: 6 },
    resumeFrom: 8,
  });
  database.exec("DROP TRIGGER full");
  batches.length = 0;
  const { resumeFrom } = stopped as ImportStopped;
  expect(await importFile(kind, csv(text), { resumeFrom })).toMatchObject({ read: 4, applied: 4 });
  expect(batches).toEqual([["l-7", "l-8", "l-9", "l-10"]]);
  expect(rows()).toHaveLength(10);
});

it("reports the first hundred rejects and hands over all of them, batch by batch", async () => {
  const { kind } = linesKind();
  const sizes: number[] = [];
  const text = HEADER + "l-1,bad,ACTIVE,,\n".repeat(1_200);
  const report = await importFile(kind, csv(text), {
    rejects: { add: async (found) => void sizes.push(found.length) },
  });
  expect({ rejected: report.rejected, reported: report.rejects.length, sizes }).toEqual({
    rejected: 1_200,
    reported: 100,
    sizes: [500, 500, 200],
  });
});

it("refuses to go on when apply does not answer for every row", async () => {
  const { kind } = linesKind();
  const broken = { ...kind, apply: async () => [] };
  await expect(importFile(broken, csv(HEADER + line(1)))).rejects.toThrow(
    "Apply of lines must answer one outcome per row: 1, not 0",
  );
});
