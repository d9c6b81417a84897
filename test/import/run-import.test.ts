import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { runImport } from "../../subgraphs/shared/import";
import { HEADER, line, linesKind } from "./lines-kind";

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "import-"));
  file = join(folder, "lines.csv");
});
afterEach(async () => rm(folder, { recursive: true }));

/** Runs the command's function against a recorded terminal; the folder's own path is left out of what it printed. */
async function run(text: string, isTTY = false, resumeFrom?: number) {
  await writeFile(file, text);
  const progress = Object.assign(new PassThrough(), {
    isTTY,
    cursorTo() {},
    clearLine() {},
    moveCursor() {},
  });
  let printed = "";
  const out = { write: (piece: string) => (printed += piece) };
  const exitCode = await runImport(
    linesKind().kind,
    file,
    { out, progress: progress as unknown as NodeJS.WriteStream },
    resumeFrom,
  );
  return { exitCode, printed: printed.replaceAll(`${folder}/`, ""), drawn: String(progress.read() ?? "") };
}

it("prints the counts, exits with 0 and leaves no reject file, not even an old one, when every row is taken", async () => {
  await writeFile(`${file}.rejects.csv`, "row,column,reason\n2,id,of yesterday\n");
  expect(await run(HEADER + line(1))).toEqual({
    exitCode: 0,
    printed: "lines: 1 rows read, 1 applied, 0 unchanged, 0 rejected.\n",
    drawn: "",
  });
  expect(await readdir(folder)).toEqual(["lines.csv"]);
});

it("writes the refused rows beside the file, without their values, and exits with 1", async () => {
  expect(await run(`${HEADER}${line(1)}l-2,secret,ACTIVE,,\nl-3\n`)).toEqual({
    exitCode: 1,
    printed: "lines: 3 rows read, 1 applied, 0 unchanged, 2 rejected, see lines.csv.rejects.csv.\n",
    drawn: "",
  });
  expect(await readFile(`${file}.rejects.csv`, "utf8")).toBe(
    "row,column,reason\n" +
      "3,msisdn,must be an Italian mobile number in E.164: +393 and 8 or 9 more digits\n" +
      "4,,has 1 cells where the header has 5\n",
  );
});

it("continues the reject file when it resumes", async () => {
  await run(`${HEADER}l-1,bad,ACTIVE,,\n`);
  await run(`${HEADER}l-1,bad,ACTIVE,,\nl-2\n`, false, 3);
  expect((await readFile(`${file}.rejects.csv`, "utf8")).split("\n")).toEqual([
    "row,column,reason",
    "2,msisdn,must be an Italian mobile number in E.164: +393 and 8 or 9 more digits",
    "3,,has 1 cells where the header has 5",
    "",
  ]);
});

it("exits with 2 on a header that does not fit, a broken file and a file that is not there", async () => {
  expect(await run("id\nl-1\n")).toEqual({
    exitCode: 2,
    printed:
      "lines: The header does not fit: missing: msisdn, status, terminated_on, label. Nothing was imported.\n",
    drawn: "",
  });
  expect(await run(`${HEADER}${line(1)}l-2,"`)).toEqual({
    exitCode: 2,
    printed:
      "lines: The import stopped before line 3: a quote is never closed, or a record is longer than 65536 characters\n" +
      "lines: 1 rows read, 1 applied, 0 unchanged, 0 rejected.\n",
    drawn: "",
  });
  let printed = "";
  const terminal = { out: { write: (piece: string) => (printed += piece) }, progress: process.stderr };
  expect(await runImport(linesKind().kind, join(folder, "none.csv"), terminal)).toBe(2);
  expect(printed).toBe(`lines: there is no file ${join(folder, "none.csv")}.\n`);
});

it("draws a progress bar on a terminal, and only there", async () => {
  const { drawn, exitCode } = await run(HEADER + line(1), true);
  expect(exitCode).toBe(0);
  expect(drawn).toMatch(/lines .*100% \| 1 rows/);
});
