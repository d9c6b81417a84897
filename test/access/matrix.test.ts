import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSchema } from "graphql";
import { accessMatrix, MATRIX_COLUMNS } from "../../schema/access/matrix";
import { readRules } from "../../schema/access/read-rules";
import { matrixFiles } from "../../subgraphs/commands/access-matrix";
import { drift } from "../../subgraphs/commands/compose";
import { generatedDirectory } from "../../subgraphs/shared/serving/published-files";
import { supergraphOf } from "./supergraph";

/** Who meets each field, by title of the column; null for an unguarded one. */
function matrixOf(types: string): Record<string, readonly string[] | null> {
  const schema = buildSchema(supergraphOf(types), { assumeValidSDL: true });
  return Object.fromEntries(
    accessMatrix(schema, readRules(schema)).map(({ type, field, rule, cells }) => [
      `${type}.${field}: ${rule ?? "unguarded"}`,
      rule === null
        ? null
        : MATRIX_COLUMNS.flatMap(({ title }, index) => (cells[index] === true ? [title] : [])),
    ]),
  );
}

describe("the access matrix", () => {
  it("says for each rule who meets it with one grant on the object, and names what is unguarded", () => {
    const everyone = MATRIX_COLUMNS.map(({ title }) => title);
    expect(
      matrixOf(`
        type Query { open: Int @public  mine: Sim @signedIn }
        type Sim {
          iccid: ID!
          imsi: String @requiresProfile(anyOf: [MOBILE_MASTER, MOBILE_ADDITIONAL], service: SIM_OPERATIONS)
          email: String @requiresProfile(anyOf: LEGAL_REP, orSelf: true)
          both: Int @requiresProfile(anyOf: FIXED_MASTER) @requiresProfile(anyOf: [FIXED_OWNER, END_USER])
        }`),
    ).toEqual({
      "Query.open: public": everyone,
      "Query.mine: signed in": everyone.slice(1),
      "Sim.iccid: unguarded": null,
      "Sim.imsi: MOBILE_MASTER or MOBILE_ADDITIONAL with SIM_OPERATIONS, on this object": [
        "LEGAL_REP",
        "MOBILE_MASTER",
        "MOBILE_ADDITIONAL with SIM_OPERATIONS",
      ],
      "Sim.email: LEGAL_REP, on this object, or being this User": ["own user", "LEGAL_REP"],
      "Sim.both: FIXED_MASTER, on this object": ["LEGAL_REP", "FIXED_OWNER", "FIXED_MASTER"],
      "Sim.both: FIXED_OWNER or END_USER, on this object": ["LEGAL_REP", "END_USER", "FIXED_OWNER"],
      "Sim.both: all of these": ["LEGAL_REP", "FIXED_OWNER"],
    });
  });

  it("says on which kind of scope each profile is given", () => {
    expect(MATRIX_COLUMNS.map(({ title, scope }) => `${title}: ${scope}`)).toEqual([
      "anonymous: ",
      "signed in: ",
      "own user: ",
      "LEGAL_REP: ORGANIZATION",
      "HOLDING_REFERENT: HOLDING",
      "MOBILE_MASTER: MOBILE_CONTRACT",
      "MOBILE_ADDITIONAL with INVENTORY: MOBILE_CONTRACT",
      "MOBILE_ADDITIONAL with USAGE: MOBILE_CONTRACT",
      "MOBILE_ADDITIONAL with INVOICES: MOBILE_CONTRACT",
      "MOBILE_ADDITIONAL with SIM_OPERATIONS: MOBILE_CONTRACT",
      "MOBILE_ADDITIONAL with OPTIONS: MOBILE_CONTRACT",
      "END_USER: MOBILE_LINE",
      "FIXED_OWNER: ORGANIZATION",
      "FIXED_MASTER: ORGANIZATION",
      "FIXED_STANDARD: BILLING_ACCOUNT",
    ]);
  });
});

describe("the checked-in matrix", () => {
  const directory = generatedDirectory();
  const supergraph = readFileSync(join(directory, "supergraph.graphql"), "utf8");

  it("is the one of the checked-in supergraph", () => {
    for (const [file, text] of matrixFiles(supergraph))
      expect(readFileSync(join(directory, file), "utf8")).toBe(text);
  });

  it("makes the check fail when it is of a schema that lacks one rule", () => {
    const copy = mkdtempSync(join(tmpdir(), "generated-"));
    try {
      cpSync(directory, copy, { recursive: true });
      const before = drift(copy);
      const imsi = /(imsi: Imsi) @requiresProfile\([^)]*\)/;
      expect(supergraph).toMatch(imsi);
      for (const [file, text] of matrixFiles(supergraph.replace(imsi, "$1")))
        writeFileSync(join(copy, file), text);
      const after = drift(copy);
      expect([before, after]).toEqual([[], ["access-matrix.md", "access-matrix.csv"]]);
    } finally {
      rmSync(copy, { recursive: true, force: true });
    }
  });
});
