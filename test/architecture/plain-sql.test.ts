import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { quotedIdentifiersIn } from "./quoted-identifiers";

describe("SQL", () => {
  it("is written without quoting identifiers, migrations aside", () => {
    const files = readdirSync("subgraphs", { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts") && !file.includes("/migrations/"))
      .map((file) => join("subgraphs", file));
    const found = files.flatMap((file) =>
      quotedIdentifiersIn(readFileSync(file, "utf8")).map((text) => `${file}: ${text}`),
    );
    expect(files.length).toBeGreaterThan(100);
    expect(found).toEqual([]);
  });

  it.each([
    ["a statement", "const a = 'SELECT `id` FROM site';"],
    ["a template", "const a = `SELECT ${x} FROM \\`site\\` s`;"],
    ["a double-quoted name", `const a = 'DELETE FROM "site"';`],
    ["a condition", 'const a = "`expires_at` <= ?";'],
    ["a qualified column", 'const a = isOneOf("l.`id`", ids);'],
    ["a column alone", 'const a = isOneOf("`id`", ids);'],
    ["a table and its alias", 'const a = "`mobile_line` `l`";'],
    ["a name within a nested template", "const a = `${rows.map((x) => `\\`l\\`.${x}`)}`;"],
  ])("is caught where it quotes an identifier: %s", (_, source) => {
    expect(quotedIdentifiersIn(source)).toHaveLength(1);
  });

  it("is told from prose", () => {
    const prose = 'const a = "run `npm run compose` and review", b = "`type` is its GraphQL type";';
    expect(quotedIdentifiersIn(prose)).toEqual([]);
  });
});
