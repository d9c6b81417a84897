import { buildSchema, printSchema } from "graphql";
import { createSchemaViews } from "../../gateway/access/schema-views";
import { anonymousCaller } from "../../schema/access/caller";
import { readRules } from "../../schema/access/read-rules";
import { AT, callerWith } from "./callers";
import { supergraphOf } from "./supergraph";

function viewsOf(types: string) {
  const schema = buildSchema(supergraphOf(types), { assumeValidSDL: true });
  return createSchemaViews(schema, readRules(schema));
}

describe("views of a schema", () => {
  it("take away types left empty, whatever speaks of them, and what nothing leads to", () => {
    const views = viewsOf(`
      interface Node { id: ID  secret: Secret }
      union Found = Secret | Plain
      type Query { node: Node @signedIn  found: Found @signedIn  only: Secret @signedIn  find(by: By, hidden: Hidden): Int @signedIn }
      type Secret { code: Int @requiresProfile(anyOf: LEGAL_REP)  deep: Deep @requiresProfile(anyOf: LEGAL_REP) }
      type Deep { secret: Secret  kind: Kind }
      enum Kind { A }
      type Plain implements Node { id: ID  secret: Secret  own: Int @requiresProfile(anyOf: END_USER) }
      input By { id: ID  code: Int @requiresProfile(anyOf: LEGAL_REP) }
      input Hidden { code: Int @requiresProfile(anyOf: LEGAL_REP) }`);
    const own = `  """Requires END_USER, on this object."""\n  own: Int\n`;
    const expected = (owned: string) => `type Query {
  """Requires a signed-in viewer."""
  node: Node

  """Requires a signed-in viewer."""
  found: Found

  """Requires a signed-in viewer."""
  find(by: By): Int
}

interface Node {
  id: ID
}

union Found = Plain

type Plain implements Node {
  id: ID
${owned}}

input By {
  id: ID
}
`;
    const definitions = (sdl: string) => printSchema(buildSchema(sdl)).concat("\n").split("\n\n").toSorted();
    expect(definitions(views.sdl(callerWith()))).toEqual(definitions(expected("")));
    expect(definitions(views.sdl(callerWith({ profile: "END_USER", on: "line-1" })))).toEqual(
      definitions(expected(`\n${own}`)),
    );
    const legal = views.sdl(callerWith({ profile: "LEGAL_REP", on: "o-1" }));
    expect(legal).toContain("union Found = Secret | Plain");
    expect(legal).toContain("enum Kind");
  });

  it("show strangers a query type that says nothing where nothing is public", () => {
    const views = viewsOf(`type Query { a: Int @signedIn }`);
    expect(views.sdl(anonymousCaller(AT))).toBe(
      `type Query {\n  _: Boolean @deprecated(reason: "No field, and not to be asked for: sign in to see those of Query.")\n}\n`,
    );
  });

  it("hide from strangers the fields of payloads and inputs that a rule guards", () => {
    const views = viewsOf(`
      type Query { count: Int @public }
      type Mutation { join(input: Join): Joined @public }
      input Join { name: String  code: Int @requiresProfile(anyOf: LEGAL_REP) }
      type Joined { name: String  code: Int @requiresProfile(anyOf: LEGAL_REP)  by: Person  fault: Fault }
      type Fault { message: String }
      type Person { name: String  email: String @requiresProfile(anyOf: LEGAL_REP) }`);
    const schema = views.introspected(anonymousCaller(AT));
    const shown = Object.values(schema.getTypeMap()).flatMap((type) =>
      "getFields" in type && !type.name.startsWith("__")
        ? [`${type.name}: ${Object.keys(type.getFields()).join()}`]
        : [],
    );
    expect(shown.toSorted()).toEqual([
      "Fault: message",
      "Join: name",
      "Joined: name,by,fault",
      "Mutation: join",
      "Person: _",
      "Query: count",
    ]);
  });
});
