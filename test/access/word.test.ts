import type { Rule } from "../../schema/access/rules";
import { wordRule, wordStatement } from "../../schema/access/word";
import { rule } from "./rules";

const legal = (more: Partial<Rule>): Rule => rule(["LEGAL_REP"], more);

describe("a rule in words", () => {
  it("names the service beside the one profile that needs it, and the object that it is decided on", () => {
    const anyOf = ["MOBILE_ADDITIONAL", "END_USER"] as const;
    expect(wordRule(rule(anyOf, { service: "USAGE" }))).toBe(
      "MOBILE_ADDITIONAL with USAGE or END_USER, on this object",
    );
    expect(wordRule(rule(["END_USER"], { service: "USAGE" }))).toBe("END_USER, on this object");
    expect(wordRule(legal({ of: "input.contractId", ofType: "MobileContract" }))).toBe(
      "LEGAL_REP, on the MobileContract that `input.contractId` names",
    );
    expect(wordRule(legal({ of: "scope" }))).toBe("LEGAL_REP, on the object that `scope` names");
  });

  it("says that all of several rules have to pass", () => {
    const rules = [legal({ orSelf: true }), rule(["END_USER"])];
    expect(wordStatement({ coordinate: "A.b", audience: "signedIn", rules })).toBe(
      "Requires LEGAL_REP, on this object, or being this User. Also requires END_USER, on this object.",
    );
  });
});
