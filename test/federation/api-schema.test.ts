import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { getDirectiveValues, parse, printSchema, type GraphQLObjectType } from "graphql";
import { buildApiSchema } from "../../gateway/engine/supergraph/api-schema";
import { compose } from "./kit/world";

const supergraphSdl = compose({
  a: `extend schema @link(url: "https://rules.example/rules/v1.0", import: ["@rule"]) @composeDirective(name: "@rule")
        directive @rule(anyOf: [Role!]!, of: String) repeatable on OBJECT | FIELD_DEFINITION
        enum Role { BOSS CLERK }
        "What there is to ask."
        type Query {
          "The things."
          things(which: ByOne!): [Thing] @rule(anyOf: [BOSS], of: "which.id")
          "Too old."
          old: Int @deprecated(reason: "use new")
        }
        input ByOne @oneOf { id: ID name: String }
        scalar Url @specifiedBy(url: "https://url.spec.whatwg.org")
        type Thing @rule(anyOf: [CLERK]) @key(fields: "id") { id: ID! @rule(anyOf: BOSS) @rule(anyOf: [CLERK]) page: Url }`,
});
const apiSchema = buildApiSchema(parse(supergraphSdl));

it("keeps descriptions, deprecations, specifications and one-of inputs, and nothing of the join spec", () => {
  expect(printSchema(apiSchema)).toBe(
    [
      "directive @rule(anyOf: [Role!]!, of: String) repeatable on OBJECT | FIELD_DEFINITION",
      'scalar Url @specifiedBy(url: "https://url.spec.whatwg.org")',
      '"""What there is to ask."""\ntype Query {\n  """The things."""\n  things(which: ByOne!): [Thing]\n\n  """Too old."""\n  old: Int @deprecated(reason: "use new")\n}',
      "type Thing {\n  id: ID!\n  page: Url\n}",
      "enum Role {\n  BOSS\n  CLERK\n}",
      "input ByOne @oneOf {\n  id: ID\n  name: String\n}",
    ].join("\n\n"),
  );
});

it("leaves composed directives on the schema's nodes, so that rules can be read from them", () => {
  const rule = apiSchema.getDirective("rule")!;
  const things = apiSchema.getQueryType()!.getFields()["things"]!;
  expect(getDirectiveValues(rule, things.astNode!)).toEqual({ anyOf: ["BOSS"], of: "which.id" });
  const thing = apiSchema.getType("Thing") as GraphQLObjectType;
  const applied = thing.getFields()["id"]?.astNode?.directives?.map(({ name }) => name.value);
  expect(applied).toEqual(["rule", "rule"]);
});

it("follows Apollo's specs under the names that a supergraph gives them", () => {
  const schema = buildApiSchema(
    parse(`schema
      @link(url: "https://specs.apollo.dev/link/v1.0")
      @link(url: "https://specs.apollo.dev/join/v0.3", for: EXECUTION)
      @link(url: "https://specs.apollo.dev/tag/v0.3", as: "mark")
      @link(url: "https://specs.apollo.dev/cost/v0.1", import: [{ name: "@cost", as: "@price" }]) { query: Query }
      directive @link(url: String) repeatable on SCHEMA
      directive @join__field on FIELD_DEFINITION
      directive @mark(name: String!) on FIELD_DEFINITION
      directive @price(weight: Int!) on FIELD_DEFINITION
      scalar join__FieldSet
      type Query { a: Int @join__field @mark(name: "x") @price(weight: 3) }`),
  );
  expect(printSchema(schema)).toBe("type Query {\n  a: Int\n}");
  expect(schema.getQueryType()?.getFields()["a"]?.astNode?.directives).toEqual([]);
});

it("is read by an engine that imports nothing but itself, the reading of exact numbers, and packages", () => {
  const root = join(__dirname, "../../gateway/engine");
  const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".ts"),
  );
  const foreign = files.flatMap((name) =>
    [...readFileSync(join(root, name), "utf8").matchAll(/from "([^"]+)"/g)]
      .map(([, from]) => from!)
      .filter((from) => from.startsWith(".") && !join(root, name, "..", from).startsWith(root))
      // It imports nothing itself: subgraphs and the gateway read numbers by it alike (decision 70).
      .filter((from) => !from.endsWith("/runtime/exact-json"))
      .map((from) => `${name} imports ${from}`),
  );
  expect(foreign).toEqual([]);
  expect(files.length).toBeGreaterThan(20);
});
