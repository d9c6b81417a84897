import { composeServices } from "@theguild/federation-composition";
import fc from "fast-check";
import { parse } from "graphql";
import { rulesOfSupergraph } from "../../gateway/access/supergraph-rules";
import { isAtLeastAsGuarded } from "../../schema/access/at-least-as-guarded";
import { anonymousCaller } from "../../schema/access/caller";
import { decide, type ScopePath } from "../../schema/access/decide";
import { accessFaults, subgraphFaults, wordFaults } from "../../schema/access/refuse";
import { lostFaults } from "../../schema/access/refuse-lost";
import type { AccessStatement, Rule } from "../../schema/access/rules";
import { PROFILES, SCOPE_KIND_OF, SERVICES } from "../../schema/access/vocabulary";
import { AT, callerWith } from "./callers";
import { refusalsOf, schemaOf, supergraphOf } from "./supergraph";

describe("a supergraph is refused", () => {
  it("for nothing, when each rule runs where it stands", () => {
    const sound = `
      type Query { shelf(id: ID!): Shelf @signedIn  open: Int! @public }
      type Shelf @join__type(graph: A, key: "id") { id: ID!  note: String @requiresProfile(anyOf: LEGAL_REP) }`;
    expect(refusalsOf(sound)).toBe("");
    expect(rulesOfSupergraph(supergraphOf(sound), false).all()).toHaveLength(3);
  });

  it("for a root field that does not say who may meet it, and by the gateway with every fault at once", () => {
    const silent = `type Query { a: Int  b: Int @signedIn }  type Mutation { c: Int }`;
    const words = `- Query.a does not say who may meet it. Mark it @public, @signedIn or @requiresProfile.
- Mutation.c does not say who may meet it. Mark it @public, @signedIn or @requiresProfile.`;
    expect(refusalsOf(silent)).toBe(words);
    expect(() => rulesOfSupergraph(supergraphOf(silent), false)).toThrow(
      `The supergraph's access rules are refused:\n${words}`,
    );
  });

  it("for a root field that one subgraph opens and another guards", () => {
    expect(refusalsOf(`type Query { a: Int @public @signedIn }`)).toBe(
      "- Query.a is @public and @signedIn at once. Keep one of them, in every subgraph that defines the field.",
    );
  });

  it("for a rule on an interface, its fields, or anywhere else that none is decided", () => {
    const misplaced = `
      type Query { a(x: Int @signedIn): Named @signedIn }
      interface Named @requiresProfile(anyOf: LEGAL_REP) { name: String @signedIn }
      type Person implements Named { name: String }
      union Any @signedIn = Person
      enum Colour { RED @requiresProfile(anyOf: LEGAL_REP) }
      input Filter @requiresProfile(anyOf: LEGAL_REP) { x: Int @signedIn }`;
    const onInterface =
      "on an interface, where no rule ever runs. Put it on the field of each type that implements the interface.";
    expect(refusalsOf(misplaced).split("\n")).toEqual([
      "- Query.a(x:) carries @signedIn where no rule is decided. Put it on a field.",
      `- Named carries @requiresProfile ${onInterface}`,
      `- Named.name carries @signedIn ${onInterface}`,
      "- Any carries @signedIn where no rule is decided. Put it on a field.",
      "- Colour.RED carries @requiresProfile where no rule is decided. Put it on a field.",
      "- Filter carries @requiresProfile where no rule is decided. Put it on a field.",
      "- Filter.x carries @signedIn where no rule is decided. Put it on a field.",
    ]);
  });

  it("for an implementing type that is laxer than its sibling", () => {
    const lax = `
      type Query { a: Named @signedIn }
      interface Named { name: String }
      type Person implements Named { name: String @requiresProfile(anyOf: LEGAL_REP) }
      type Company implements Named { name: String @requiresProfile(anyOf: [LEGAL_REP, FIXED_MASTER]) }`;
    expect(refusalsOf(lax)).toBe(
      "- Company.name is less guarded than Person.name, and both stand for Named.name. Give both the same rules.",
    );
  });

  it("for a rule on a non-null field, its type's rule included", () => {
    const remedy = "Make the field nullable, or take the rule (of the field or its type) away.";
    const erasing = `
      type Query { a: Int! @signedIn  b: Thing @signedIn }
      type Thing @requiresProfile(anyOf: LEGAL_REP) { x: [Int]!  y: Int }`;
    expect(refusalsOf(erasing)).toBe(
      `- Query.a has a rule but is Int!: refusing it would erase the object around it. ${remedy}
- Thing.x has a rule but is [Int]!: refusing it would erase the object around it. ${remedy}`,
    );
  });

  it("for a rule on a part of a key, nested ones included", () => {
    const keyed = `
      type Query { a: Line @signedIn }
      type Line @join__type(graph: A, key: "number owner { code }") { number: ID @signedIn  owner: Owner }
      type Owner @join__type(graph: A) { code: ID @requiresProfile(anyOf: LEGAL_REP) }`;
    const words = (coordinate: string) =>
      `- ${coordinate} has a rule but is part of @key(fields: "number owner { code }") of Line: refused, the object could not be found in other subgraphs. Take the rule away, or key the type by another field.`;
    expect(refusalsOf(keyed)).toBe(`${words("Line.number")}\n${words("Owner.code")}`);
  });

  it("for profiles and services that nobody can hold, named all at once", () => {
    const unknown = `
      type Query { a: Int @requiresProfile(anyOf: [BARISTA])  b: Int @requiresProfile(anyOf: [])
        c: Int @requiresProfile(anyOf: LEGAL_REP, service: CATERING)  d: Int @requiresProfile(anyOf: NOBODY) }`;
    const profiles = `The profiles are ${PROFILES.join(", ")}`;
    expect(refusalsOf(unknown).split("\n")).toEqual([
      `- Query.a requires BARISTA, a profile that nobody can hold. ${profiles}.`,
      "- Query.b requires no profile at all. Name at least one profile in anyOf.",
      `- Query.c requires "CATERING", a service that no grant names. The services are ${SERVICES.join(", ")}.`,
      `- Query.d carries a @requiresProfile that cannot be read: Argument "anyOf" has invalid value NOBODY. ${profiles}; the services ${SERVICES.join(", ")}.`,
    ]);
  });
});

