import { anonymousCaller, freezeCaller, type Caller } from "../../schema/access/caller";
import { deduplicationKey } from "../../gateway/context";

const ADA: Caller = freezeCaller({
  userId: "ada",
  sessionId: "s1",
  organizationIds: ["org-aurora"],
  at: 1_000,
  grants: [
    {
      id: "g1",
      profile: "MOBILE_MASTER",
      services: [],
      scope: { kind: "MOBILE_CONTRACT", id: "mc-1" },
      organizationIds: ["org-aurora"],
      contractId: "mc-1",
      validFrom: 0,
      validUntil: null,
    },
  ],
});
const FACTS = { requestId: "r1", userAgent: "client/1", ipAddress: "192.0.2.1", acceptLanguage: "it" };
type Asking = Parameters<typeof deduplicationKey>[0];
const CONTEXT: Asking = { caller: ADA, authorization: "Bearer one", facts: FACTS };

describe("the key under which answers of subgraphs may be shared", () => {
  it("is the same for two requests of one session that say the same of themselves", () => {
    const later = { ...CONTEXT, caller: { ...ADA, at: 2_000 }, facts: { ...FACTS, requestId: "r2" } };
    expect(deduplicationKey(later)).toBe(deduplicationKey(CONTEXT));
  });

  it.each<[string, Partial<Asking>]>([
    ["another token", { authorization: "Bearer two" }],
    ["no token", { authorization: undefined, caller: anonymousCaller(1_000) }],
    ["another person", { caller: { ...ADA, userId: "bob" } }],
    ["another session", { caller: { ...ADA, sessionId: "s2" } }],
    ["a grant fewer", { caller: { ...ADA, grants: [] } }],
    [
      "another service",
      { caller: { ...ADA, grants: [{ ...ADA.grants[0]!, services: ["INVENTORY"] as const }] } },
    ],
    ["another language", { facts: { ...FACTS, acceptLanguage: "de" } }],
    ["another address", { facts: { ...FACTS, ipAddress: "192.0.2.2" } }],
    ["another client", { facts: { ...FACTS, userAgent: null } }],
  ])("is another one for %s", (_case, other) => {
    expect(deduplicationKey({ ...CONTEXT, ...other })).not.toBe(deduplicationKey(CONTEXT));
  });
});
