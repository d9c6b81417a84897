import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** Properties whose type says that they are hidden, while their column does not. */
function openlyRead(source: string): string[] {
  const declarations = source.matchAll(/@(\w+)\([^@;]*?\)\s+(?:readonly )?(\w+)!: Hidden</g);
  return [...declarations].flatMap(([, decorator, property]) =>
    decorator === "HiddenColumn" ? [] : (property ?? ""),
  );
}

describe("A hidden column", () => {
  it("is declared as one wherever its property's type says so", () => {
    const files = readdirSync("subgraphs", { recursive: true, encoding: "utf8" })
      .filter((file) => /\.entit(y|ies)\.ts$/.test(file))
      .map((file) => readFileSync(join("subgraphs", file), "utf8"));
    expect(files.filter((source) => source.includes(": Hidden<")).length).toBeGreaterThan(0);
    expect(files.flatMap(openlyRead)).toEqual([]);
  });

  it("is missed where it is a plain one", () => {
    expect(openlyRead('@Column({ name: "a", type: "text" })\n  secret!: Hidden<string>;')).toEqual([
      "secret",
    ]);
    expect(openlyRead('@HiddenColumn({ type: "text" })\n  secret!: Hidden<string>;')).toEqual([]);
  });
});