describe("a rule under another name", () => {
  it("is followed under it, and refused under the name that the schema no longer means", () => {
    const renamed = schemaOf({
      imports: `[{ name: "@requiresProfile", as: "@needs" }, "@signedIn", "@public"]`,
      needs: "needs",
      types: `directive @requiresProfile(anyOf: [Profile!]!) on FIELD_DEFINITION
        type Query { a: Int @needs(anyOf: LEGAL_REP)  b: Int @signedIn @requiresProfile(anyOf: LEGAL_REP) }`,
    });
    const words = `- Query.b carries @requiresProfile, but the schema links @requiresProfile as @needs, so nothing follows this one. Write @needs, or import "@requiresProfile" under this name.`;
    expect(wordFaults(accessFaults(renamed))).toBe(words);
    expect(wordFaults(subgraphFaults(renamed))).toBe(words);
  });

  it("is refused where its directive is not defined, not imported, or not linked at all", () => {
    const types = `type Query { a: Int @signedIn @requiresProfile(anyOf: LEGAL_REP) }`;
    expect(wordFaults(accessFaults(schemaOf({ needs: "other", types })))).toBe(
      "- Query.a carries @requiresProfile, which the schema does not define. Define directive @requiresProfile.",
    );
    expect(wordFaults(accessFaults(schemaOf({ imports: `["@signedIn", "@public"]`, types })))).toBe(
      `- Query.a carries @requiresProfile, but the schema links @requiresProfile as @access__requiresProfile, so nothing follows this one. Write @access__requiresProfile, or import "@requiresProfile" under this name.`,
    );
    expect(wordFaults(accessFaults(schemaOf({ url: "https://other.example/v1", types })))).toBe(
      `- Query.a carries @signedIn, but the schema does not link the access specification. Link https://specs.area-clienti.example/access/v1.0.
- Query.a carries @requiresProfile, but the schema does not link the access specification. Link https://specs.area-clienti.example/access/v1.0.`,
    );
  });

  it("is refused with a link of a version or a directive that is unknown", () => {
    const types = `type Query { a: Int @public }`;
    const linked = schemaOf({ imports: `["@signedIn", "@public", "@requiresProfil"]`, types });
    expect(wordFaults(accessFaults(linked))).toBe(
      "- schema imports @requiresProfil, which the access specification does not have. It has @requiresProfile, @signedIn, @public.",
    );
    const later = schemaOf({ url: "https://specs.area-clienti.example/access/v2.0", types });
    expect(wordFaults(accessFaults(later))).toContain(
      "- schema links https://specs.area-clienti.example/access/v2.0, a version that is unknown here. Link https://specs.area-clienti.example/access/v1.0.",
    );
  });
});

describe("a rule that composition drops", () => {
  const subgraph = (composed: string) => `
    extend schema
      @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@composeDirective"])
      @link(url: "https://specs.area-clienti.example/access/v1.0", import: ["@requiresProfile", "@signedIn"])
      @composeDirective(name: "@signedIn") ${composed}
    directive @requiresProfile(anyOf: [Profile!]!, service: Service, of: String, ofType: String, orSelf: Boolean = false)
      repeatable on OBJECT | FIELD_DEFINITION | INPUT_FIELD_DEFINITION
    directive @signedIn on FIELD_DEFINITION
    enum Profile { LEGAL_REP END_USER }
    enum Service { USAGE }
    type Query { thing: Thing @signedIn }
    type Thing @key(fields: "id") { id: ID!  secret: Int @requiresProfile(anyOf: LEGAL_REP) }`;
  const lostBy = (sdl: string) => {
    const { supergraphSdl } = composeServices([{ name: "a", url: "http://a.invalid", typeDefs: parse(sdl) }]);
    return wordFaults(lostFaults("a", sdl, supergraphSdl ?? ""));
  };

  it("is missed in the supergraph", () => {
    expect(lostBy(subgraph(`@composeDirective(name: "@requiresProfile")`))).toBe("");
    expect(lostBy(subgraph(""))).toBe(
      "- Thing.secret has a rule in a that the supergraph lacks. Name its directive in @composeDirective of a.",
    );
  });
});

