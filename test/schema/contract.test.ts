import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { subgraphDefinitions } from "../../subgraphs";
import { promisesOf } from "./contract";

const generated = (name: string) => readFileSync(join("schema/generated", `${name}.graphql`), "utf8");
const contract = (name: string) => readFileSync(join("test/schema/contract", `${name}.graphql`), "utf8");

describe("what clients rely on", () => {
  it.each(subgraphDefinitions.map(({ name }) => [name]))(
    "%s promises nothing beside the contract, and keeps its words",
    (name) => {
      const promised = promisesOf(contract(name));
      const strangers = [...promisesOf(generated(name))].filter((promise) => !promised.has(promise));
      expect(strangers).toEqual([]);
    },
  );

  it("notices a changed nullability, a lost rule and an invented field", () => {
    const before = promisesOf(`type A { b: Int! @requiresProfile(anyOf: [LEGAL_REP]) }`);
    const after = promisesOf(`type A { b: Int @requiresProfile(anyOf: [LEGAL_REP]) c: Int }`);
    expect([...after].filter((promise) => !before.has(promise))).toHaveLength(2);
  });

  it("keeps the contract that the design states, where the design lies beside the repository", () => {
    for (const { name } of subgraphDefinitions) {
      const design = join("../shared/design/contract", `${name}.graphql`);
      if (existsSync(design)) expect(contract(name)).toBe(readFileSync(design, "utf8"));
    }
  });
});
