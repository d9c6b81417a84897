import { anonymousCaller } from "../../schema/access/caller";
import { liesIn, pathOfGrant } from "../../schema/access/grant-path";
import { AT, grant } from "./callers";

const onLine = grant({ profile: "END_USER", on: "x-1", contract: "c-1", organization: "o-1" });
const onCompany = grant({ profile: "LEGAL_REP", on: "o-1" });

describe("the scope path of a grant", () => {
  it("goes from the scope over its contract to its companies", () => {
    expect(pathOfGrant(onLine).scopes).toEqual([
      { kind: "MOBILE_LINE", id: "x-1" },
      { kind: "MOBILE_CONTRACT", id: "c-1" },
      { kind: "ORGANIZATION", id: "o-1" },
    ]);
  });

  it("names no contract where there is none", () => {
    expect(pathOfGrant(onCompany).scopes.map(({ kind }) => kind)).toEqual(["ORGANIZATION", "ORGANIZATION"]);
  });

  it("lies in its own scope and in each ancestor", () => {
    for (const scope of pathOfGrant(onLine).scopes) expect(liesIn(onLine, { scopes: [scope] })).toBe(true);
  });

  it("lies in nothing of another kind that happens to have the same id", () => {
    expect(liesIn(onLine, { scopes: [{ kind: "MOBILE_CONTRACT", id: "x-1" }] })).toBe(false);
    expect(liesIn(onLine, { scopes: [{ kind: "BILLING_ACCOUNT", id: "c-1" }] })).toBe(false);
  });

  it("lies in the object alone, not in what that lies in", () => {
    const elsewhere = { kind: "MOBILE_LINE" as const, id: "x-2" };
    expect(liesIn(onLine, { scopes: [elsewhere, { kind: "ORGANIZATION", id: "o-1" }] })).toBe(false);
  });

  it("lies in no object that has no path", () => {
    expect(liesIn(onLine, { scopes: [] })).toBe(false);
  });
});

describe("the anonymous caller", () => {
  it("holds nothing and is registered nowhere", () => {
    expect(anonymousCaller(AT)).toEqual({
      userId: null,
      sessionId: null,
      organizationIds: [],
      grants: [],
      at: AT,
    });
  });
});