describe("a field that draws on a guarded one", () => {
  const laxer = (field: string, guarded: string, by: string) =>
    `- ${field} draws on ${guarded} by ${by} without being at least as guarded. Give it the rules of ${guarded}, or stricter ones.`;

  it("is refused when it requires it, at each hop, through nested objects and abstract types", () => {
    const chain = `
      type Query { a: Line @signedIn }
      interface Card { imsi: String }
      type Sim implements Card { imsi: String @requiresProfile(anyOf: MOBILE_MASTER) }
      type Line @join__type(graph: A, key: "id") {
        id: ID!
        sim: Sim
        card: Card
        secret: String @requiresProfile(anyOf: MOBILE_MASTER)
        near: String @join__field(graph: A, requires: "sim { imsi }")
        through: String @join__field(graph: A, requires: "card { ... on Sim { imsi } }")
        first: String @requiresProfile(anyOf: [MOBILE_MASTER, END_USER]) @join__field(graph: A, requires: "secret")
        second: String @join__field(graph: B, requires: "first id")
        equal: String @requiresProfile(anyOf: MOBILE_MASTER) @join__field(graph: B, requires: "secret")
        stricter: String @requiresProfile(anyOf: LEGAL_REP) @join__field(graph: B, requires: "secret first")
      }`;
    expect(refusalsOf(chain).split("\n")).toEqual([
      laxer("Line.near", "Sim.imsi", "@requires"),
      laxer("Line.through", "Sim.imsi", "@requires"),
      laxer("Line.first", "Line.secret", "@requires"),
      laxer("Line.second", "Line.first", "@requires"),
    ]);
  });

  it("is refused when it provides it, or takes it from a context", () => {
    const carried = `
      type Query { a: Line @signedIn @join__field(graph: A, provides: "secret") }
      type Line @join__type(graph: A, key: "id") @context(name: "A__line") {
        id: ID!
        secret: String @requiresProfile(anyOf: LEGAL_REP)
        child: Child
      }
      type Child @join__type(graph: A, key: "id") {
        id: ID!
        told: String @join__field(graph: A, contextArguments: [{ context: "A__line", name: "s", type: "String", selection: "{ secret }" }])
      }`;
    expect(refusalsOf(carried).split("\n")).toEqual([
      laxer("Query.a", "Line.secret", "@provides"),
      laxer("Child.told", "Line.secret", "@fromContext"),
    ]);
  });
});

describe("at least as guarded", () => {
  const KINDS = [...new Set(Object.values(SCOPE_KIND_OF))];
  const OBJECT: ScopePath = { scopes: KINDS.map((kind) => ({ kind, id: "own" })), userId: "user-1" };
  const OTHER: ScopePath = { scopes: OBJECT.scopes };
  const holdings = [
    ...PROFILES.map((profile) => ({ profile, on: "own" })),
    ...SERVICES.map((service) => ({ profile: "MOBILE_ADDITIONAL" as const, on: "own", services: [service] })),
  ];
  const rule = fc.record({
    anyOf: fc.uniqueArray(fc.constantFrom(...PROFILES), { minLength: 1, maxLength: 4 }),
    service: fc.option(fc.constantFrom(...SERVICES)),
    orSelf: fc.boolean(),
  });
  const statement = fc.oneof(
    { arbitrary: fc.constant<undefined>(undefined), weight: 1 },
    {
      arbitrary: fc
        .record({ audience: fc.constantFrom("public", "signedIn"), rules: fc.array(rule, { maxLength: 3 }) })
        .map(({ audience, rules }): AccessStatement => ({
          coordinate: "Thing.field",
          audience: rules.length > 0 ? "signedIn" : audience,
          rules: rules.map((one): Rule => ({ ...one, of: null, ofType: null })),
        })),
      weight: 9,
    },
  );
  const passes = (caller: Parameters<typeof decide>[0], one: AccessStatement | undefined, path: ScopePath) =>
    one === undefined || decide(caller, one, path).allowed;

  it("means that nobody passes the one and not the other, and the contrary that somebody does", () => {
    fc.assert(
      fc.property(statement, statement, (mine, theirs) => {
        // The callers who pass as much as they can without passing one of the rules: if none of them finds a gap,
        // nobody does, for more grants only pass more.
        const callers = [
          anonymousCaller(AT),
          callerWith(),
          ...(theirs?.rules ?? []).map((one) =>
            callerWith(
              ...holdings.filter(
                (holding) =>
                  !decide(
                    callerWith(holding),
                    { coordinate: "x", audience: "signedIn", rules: [{ ...one, orSelf: false }] },
                    OBJECT,
                  ).allowed,
              ),
            ),
          ),
        ];
        const gap = callers.some((caller) =>
          [OBJECT, OTHER].some((path) => passes(caller, mine, path) && !passes(caller, theirs, path)),
        );
        expect(isAtLeastAsGuarded(mine, theirs)).toBe(!gap);
      }),
      { numRuns: 2_000 },
    );
  });
});
