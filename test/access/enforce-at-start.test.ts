import { buildSchema } from "graphql";
import type { AccessRules, AccessStatement } from "../../schema/access/rules";
import { enforceAccess } from "../../subgraphs/shared/access/enforce";

const signedIn = (coordinate: string, ...anyOf: "LEGAL_REP"[]): AccessStatement => ({
  coordinate,
  audience: "signedIn",
  rules: anyOf.map((profile) => ({
    anyOf: [profile],
    service: null,
    of: null,
    ofType: null,
    orSelf: false,
  })),
});

/** Puts the statements on a schema with one type below its root. */
function enforce(statements: readonly AccessStatement[], scopePaths = {}) {
  const schema = buildSchema("type Query { shelf: Shelf } type Shelf { open: String secret: String }");
  const of = (coordinate: string) => statements.find((one) => one.coordinate === coordinate);
  const rules: AccessRules = { linked: true, of, kindOf: () => "field", all: () => statements };
  enforceAccess(schema, rules, scopePaths);
  return schema;
}

describe("a subgraph does not start", () => {
  it("with a root field that says nothing about access", () => {
    expect(() => enforce([])).toThrow("Query.shelf needs @public, @signedIn or @requiresProfile");
  });

  it("with a rule on a type whose objects nobody can place", () => {
    const statements = [signedIn("Query.shelf"), signedIn("Shelf.secret", "LEGAL_REP")];
    expect(() => enforce(statements)).toThrow(
      "Shelf.secret is guarded, but Shelf has no scope path to decide it on",
    );
    expect(() => enforce(statements, { Shelf: () => ({ scopes: [] }) })).not.toThrow();
  });
});

describe("a subgraph starts", () => {
  it("with fields for everybody who is signed in, wherever they stand", () => {
    const schema = enforce([signedIn("Query.shelf"), signedIn("Shelf.open")]);
    const resolve = schema.getQueryType()?.getFields()["shelf"]?.resolve;
    expect(resolve).toBeDefined();
  });
});
