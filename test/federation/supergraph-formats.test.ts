import { parse, printSchema, validate } from "graphql";
import { createEngine, inProcessTransport } from "../../gateway/engine";
import { compose, type Context } from "./kit/world";

const composed = compose({
  users: `type Query { me: User secret: Int @inaccessible }
    type User @key(fields: "id") { id: ID! name: String level: Level } enum Level { LOW HIGH @inaccessible }`,
  reviews: `type User @key(fields: "id") { id: ID! reviews: [Review!] } type Review { body: String } type Query { x: Int }`,
});

const ANSWERS: Record<string, Record<string, unknown>> = {
  users: { me: { __typename: "User", id: "1", name: "Ann", level: "LOW" } },
  reviews: { _entities: [{ __typename: "User", reviews: [{ body: "good" }] }] },
};

const engineOf = (supergraphSdl: string) =>
  createEngine<Context>({
    supergraphSdl,
    transport: ({ name }) => inProcessTransport(() => Promise.resolve({ data: ANSWERS[name]! })),
  });

/** The supergraph as composers of several ages and settings write the same thing. */
const FORMATS: Readonly<Record<string, (sdl: string) => string>> = {
  "join v0.2": (sdl) =>
    sdl
      .replace(/join\/v0\.\d/, "join/v0.2")
      .replace(/^directive @join__(enumValue|unionMember).*$/gm, "")
      .replace(/ @join__(enumValue|unionMember)\([^)]*\)/g, ""),
  "join v0.3": (sdl) => sdl.replace(/join\/v0\.\d/, "join/v0.3"),
  "join v0.4": (sdl) =>
    `${sdl.replace(/join\/v0\.\d/, "join/v0.4")}
    directive @join__directive(graphs: [join__Graph!], name: String!, args: join__DirectiveArguments) repeatable on SCHEMA | OBJECT | INTERFACE | FIELD_DEFINITION
    scalar join__DirectiveArguments`,
  "join v0.5": (sdl) =>
    `${sdl.replace(/join\/v0\.\d/, "join/v0.5").replace("overrideLabel: String)", "overrideLabel: String, contextArguments: [join__ContextArgument!])")}
    input join__ContextArgument { name: String! type: String! context: String! selection: join__FieldValue! }
    scalar join__FieldValue`,
  "@inaccessible imported under another name": (sdl) =>
    sdl
      .replace(
        /@link\(\s*url: "https:\/\/specs.apollo.dev\/inaccessible\/v0.2"[^)]*\)/,
        '@link(url: "https://specs.apollo.dev/inaccessible/v0.2", for: SECURITY, import: [{ name: "@inaccessible", as: "@hidden" }])',
      )
      .replace(/@inaccessible(?!")/g, "@hidden"),
  "@inaccessible under another namespace": (sdl) =>
    sdl
      .replace(
        /@link\(\s*url: "https:\/\/specs.apollo.dev\/inaccessible\/v0.2"[^)]*\)/,
        '@link(url: "https://specs.apollo.dev/inaccessible/v0.2", as: "hide", for: SECURITY)',
      )
      .replace(/@inaccessible(?!")/g, "@hide"),
  "access and cost directives of Apollo": (sdl) =>
    `${sdl
      .replace(
        /^schema/m,
        `schema @link(url: "https://specs.apollo.dev/authenticated/v0.1")
          @link(url: "https://specs.apollo.dev/policy/v0.1")
          @link(url: "https://specs.apollo.dev/requiresScopes/v0.1")
          @link(url: "https://specs.apollo.dev/cost/v0.1", import: ["@listSize", { name: "@cost", as: "@weight" }])
          @link(url: "https://specs.apollo.dev/tag/v0.3")`,
      )
      .replace(
        /^ {2}name: String/m,
        'name: String @authenticated @weight(weight: 3) @tag(name: "x") @policy(policies: [["p"]])',
      )}
    directive @authenticated on FIELD_DEFINITION | OBJECT
    directive @policy(policies: [[policy__Policy!]!]!) on FIELD_DEFINITION
    directive @requiresScopes(scopes: [[requiresScopes__Scope!]!]!) on FIELD_DEFINITION
    directive @weight(weight: Int!) on FIELD_DEFINITION
    directive @listSize(assumedSize: Int) on FIELD_DEFINITION
    directive @tag(name: String!) repeatable on FIELD_DEFINITION
    scalar policy__Policy scalar requiresScopes__Scope`,
};

describe.each(Object.keys(FORMATS))("%s", (format) => {
  const engine = engineOf(FORMATS[format]!(composed));

  it("is read, and answered", async () => {
    const document = parse("{ me { __typename name level reviews { body } } }");
    expect(validate(engine.apiSchema, document)).toEqual([]);
    expect(await engine.execute({ document, context: {} })).toEqual({
      data: { me: { __typename: "User", name: "Ann", level: "LOW", reviews: [{ body: "good" }] } },
    });
  });

  it("shows what clients may see, and nothing of how it is joined", () => {
    expect(printSchema(engine.apiSchema)).toBe(printSchema(engineOf(composed).apiSchema));
    expect(engine.apiSchema.getQueryType()?.getFields()).not.toHaveProperty("secret");
  });
});

it("refuses what it would answer wrongly: arguments from context, and supergraphs of Federation 1", () => {
  const byContext = composed.replace(
    /^ {2}name: String.*$/m,
    'name(in: String): String @join__field(graph: USERS, contextArguments: [{ context: "c", name: "in", type: "String", selection: "{ id }" }])',
  );
  expect(() => engineOf(byContext)).toThrow(/@fromContext/);
  const ofFederation1 = composed.replace(/type User /, "type User @join__owner(graph: USERS) ");
  expect(() => engineOf(ofFederation1)).toThrow(/Federation 1/);
});

describe("features that a supergraph needs and that are not known", () => {
  it.each(["authenticated/v0.1", "policy/v0.1", "requiresScopes/v0.1", "connect/v0.2"])(
    "keep it from being loaded, by name: %s",
    (feature) => {
      for (const purpose of ["SECURITY", "EXECUTION"]) {
        const link = `schema @link(url: "https://specs.apollo.dev/${feature}", for: ${purpose})`;
        expect(() => engineOf(composed.replace(/^schema/m, link))).toThrow(feature);
      }
    },
  );
});
