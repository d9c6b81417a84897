import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { readMessages } from "./messages";

describe("messages", () => {
  it("have the one style that docs/style.md describes", () => {
    const files = ["schema", "runtime", "gateway", "subgraphs"].flatMap((room) =>
      readdirSync(room, { recursive: true, encoding: "utf8" })
        .filter((file) => file.endsWith(".ts"))
        .map((file) => join(room, file)),
    );
    const read = files.map((file) => ({ file, ...readMessages(readFileSync(file, "utf8")) }));
    expect(read.reduce((sum, { count }) => sum + count, 0)).toBeGreaterThan(100);
    expect(read.flatMap(({ file, faults }) => faults.map((fault) => `${file}: ${fault}`))).toEqual([]);
  });

  it.each([
    ["a refusal without a full stop", 'throw new Refused("CONFLICT", "It is taken", ["id"]);'],
    ["a refusal in lower case", 'throw new Refused("CONFLICT", "it is taken.");'],
    ["a value of userErrors", 'const a = { code: "CONFLICT", message: "It is taken", field: null };'],
    ["a value with a shorthand field", 'const a = { code: "CONFLICT", message: "It is taken", field };'],
    ["a reason with a capital", 'throw new UserInputError("first", "Must be whole");'],
    ["a reason with a full stop", 'throw new UserInputError("first", `must be ${n}.`);'],
    ["a reason that names its field itself", "const a = { message: `${f}: Is too long`, field: f };"],
    ["an error in lower case", 'throw new Error("the answer is too long");'],
    ["an answered error in lower case", 'throw new CodedError("CONFLICT", "it is taken");'],
  ])("are caught in another style: %s", (_, source) => {
    expect(readMessages(source).faults).toHaveLength(1);
  });

  it.each([
    ['throw new Refused("CONFLICT", "It is taken. Choose another one.");'],
    ['throw new UserInputError("first", "must be whole");'],
    ["throw new Error(`${name} is no field`);"],
    ['throw new Error("lineById answers no person");'],
  ])("pass in their style: %s", (source) => {
    expect(readMessages(source)).toEqual({ count: 1, faults: [] });
  });
});
