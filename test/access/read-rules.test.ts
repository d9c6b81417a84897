import { buildSchema } from "graphql";
import { ACCESS_SPEC_URL, readRules } from "../../schema/access/read-rules";

const VOCABULARY = `
  directive @link(url: String!, as: String, import: [Import]) repeatable on SCHEMA
  scalar Import
  enum Profile { LEGAL_REP MOBILE_MASTER MOBILE_ADDITIONAL END_USER BARISTA }
  enum Service { INVENTORY USAGE }
`;
const directives = (required: string, signedIn: string, open: string) => `
  directive @${required}(anyOf: [Profile!]!, service: Service, of: String, ofType: String, orSelf: Boolean = false) repeatable on OBJECT | FIELD_DEFINITION | INPUT_FIELD_DEFINITION
  directive @${signedIn} on FIELD_DEFINITION
  directive @${open} on FIELD_DEFINITION
`;
const link = (rest: string) =>
  `schema @link(url: "https://specs.area-clienti.example/access/v1.0"${rest}) { query: Query }`;
const rulesOf = (sdl: string) => readRules(buildSchema(sdl, { assumeValidSDL: true }));
const IMPORTED =
  link(`, import: ["@requiresProfile", "@signedIn", "@public"]`) +
  directives("requiresProfile", "signedIn", "public") +
  VOCABULARY;
const LONE = { service: null, of: null, ofType: null, orSelf: false };

describe("the rules that a schema states", () => {
  it("reads fields, types, input fields and root fields, a lone profile included", () => {
    const rules = rulesOf(`${IMPORTED}
      type Query { hello: String @public  secret(filter: Filter): Guarded @signedIn  other: Int }
      type Guarded @requiresProfile(anyOf: LEGAL_REP) { a: Int  b: Int @requiresProfile(anyOf: [END_USER], service: USAGE, orSelf: true) }
      input Filter { x: Int @requiresProfile(anyOf: MOBILE_MASTER) }`);
    const legal = { ...LONE, anyOf: ["LEGAL_REP"] };
    expect(rules.linked).toBe(true);
    expect(rules.all()).toEqual([
      { coordinate: "Query.hello", audience: "public", rules: [] },
      { coordinate: "Query.secret", audience: "signedIn", rules: [] },
      { coordinate: "Guarded.a", audience: "signedIn", rules: [legal] },
      {
        coordinate: "Guarded.b",
        audience: "signedIn",
        rules: [legal, { ...LONE, anyOf: ["END_USER"], service: "USAGE", orSelf: true }],
      },
      { coordinate: "Filter.x", audience: "signedIn", rules: [{ ...LONE, anyOf: ["MOBILE_MASTER"] }] },
    ]);
  });

  it("follows a directive that was imported under another name, or not imported at all", () => {
    const renamed =
      rulesOf(`${link(`, import: [{ name: "@requiresProfile", as: "@needs" }, "@signedIn", "@public"]`)}
      ${directives("needs", "signedIn", "public")} ${VOCABULARY} type Query { a: Int @needs(anyOf: LEGAL_REP) }`);
    const namespaced = rulesOf(`${link(`, as: "door"`)}
      ${directives("door__requiresProfile", "door__signedIn", "door__public")} ${VOCABULARY}
      type Query { a: Int @door__requiresProfile(anyOf: LEGAL_REP) }`);
    expect(renamed.of("Query.a")?.rules).toEqual([{ ...LONE, anyOf: ["LEGAL_REP"] }]);
    expect(namespaced.of("Query.a")?.rules).toEqual([{ ...LONE, anyOf: ["LEGAL_REP"] }]);
  });

  it("is empty, and says so, for a schema that does not link the specification", () => {
    const rules = rulesOf("type Query { a: Int }");
    expect([rules.linked, rules.all()]).toEqual([false, []]);
  });

  it("names the coordinate of a rule with a profile that nobody can hold, or with none", () => {
    expect(() => rulesOf(`${IMPORTED} type Query { a: Int @requiresProfile(anyOf: BARISTA) }`)).toThrow(
      /^Query\.a: .*known profile/,
    );
    expect(() => rulesOf(`${IMPORTED} type Query { a: Int @requiresProfile(anyOf: []) }`)).toThrow(
      /^Query\.a: /,
    );
  });

  it("refuses a list with one profile that nobody can hold among others, and a service that nobody can name", () => {
    const mixed = `${IMPORTED} type Query { a: Int @requiresProfile(anyOf: [LEGAL_REP, BARISTA]) }`;
    expect(() => rulesOf(mixed)).toThrow(/^Query\.a: .*known profile/);
    const unknown = IMPORTED.replace("INVENTORY USAGE", "INVENTORY USAGE PARKING");
    expect(() =>
      rulesOf(`${unknown} type Query { a: Int @requiresProfile(anyOf: [LEGAL_REP], service: PARKING) }`),
    ).toThrow('Query.a: @requiresProfile(service: "PARKING") names no known service');
  });

  it("follows every directive that was not imported under the name that its link gives it", () => {
    const rules = rulesOf(`${link("")}
      ${directives("access__requiresProfile", "access__signedIn", "access__public")} ${VOCABULARY}
      type Query { a: Int @access__signedIn  b: Int @access__public  c: Int @public  d: Int @signedIn }`);
    expect(rules.all()).toEqual([
      { coordinate: "Query.a", audience: "signedIn", rules: [] },
      { coordinate: "Query.b", audience: "public", rules: [] },
    ]);
  });

  it("loses no rule to another directive that speaks of the specification before the link does", () => {
    const noted = IMPORTED.replace(
      "schema @link",
      `schema @note(url: "${ACCESS_SPEC_URL}", as: "other") @link`,
    );
    const rules = rulesOf(`${noted} directive @note(url: String, as: String) on SCHEMA
      type Query { a: Int @requiresProfile(anyOf: LEGAL_REP) }`);
    expect(rules.of("Query.a")?.rules).toEqual([{ ...LONE, anyOf: ["LEGAL_REP"] }]);
  });

  it("opens nothing that a profile is required for beside, and asks for no self that is not spoken of", () => {
    const quiet = IMPORTED.replace("orSelf: Boolean = false", "orSelf: Boolean");
    const rules = rulesOf(
      `${quiet} type Query { a: Int @public @requiresProfile(anyOf: LEGAL_REP)  b: Int @signedIn @public }`,
    );
    expect(rules.of("Query.a")).toEqual({
      coordinate: "Query.a",
      audience: "signedIn",
      rules: [{ ...LONE, anyOf: ["LEGAL_REP"] }],
    });
    expect(rules.of("Query.b")?.audience).toBe("public");
  });

  it("knows what a coordinate names, but for what clients may not speak of", () => {
    const rules = rulesOf(`${IMPORTED} directive @inaccessible on FIELD_DEFINITION | OBJECT
      type Query { a(filter: Filter): Int  hidden: Int @inaccessible }
      input Filter { x: Int }
      type Secret @inaccessible { a: Int }
      type Open { a: Int } extend type Open @inaccessible { b: Int }
      interface Any { a: Int }`);
    expect(
      ["Query.a", "Filter.x", "Query.hidden", "Secret.a", "Open.a", "Any.a", "Query.b", "__Type.name"].map(
        (coordinate) => rules.kindOf(coordinate),
      ),
    ).toEqual(["field", "input field", ...Array.from({ length: 6 }, () => undefined)]);
  });
});
