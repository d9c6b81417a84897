import fc from "fast-check";
import { anonymousCaller, freezeCaller, type Caller, type CallerGrant } from "../../schema/access/caller";
import { decide, grantPasses, type ScopePath } from "../../schema/access/decide";
import { mayGrant, type ProposedGrant } from "../../schema/access/may-grant";
import type { AccessStatement } from "../../schema/access/rules";
import {
  FEED_ONLY_PROFILES,
  PROFILES,
  SCOPE_KIND_OF,
  SERVICES,
  type Profile,
  type ScopeKind,
} from "../../schema/access/vocabulary";
import { publishedRules } from "../../subgraphs/shared/serving/published-rules";
import { readPublished } from "../../subgraphs/shared/serving/published-files";
import { AT, callerWith, grant } from "./callers";

const PATHS: Readonly<Record<ScopeKind, ScopePath>> = {
  HOLDING: { scopes: [{ kind: "HOLDING", id: "h-1" }] },
  ORGANIZATION: { scopes: [{ kind: "ORGANIZATION", id: "o-1" }] },
  MOBILE_CONTRACT: {
    scopes: [
      { kind: "MOBILE_CONTRACT", id: "c-1" },
      { kind: "ORGANIZATION", id: "o-1" },
    ],
  },
  MOBILE_LINE: {
    scopes: [
      { kind: "MOBILE_LINE", id: "line-1" },
      { kind: "MOBILE_CONTRACT", id: "c-1" },
      { kind: "ORGANIZATION", id: "o-1" },
    ],
  },
  BILLING_ACCOUNT: {
    scopes: [
      { kind: "BILLING_ACCOUNT", id: "ba-1" },
      { kind: "ORGANIZATION", id: "o-1" },
    ],
  },
};

function proposed(profile: Profile): { grant: ProposedGrant; path: ScopePath } {
  const path = PATHS[SCOPE_KIND_OF[profile]];
  const services = profile === "MOBILE_ADDITIONAL" ? (["USAGE"] as const) : [];
  return { grant: { profile, services, scope: path.scopes[0]! }, path };
}

/** Which profiles somebody may give on the scopes of PATHS, in the order of the vocabulary. */
function givable(caller: Caller): Profile[] {
  return PROFILES.filter((profile) => {
    const { grant: wanted, path } = proposed(profile);
    return mayGrant(caller, wanted, path).allowed;
  });
}

describe("may this grant be given", () => {
  it.each<[Profile, string, Profile[]]>([
    [
      "LEGAL_REP",
      "o-1",
      ["MOBILE_MASTER", "MOBILE_ADDITIONAL", "END_USER", "FIXED_MASTER", "FIXED_STANDARD"],
    ],
    ["MOBILE_MASTER", "c-1", ["MOBILE_ADDITIONAL", "END_USER"]],
    ["FIXED_OWNER", "o-1", ["FIXED_MASTER"]],
    ["HOLDING_REFERENT", "h-1", []],
    ["MOBILE_ADDITIONAL", "c-1", []],
    ["END_USER", "line-1", []],
    ["FIXED_MASTER", "o-1", []],
    ["FIXED_STANDARD", "ba-1", []],
  ])("%s gives what domain.md says, on their own scope", (profile, on, expected) => {
    const sketch = { profile, on, services: SERVICES, organizations: ["o-1"], contract: "c-1" };
    expect(givable(callerWith(sketch))).toEqual(expected);
  });

  it("is nobody's to give elsewhere, nor anonymous callers' anywhere, nor once the giver's grant has ended", () => {
    expect(givable(callerWith({ profile: "LEGAL_REP", on: "o-2" }))).toEqual([]);
    expect(givable(callerWith({ profile: "MOBILE_MASTER", on: "c-2", organization: "o-1" }))).toEqual([]);
    expect(givable(callerWith({ profile: "FIXED_OWNER", on: "o-2" }))).toEqual([]);
    expect(givable(callerWith({ profile: "LEGAL_REP", on: "o-1", until: AT }))).toEqual([]);
    const grants = [grant({ profile: "LEGAL_REP", on: "o-1" })];
    expect(givable(freezeCaller({ ...anonymousCaller(AT), grants }))).toEqual([]);
  });

  it("tells a grant that cannot exist from one that this caller may not give", () => {
    const caller = callerWith({ profile: "MOBILE_MASTER", on: "c-1" });
    const { grant: additional, path } = proposed("MOBILE_ADDITIONAL");
    expect(mayGrant(caller, { ...additional, services: [] }, path)).toEqual({
      allowed: false,
      code: "BAD_USER_INPUT",
      field: "services",
      reason: "MOBILE_ADDITIONAL names at least one service",
    });
    expect(mayGrant(caller, { ...additional, profile: "MOBILE_MASTER" }, path)).toEqual({
      allowed: false,
      code: "BAD_USER_INPUT",
      field: "services",
      reason: "MOBILE_MASTER takes no services",
    });
    expect(mayGrant(caller, { ...additional, profile: "END_USER", services: [] }, path)).toEqual({
      allowed: false,
      code: "BAD_USER_INPUT",
      field: "scope",
      reason: "END_USER is given on MOBILE_LINE",
    });
    const master = proposed("MOBILE_MASTER");
    expect(mayGrant(caller, master.grant, master.path)).toEqual({
      allowed: false,
      code: "FORBIDDEN",
      grantableBy: ["LEGAL_REP"],
    });
  });

  it("refuses a path that is another object's than the grant's scope", () => {
    const caller = callerWith({ profile: "MOBILE_MASTER", on: "c-1" });
    const { grant: additional, path } = proposed("MOBILE_ADDITIONAL");
    const scope = { kind: "MOBILE_CONTRACT", id: "c-2" } as const;
    expect(mayGrant(caller, { ...additional, scope }, path).allowed).toBe(false);
    expect(mayGrant(caller, additional, { scopes: [] }).allowed).toBe(false);
  });
});

