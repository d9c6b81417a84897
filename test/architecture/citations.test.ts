import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { brokenCitations, libraryAt } from "./citations";

const library = libraryAt(process.cwd());

describe("citations in code and documents", () => {
  it("lead somewhere in this repository", () => {
    const files = execFileSync("git", ["ls-files", "*.ts", "*.md"], { encoding: "utf8" })
      .split("\n")
      .filter((file) => file !== "" && !file.startsWith("test/architecture/citations"));
    const broken = files.flatMap((file) =>
      brokenCitations(file, readFileSync(file, "utf8"), library).map((fault) => `${file}: ${fault}`),
    );
    expect(files.length).toBeGreaterThan(100);
    expect(broken).toEqual([]);
  });

  it.each([
    ["a document that is not there", "/** See nowhere.md. */", "there is no nowhere.md"],
    ["a section that is not there", '/** (access.md, "Nowhere") */', 'access.md has no "Nowhere"'],
    ["a section after a line break", '/**\n * (access.md,\n * "Nowhere") */', 'access.md has no "Nowhere"'],
    ["a bare section", "// (access.md, Nowhere)", 'access.md has no "Nowhere"'],
    ["a requirement", "// R28: none", "R28 is no requirement of docs/design/domain.md"],
    ["a decision", "// decision 9999", "there is no decision 9999"],
    ["a decision by its path", "// docs/decisions/9999", "there is no decision 9999"],
    ["the second of two decisions", "// Decisions 0040 and 9999", "there is no decision 9999"],
    ["an RFC", "// RFC 1149", "docs/design/sources.md does not list RFC 1149"],
    ["a link", "[there](decisions/9998-none.md)", "there is no decisions/9998-none.md"],
  ])("are caught where they cite %s", (_, text, fault) => {
    expect(brokenCitations("schema/errors.ts", text, library)).toContain(fault);
  });

  it.each([
    ['/** (access.md, "In the schema") */'],
    ["/** (access.md, Grant); R11, R27; RFC 5869; decision 0081 */"],
    ["/** `architecture.md`, scale rules */"],
  ])("pass where they resolve: %s", (text) => {
    expect(brokenCitations("schema/errors.ts", text, library)).toEqual([]);
  });
});
