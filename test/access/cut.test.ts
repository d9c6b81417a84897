import fc from "fast-check";
import { createAccessCut } from "../../gateway/access/cut";
import { rulesOfSupergraph } from "../../gateway/access/supergraph-rules";
import { anonymousCaller } from "../../schema/access/caller";
import { meetsSomewhere } from "../../schema/access/decide";
import { PROFILES, SERVICES } from "../../schema/access/vocabulary";
import { readPublished } from "../../subgraphs/shared/serving/published-files";
import { AT, callerWith } from "./callers";

const rules = rulesOfSupergraph(readPublished("identity").supergraphSdl, false);
const endUser = callerWith({ profile: "END_USER", on: "line-1", contract: "c-1" });

/** The coordinates of the published schema that the caller's cut takes out. */
function cutFrom(caller: Parameters<ReturnType<typeof createAccessCut>>[0]): string[] {
  const cut = createAccessCut(rules)(caller);
  return rules.all().flatMap(({ coordinate }) => (cut.isCut(coordinate) ? [coordinate] : []));
}

describe("the cut before planning", () => {
  it("takes out what an end user can meet on no object, and nothing that they can", () => {
    const cut = cutFrom(endUser);
    expect(cut).toEqual(expect.arrayContaining(["Sim.imsi", "MobileLine.costCenter", "Organization.users"]));
    expect(cut).not.toContain("Sim.puk");
    expect(cut).not.toContain("MobileLine.usage");
  });

  it("leaves a stranger the public fields only", () => {
    const cut = createAccessCut(rules)(anonymousCaller(AT));
    expect(cut.isCut("Query.organization")).toBe(true);
    expect(cut.isCut("Query.viewer")).toBe(false);
    expect(cut.isCut("Mutation.signIn")).toBe(false);
    expect(cut.error("Query.organization")).toEqual({
      message: "Query.organization needs a signed-in viewer",
      extensions: { code: "UNAUTHENTICATED", coordinate: "Query.organization" },
    });
  });

  it("says of what it took out why, and who could give it", () => {
    expect(createAccessCut(rules)(endUser).error("Sim.imsi").extensions).toEqual({
      code: "FORBIDDEN",
      coordinate: "Sim.imsi",
      requires: [{ anyOf: ["MOBILE_MASTER", "MOBILE_ADDITIONAL"], service: "SIM_OPERATIONS" }],
      held: ["END_USER"],
      grantableBy: ["LEGAL_REP", "MOBILE_MASTER"],
    });
  });

  it("has no reason for what it left in", () => {
    expect(() => createAccessCut(rules)(endUser).error("Sim.puk")).toThrow("Sim.puk is not cut");
  });

  it("takes out exactly what the decision says is met nowhere, whatever is held", () => {
    const grants = fc.array(
      fc.record({
        profile: fc.constantFrom(...PROFILES),
        on: fc.constantFrom("x-1", "x-2"),
        services: fc.subarray([...SERVICES]),
      }),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(grants, (held) => {
        const caller = callerWith(...held);
        const met = rules.all().filter((statement) => !meetsSomewhere(caller, statement).allowed);
        expect(cutFrom(caller)).toEqual(met.map(({ coordinate }) => coordinate));
      }),
      { numRuns: 200 },
    );
  });

  it("is one for all who hold the same, and another for who holds more", () => {
    const cutOf = createAccessCut(rules);
    const colleague = callerWith({ profile: "END_USER", on: "line-2", contract: "c-2" });
    const master = callerWith({ profile: "MOBILE_MASTER", on: "c-1" });
    expect(cutOf(colleague)).toBe(cutOf(endUser));
    expect(cutOf(master)).not.toBe(cutOf(endUser));
    expect(cutOf(master).isCut("Sim.imsi")).toBe(false);
  });
});
