import fc from "fast-check";
import { decide, type ScopePath } from "../../schema/access/decide";
import { explain, fieldsGained, passingGrants } from "../../schema/access/verdict";
import { PROFILES, SCOPE_KIND_OF, SERVICES } from "../../schema/access/vocabulary";
import { publishedRules } from "../../subgraphs/shared/serving/published-rules";
import { callerWith, type GrantSketch } from "./callers";
import { schemaOf } from "./supergraph";

const rules = publishedRules(
  schemaOf({
    types: `
      type Query { hello: String @public line(id: ID!): MobileLine @requiresProfile(anyOf: [FIXED_MASTER], of: "id", ofType: "Organization") }
      type Organization { name: String vat: String @requiresProfile(anyOf: [FIXED_MASTER, END_USER]) }
      type MobileContract { open: String @requiresProfile(anyOf: [MOBILE_ADDITIONAL, END_USER]) }
      type MobileLine {
        number: String
        usage: String @requiresProfile(anyOf: [MOBILE_ADDITIONAL, END_USER], service: USAGE)
        both: String @requiresProfile(anyOf: [END_USER]) @requiresProfile(anyOf: [MOBILE_ADDITIONAL], service: USAGE)
      }
      type Counts { coverage: String byPlan: String @requiresProfile(anyOf: [MOBILE_ADDITIONAL]) }
      input Filter { usage: String @requiresProfile(anyOf: [MOBILE_ADDITIONAL]) }`,
  }),
);
const LINE: ScopePath = {
  scopes: [
    { kind: "MOBILE_LINE", id: "line-1" },
    { kind: "MOBILE_CONTRACT", id: "c-1" },
    { kind: "ORGANIZATION", id: "o-1" },
  ],
};
const CONTRACT: ScopePath = { scopes: LINE.scopes.slice(1) };
const COMPANY: ScopePath = { scopes: LINE.scopes.slice(2) };

const user = { profile: "END_USER", on: "line-1", contract: "c-1" } as const;
const additional = { profile: "MOBILE_ADDITIONAL", on: "c-1", services: ["USAGE"] } as const;

const anyCaller = fc
  .array(
    fc.record({
      profile: fc.constantFrom(...PROFILES),
      here: fc.boolean(),
      services: fc.subarray([...SERVICES]),
    }),
    { maxLength: 4 },
  )
  .map((sketches) =>
    callerWith(
      ...sketches.map(({ profile, here, services }) => {
        const kind = SCOPE_KIND_OF[profile];
        const own = {
          HOLDING: "h-1",
          ORGANIZATION: "o-1",
          MOBILE_CONTRACT: "c-1",
          MOBILE_LINE: "line-1",
          BILLING_ACCOUNT: "b-1",
        };
        return {
          profile,
          services,
          on: here ? own[kind] : "elsewhere",
          organizations: [here ? "o-1" : "o-2"],
          contract: here ? "c-1" : "c-2",
        };
      }),
    ),
  );

describe("a verdict that explains itself", () => {
  it("is the decision itself, on the object that the field belongs to", () => {
    const places = { Organization: COMPANY, MobileContract: CONTRACT, MobileLine: LINE };
    fc.assert(
      fc.property(anyCaller, fc.constantFrom(...rules.all()), (caller, statement) => {
        const type = statement.coordinate.split(".")[0] as keyof typeof places;
        if (!(type in places)) return;
        const decided = decide(caller, statement, places[type]);
        const explained = explain(caller, rules, statement.coordinate, LINE);
        expect([explained.allowed, explained.code]).toEqual([
          decided.allowed,
          decided.allowed ? null : decided.code,
        ]);
        if (!decided.allowed && decided.code === "FORBIDDEN") expect(explained.held).toEqual(decided.held);
        expect(explained.allowedBy === null).toBe(!decided.allowed);
      }),
    );
  });

  it("decides a root field on the kind of object that its rule names", () => {
    const master = callerWith({ profile: "FIXED_MASTER", on: "o-1" });
    expect(explain(master, rules, "Query.line", LINE).allowed).toBe(true);
    expect(explain(callerWith(user), rules, "Query.line", LINE).allowed).toBe(false);
  });

  it("counts for a summary whatever lies within the object", () => {
    const caller = callerWith(additional);
    expect(explain(caller, rules, "Counts.byPlan", COMPANY).allowed).toBe(true);
    expect(
      explain(caller, rules, "Counts.byPlan", { scopes: [{ kind: "ORGANIZATION", id: "o-2" }] }).allowed,
    ).toBe(false);
    expect(explain(caller, rules, "MobileContract.open", COMPANY).allowed).toBe(false);
  });

  it("names first a grant that is enough alone, then those that are enough together", () => {
    const legal = { profile: "LEGAL_REP", on: "o-1" } as const;
    const ids = (...sketches: readonly GrantSketch[]) =>
      passingGrants(callerWith(...sketches), rules, "MobileLine.both", LINE).map(({ profile }) => profile);
    expect(ids(user, additional)).toEqual(["END_USER", "MOBILE_ADDITIONAL"]);
    expect(ids(user, additional, legal)).toEqual(["LEGAL_REP", "END_USER", "MOBILE_ADDITIONAL"]);
    expect(explain(callerWith(user), rules, "MobileLine.both", LINE).allowedBy).toBeNull();
  });

  it("tells fields without rules, public ones, and objects that are not there", () => {
    const caller = callerWith(user);
    const open = { allowed: true, code: null, requires: [], allowedBy: null, grantableBy: [] };
    expect(explain(caller, rules, "MobileLine.number", LINE)).toEqual({
      coordinate: "MobileLine.number",
      held: ["END_USER"],
      ...open,
    });
    expect(explain(caller, rules, "Query.hello", "anything")).toMatchObject(open);
    expect(explain(caller, rules, "Query.hello", "nothing")).toMatchObject({
      allowed: false,
      code: "NOT_FOUND",
      held: [],
    });
  });
});

describe("the fields that a grant adds", () => {
  it("are those that were refused before and are not thereafter, input fields left out", () => {
    expect(fieldsGained(callerWith(), callerWith(additional), rules, CONTRACT)).toEqual([
      "Counts.byPlan",
      "MobileContract.open",
      "MobileLine.usage",
    ]);
    expect(fieldsGained(callerWith(user), callerWith(user, additional), rules, LINE)).toEqual([
      "Counts.byPlan",
      "MobileContract.open",
      "MobileLine.both",
    ]);
  });

  it("never name what the person had already, nor what the grant does not open", () => {
    fc.assert(
      fc.property(anyCaller, anyCaller, (before, after) => {
        for (const coordinate of fieldsGained(before, after, rules, LINE)) {
          expect(explain(before, rules, coordinate, LINE).allowed).toBe(false);
          expect(explain(after, rules, coordinate, LINE).allowed).toBe(true);
        }
      }),
    );
  });
});
