import { anonymousCaller } from "../../schema/access/caller";
import { decide, holdingsKey, meetsSomewhere } from "../../schema/access/decide";
import type { AccessStatement, Rule } from "../../schema/access/rules";
import { coverageWithin } from "../../subgraphs/shared/scope/row-rule";
import { rowsPassing } from "../../subgraphs/shared/scope/scope-sql";
import { AT, callerWith, type GrantSketch } from "../access/callers";
import { rule } from "../access/rules";

// What only shows when two things happen to be alike: ids across kinds of scope, and sets of holdings.

const statement = (...rules: Rule[]): AccessStatement => ({ coordinate: "T.f", audience: "signedIn", rules });
const open: AccessStatement = { coordinate: "T.f", audience: "public", rules: [] };
const signedIn = statement();
const nobody = anonymousCaller(AT);

it("does not take a contract for the company, line or billing account that has the same id", () => {
  const master = callerWith({ profile: "MOBILE_MASTER", on: "same" });
  for (const kind of ["ORGANIZATION", "MOBILE_LINE", "BILLING_ACCOUNT", "HOLDING"] as const)
    expect(
      decide(master, statement(rule(["MOBILE_MASTER"])), { scopes: [{ kind, id: "same" }] }).allowed,
    ).toBe(false);
  expect(
    rowsPassing(master, statement(rule(["MOBILE_MASTER"])), { ORGANIZATION: "o", MOBILE_LINE: "l" }),
  ).toEqual({
    sql: "(1 = 0)",
    parameters: [],
  });
});

it("rests no list on a grant over something else of the same id, and drops none for it", () => {
  const both = callerWith(
    { profile: "END_USER", on: "same", contract: "c-1", organization: "o-1" },
    { profile: "MOBILE_MASTER", on: "same", organization: "o-2" },
  );
  const lines = { anyOf: ["MOBILE_MASTER", "END_USER"] as const };
  const below = (kind: "ORGANIZATION" | "MOBILE_CONTRACT", id: string) => {
    const { kind: coverage, grants } = coverageWithin(both, lines, { scopes: [{ kind, id }] });
    return [coverage, grants.map(({ profile }) => profile)];
  };
  expect(below("ORGANIZATION", "o-1")).toEqual(["PARTIAL", ["END_USER"]]);
  expect(below("ORGANIZATION", "o-2")).toEqual(["PARTIAL", ["MOBILE_MASTER"]]);
  expect(below("ORGANIZATION", "same")).toEqual(["NONE", []]);
  expect(below("MOBILE_CONTRACT", "same")).toEqual(["ALL", ["MOBILE_MASTER"]]);
  expect(below("MOBILE_CONTRACT", "c-1")).toEqual(["PARTIAL", ["END_USER"]]);
  expect(coverageWithin(both, lines, { scopes: [] })).toEqual({ kind: "NONE", grants: [] });
});

it("cuts a field of two rules for whoever meets only one of them, and tells what they hold", () => {
  const two = statement(rule(["MOBILE_MASTER"]), rule(["FIXED_OWNER"]));
  const held = ["MOBILE_MASTER"];
  const refused = { allowed: false, code: "FORBIDDEN", held };
  expect(meetsSomewhere(callerWith({ profile: "MOBILE_MASTER", on: "c-1" }), two)).toEqual(refused);
  const legal = callerWith({ profile: "LEGAL_REP", on: "o-1" });
  expect(meetsSomewhere(legal, two)).toEqual({ allowed: true });
});

it("tells of a refused object what is held on it, and of none what is held anywhere", () => {
  const caller = callerWith({ profile: "END_USER", on: "l-1" }, { profile: "FIXED_OWNER", on: "o-2" });
  const needs = statement(rule(["LEGAL_REP"]));
  const on = decide(caller, needs, { scopes: [{ kind: "MOBILE_LINE", id: "l-1" }] });
  expect(on).toEqual({ allowed: false, code: "FORBIDDEN", held: ["END_USER"] });
  const nowhere = { allowed: false, code: "FORBIDDEN", held: ["END_USER", "FIXED_OWNER"] };
  expect(decide(caller, needs, null)).toEqual(nowhere);
});

it("lets strangers meet what is public and nothing else, themselves included", () => {
  const self = statement(rule(["LEGAL_REP"], { orSelf: true }));
  const refused = { allowed: false, code: "UNAUTHENTICATED" };
  expect([decide(nobody, open, null), meetsSomewhere(nobody, open)]).toEqual([
    { allowed: true },
    { allowed: true },
  ]);
  expect([decide(nobody, signedIn, null), meetsSomewhere(nobody, signedIn)]).toEqual([refused, refused]);
  expect(decide(nobody, self, { scopes: [] })).toEqual(refused);
  const someone = callerWith();
  expect(decide(someone, self, { scopes: [] }).allowed).toBe(false);
  expect(decide(someone, self, { scopes: [], userId: "user-2" }).allowed).toBe(false);
  expect(decide(someone, self, { scopes: [], userId: "user-1" }).allowed).toBe(true);
});

it("shares a cut only between callers who hold the very same set of profiles and services", () => {
  const key = (...grants: GrantSketch[]) => holdingsKey(callerWith(...grants));
  const additional = (...services: GrantSketch["services"] & object) =>
    ({ profile: "MOBILE_ADDITIONAL", on: "c-1", services }) as const;
  const different = [
    holdingsKey(nobody),
    key(),
    key({ profile: "MOBILE_MASTER", on: "c-1" }),
    key({ profile: "END_USER", on: "l-1" }),
    key({ profile: "END_USER", on: "l-1" }, { profile: "MOBILE_MASTER", on: "c-1" }),
    key(additional("USAGE")),
    key(additional("INVENTORY")),
    key(additional("USAGE", "INVENTORY")),
    key(additional("USAGE"), { ...additional("INVENTORY"), on: "c-2" }),
  ];
  expect(new Set(different).size).toBe(different.length);
  expect(key(additional("USAGE", "INVENTORY"))).toBe(key({ ...additional("INVENTORY", "USAGE"), on: "c-9" }));
  expect(key({ profile: "END_USER", on: "l-1" }, { profile: "LEGAL_REP", on: "o-1" })).toBe(
    key(
      { profile: "LEGAL_REP", on: "o-2" },
      { profile: "END_USER", on: "l-2" },
      { profile: "END_USER", on: "l-3" },
    ),
  );
});
