import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readNamedFile } from "../../runtime/operator-files";

describe("a file that a variable names", () => {
  const directory = mkdtempSync(join(tmpdir(), "area-clienti-"));
  afterAll(() => rmSync(directory, { recursive: true }));
  const file = (name: string, text: string) => {
    const path = join(directory, name);
    writeFileSync(path, text);
    return path;
  };

  it("is read without the byte order mark that an editor put before it, and with any other", () => {
    expect(readNamedFile("SUPERGRAPH", file("marked", "\uFEFFtype Query { a: Int }"))).toBe(
      "type Query { a: Int }",
    );
    expect(readNamedFile("SUPERGRAPH", file("plain", "a\uFEFFb"))).toBe("a\uFEFFb");
  });
});