/** Every rule that is published, and those of the acts on lines, which are planned: each with every service. */
const STATEMENTS: readonly AccessStatement[] = [
  ...publishedRules(readPublished("identity").supergraphSdl).all(),
  ...SERVICES.flatMap((service) =>
    [[], ["END_USER"] as const, ["HOLDING_REFERENT"] as const].map((others): AccessStatement => ({
      coordinate: `Planned.${service.toLowerCase()}`,
      audience: "signedIn",
      rules: [
        {
          anyOf: ["MOBILE_MASTER", "MOBILE_ADDITIONAL", ...others],
          service,
          of: null,
          ofType: null,
          orSelf: false,
        },
      ],
    })),
  ),
].filter(({ rules }) => rules.length > 0);

const anyCaller = fc
  .array(
    fc.record({
      profile: fc.constantFrom(...PROFILES),
      near: fc.boolean(),
      services: fc.subarray([...SERVICES]),
    }),
    { maxLength: 4 },
  )
  .map((sketches) =>
    callerWith(
      ...sketches.map(({ profile, near, services }) => {
        const on = PATHS[SCOPE_KIND_OF[profile]].scopes[0]!.id;
        return {
          profile,
          on: near ? on : `${on}-elsewhere`,
          services: profile === "MOBILE_ADDITIONAL" ? services : [],
          organizations: near ? ["o-1"] : ["o-2"],
          contract: near ? "c-1" : "c-2",
        };
      }),
    ),
  );
const anyGrant = fc
  .record({
    profile: fc.constantFrom(...PROFILES),
    kind: fc.constantFrom(...PROFILES),
    services: fc.subarray([...SERVICES]),
  })
  .map(({ profile, kind, services }) => {
    const path = PATHS[SCOPE_KIND_OF[kind]];
    return { grant: { profile, services, scope: path.scopes[0]! }, path };
  });

describe("nobody gives more than they hold", () => {
  it("whatever a grant opens by any published or promised rule, its giver could meet already", () => {
    expect(STATEMENTS.length).toBeGreaterThan(60);
    fc.assert(
      fc.property(anyCaller, anyGrant, (caller, { grant: wanted, path }) => {
        if (!mayGrant(caller, wanted, path).allowed) return;
        const given: CallerGrant = {
          id: "given",
          ...wanted,
          organizationIds: ["o-1"],
          contractId: "c-1",
          validFrom: 0,
          validUntil: null,
        };
        for (const statement of STATEMENTS) {
          const opened = statement.rules.every((rule) => grantPasses(given, rule));
          if (opened) expect(decide(caller, statement, path).allowed).toBe(true);
        }
      }),
      { numRuns: 3_000 },
    );
  });

  it("never gives what comes with the operator's feed", () => {
    fc.assert(
      fc.property(anyCaller, anyGrant, (caller, { grant: wanted, path }) => {
        if (!["LEGAL_REP", "FIXED_OWNER", "HOLDING_REFERENT"].includes(wanted.profile)) return;
        expect(mayGrant(caller, wanted, path).allowed).toBe(false);
      }),
    );
  });
});

describe("what only the operator gives", () => {
  it("is to represent a company, to own its fixed lines, and to speak for holdings (R3, R15, R16)", () => {
    expect([...FEED_ONLY_PROFILES]).toEqual(["LEGAL_REP", "FIXED_OWNER", "HOLDING_REFERENT"]);
  });
});
