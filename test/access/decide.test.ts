import fc from "fast-check";
import { anonymousCaller } from "../../schema/access/caller";
import { Decision, decide, holdingsKey, meetsSomewhere, type ScopePath } from "../../schema/access/decide";
import type { AccessStatement, Rule } from "../../schema/access/rules";
import { PROFILES, SERVICES, SCOPE_KIND_OF } from "../../schema/access/vocabulary";
import { AT, callerWith, type GrantSketch } from "./callers";
import { rule } from "./rules";

const LINE: ScopePath = {
  scopes: [
    { kind: "MOBILE_LINE", id: "line-1" },
    { kind: "MOBILE_CONTRACT", id: "c-1" },
    { kind: "ORGANIZATION", id: "o-1" },
  ],
};
const field = (...rules: Rule[]): AccessStatement => ({
  coordinate: "Thing.field",
  audience: "signedIn",
  rules,
});
const imsi = field(rule(["MOBILE_MASTER", "MOBILE_ADDITIONAL"], { service: "SIM_OPERATIONS" }));
const allowed = (sketch: GrantSketch, statement = imsi, path = LINE) =>
  decide(callerWith(sketch), statement, path).allowed;

describe("the one decision", () => {
  it("lets the legal representative through every rule within their organization, and nowhere else (R3, R9)", () => {
    expect(allowed({ profile: "LEGAL_REP", on: "o-1" })).toBe(true);
    expect(allowed({ profile: "LEGAL_REP", on: "o-2" })).toBe(false);
  });

  it("takes a master for an additional referent with every service, on their contract only (R10)", () => {
    expect(allowed({ profile: "MOBILE_MASTER", on: "c-1" })).toBe(true);
    expect(allowed({ profile: "MOBILE_MASTER", on: "c-2" })).toBe(false);
    const usage = field(rule(["MOBILE_ADDITIONAL"], { service: "USAGE" }));
    expect(allowed({ profile: "MOBILE_MASTER", on: "c-1" }, usage)).toBe(true);
  });

  it("passes an additional referent only for the services named in the grant (R12)", () => {
    expect(allowed({ profile: "MOBILE_ADDITIONAL", on: "c-1", services: ["SIM_OPERATIONS"] })).toBe(true);
    expect(allowed({ profile: "MOBILE_ADDITIONAL", on: "c-1", services: ["INVENTORY", "USAGE"] })).toBe(
      false,
    );
  });

  it("does not ask an end user for the service that an additional referent needs", () => {
    const puk = field(
      rule(["MOBILE_MASTER", "MOBILE_ADDITIONAL", "END_USER"], { service: "SIM_OPERATIONS" }),
    );
    expect(allowed({ profile: "END_USER", on: "line-1", contract: "c-1" }, puk)).toBe(true);
    expect(allowed({ profile: "END_USER", on: "line-2", contract: "c-1" }, puk)).toBe(false);
  });

  it("lets everybody through a rule that names their own profile", () => {
    for (const profile of PROFILES) {
      const path: ScopePath = { scopes: [{ kind: SCOPE_KIND_OF[profile], id: "x" }] };
      const services = profile === "MOBILE_ADDITIONAL" ? (["USAGE"] as const) : [];
      expect([profile, allowed({ profile, on: "x", services }, field(rule([profile])), path)]).toEqual([
        profile,
        true,
      ]);
    }
  });

  it("implies downwards for fixed profiles, never upwards (R16–R20)", () => {
    const path: ScopePath = { scopes: [{ kind: "ORGANIZATION", id: "o-1" }] };
    const master = field(rule(["FIXED_MASTER"]));
    expect(allowed({ profile: "FIXED_OWNER", on: "o-1" }, master, path)).toBe(true);
    expect(allowed({ profile: "FIXED_MASTER", on: "o-1" }, field(rule(["FIXED_OWNER"])), path)).toBe(false);
    for (const profile of ["FIXED_OWNER", "FIXED_MASTER"] as const)
      expect(allowed({ profile, on: "o-1" }, field(rule(["FIXED_STANDARD"])), path)).toBe(true);
  });

  it("keeps what is exclusive to the legal representative from everyone else", () => {
    const exclusive = field(rule(["LEGAL_REP"]));
    for (const profile of PROFILES.filter((other) => other !== "LEGAL_REP")) {
      const on = SCOPE_KIND_OF[profile] === "ORGANIZATION" ? "o-1" : "c-1";
      expect(allowed({ profile, on, services: SERVICES, organizations: ["o-1"] }, exclusive)).toBe(false);
    }
  });

  it("carries a holding referent to every organization of the group, and says what is held where refused (R15)", () => {
    const sketch: GrantSketch = { profile: "HOLDING_REFERENT", on: "h-1", organizations: ["o-1", "o-2"] };
    expect(allowed(sketch, field(rule(["HOLDING_REFERENT"])))).toBe(true);
    expect(decide(callerWith(sketch), imsi, LINE)).toEqual({
      allowed: false,
      code: "FORBIDDEN",
      held: ["HOLDING_REFERENT"],
    });
  });

  it("wants every one of several rules to pass", () => {
    const both = field(
      rule(["MOBILE_ADDITIONAL"], { service: "USAGE" }),
      rule(["MOBILE_ADDITIONAL"], { service: "OPTIONS" }),
    );
    expect(allowed({ profile: "MOBILE_ADDITIONAL", on: "c-1", services: ["USAGE"] }, both)).toBe(false);
    expect(allowed({ profile: "MOBILE_ADDITIONAL", on: "c-1", services: ["USAGE", "OPTIONS"] }, both)).toBe(
      true,
    );
  });

  it("counts a grant from its first instant to just before its last", () => {
    const grantFor = (from: number, until: number | null): GrantSketch => ({
      profile: "MOBILE_MASTER",
      on: "c-1",
      from,
      until,
    });
    expect(allowed(grantFor(AT, null))).toBe(true);
    expect(allowed(grantFor(AT + 1, null))).toBe(false);
    expect(allowed(grantFor(AT - 10, AT))).toBe(false);
    expect(allowed(grantFor(AT - 10, AT + 1))).toBe(true);
  });

  it("lets viewers see themselves where the rule says so, and tells strangers to sign in", () => {
    const email = field(rule(["LEGAL_REP"], { orSelf: true }));
    const self: ScopePath = { scopes: [{ kind: "ORGANIZATION", id: "o-9" }], userId: "user-1" };
    expect(decide(callerWith(), email, self).allowed).toBe(true);
    expect(decide(callerWith(), email, { ...self, userId: "user-2" }).allowed).toBe(false);
    expect(decide(anonymousCaller(AT), email, self)).toEqual({ allowed: false, code: "UNAUTHENTICATED" });
  });

  it("refuses a rule about an object that has no path", () => {
    expect(decide(callerWith({ profile: "LEGAL_REP", on: "o-1" }), imsi, null).allowed).toBe(false);
  });
});

describe("a decision that is asked again and again", () => {
  it("answers each caller for themselves, whoever was asked about before and wherever", () => {
    const asked = [
      anonymousCaller(AT),
      callerWith(),
      callerWith({ profile: "LEGAL_REP", on: "o-1" }),
      callerWith({ profile: "MOBILE_MASTER", on: "c-2" }),
      callerWith({ profile: "MOBILE_ADDITIONAL", on: "c-1", services: ["SIM_OPERATIONS"] }),
    ];
    const self: ScopePath = { scopes: [], userId: "user-1" };
    const statements = [
      imsi,
      field(rule(["LEGAL_REP"], { orSelf: true })),
      field(rule(["LEGAL_REP"]), rule(["MOBILE_MASTER"])),
      field(),
    ];
    const question = fc.tuple(fc.constantFrom(...asked), fc.constantFrom<ScopePath | null>(LINE, self, null));
    fc.assert(
      fc.property(fc.constantFrom(...statements), fc.array(question), (statement, questions) => {
        const decision = new Decision(statement);
        for (const [caller, path] of questions)
          expect(decision.of(caller, path)).toEqual(decide(caller, statement, path));
      }),
    );
  });
});

describe("the cut before planning", () => {
  const profile = fc.constantFrom(...PROFILES);
  const sketch = fc.record({
    profile,
    on: fc.constantFrom("line-1", "c-1", "o-1", "x"),
    services: fc.subarray([...SERVICES]),
  });
  const anyRule = fc.record({
    anyOf: fc.uniqueArray(profile, { minLength: 1, maxLength: 4 }),
    service: fc.option(fc.constantFrom(...SERVICES)),
    orSelf: fc.boolean(),
  });

  it("never cuts what the caller could be shown on some object, whoever they are", () => {
    fc.assert(
      fc.property(
        fc.array(sketch, { maxLength: 4 }),
        fc.array(anyRule, { minLength: 1, maxLength: 3 }),
        (sketches, rules) => {
          const caller = callerWith(...sketches);
          const statement = field(...rules.map(({ anyOf, ...more }) => rule(anyOf, more)));
          if (decide(caller, statement, { ...LINE, userId: "user-1" }).allowed) {
            expect(meetsSomewhere(caller, statement)).toEqual({ allowed: true });
          }
        },
      ),
    );
  });

  it("depends on nothing of the caller but what they hold", () => {
    fc.assert(
      fc.property(fc.array(sketch, { maxLength: 4 }), anyRule, (sketches, { anyOf, ...more }) => {
        const here = callerWith(...sketches);
        const elsewhere = callerWith(
          ...sketches.map((one) => ({ ...one, on: `${one.on}-elsewhere` })).toReversed(),
        );
        const statement = field(rule(anyOf, more));
        expect(holdingsKey(here)).toBe(holdingsKey(elsewhere));
        expect(meetsSomewhere(here, statement).allowed).toBe(meetsSomewhere(elsewhere, statement).allowed);
      }),
    );
  });
});
