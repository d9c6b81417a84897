import { freezeCaller } from "../../schema/access/caller";
import { readPublished } from "../../subgraphs/shared/serving/published-files";
import { publishedRules } from "../../subgraphs/shared/serving/published-rules";
import { eachWorld } from "../kit/world";
import { grant } from "./callers";

const RULES = publishedRules(readPublished("identity").supergraphSdl);
const RULED = RULES.all()
  .filter(({ rules, coordinate }) => rules.length > 0 && RULES.kindOf(coordinate) === "field")
  .map(({ coordinate }) => coordinate);

const PREVIEW = `query ($organization: ID!, $input: GrantProfileInput!) {
  organization(id: $organization) { previewGrant(input: $input) { id fieldsGained mobileLinesGained fixedLinesGained } }
}`;
const EMPLOYEE = "user-employee-aurora";

eachWorld("what a grant would open", (world) => {
  const ask = async (userId: string, given: object, username = "legal.aurora", organization = "org-aurora") =>
    await (await world.as(username)).ask(PREVIEW, { organization, input: { userId, grant: given } });
  const preview = async (userId: string, given: object) => {
    const { data, errors } = await ask(userId, given);
    expect(errors).toEqual([]);
    return data.organization.previewGrant;
  };
  const allowed = async (username: string, on: object): Promise<string[]> => {
    const query = `query ($coordinates: [String!]!, $on: ObjectRef) { viewer { access(coordinates: $coordinates, on: $on) { coordinate allowed } } }`;
    const { viewer } = await (await world.as(username)).read(query, { coordinates: RULED, on });
    return viewer.access
      .filter((verdict: { allowed: boolean }) => verdict.allowed)
      .map(({ coordinate }: { coordinate: string }) => coordinate)
      .sort();
  };
  const total = async (username: string, list: string): Promise<number> =>
    (await (await world.as(username)).read(`{ organization(id: "org-aurora") { ${list} { totalCount } } }`))
      .organization[list].totalCount;

  it("is the fields that its holder has, and the lines that they list", async () => {
    const line = { kind: "MOBILE_LINE", id: "ml-aurora-1-00007" };
    expect(await preview(EMPLOYEE, { profile: "END_USER", scope: line })).toEqual({
      id: expect.any(String),
      fieldsGained: await allowed("enduser.aurora", { type: "MobileLine", id: line.id }),
      mobileLinesGained: 1,
      fixedLinesGained: 0,
    });
    const contract = { kind: "MOBILE_CONTRACT", id: "mc-aurora-1" };
    const services = ["INVENTORY", "USAGE"];
    expect(await preview(EMPLOYEE, { profile: "MOBILE_ADDITIONAL", services, scope: contract })).toEqual({
      id: expect.any(String),
      fieldsGained: await allowed("additional.aurora", { type: "MobileContract", id: contract.id }),
      mobileLinesGained: await total("additional.aurora", "mobileLines"),
      fixedLinesGained: 0,
    });
  });

  it("counts only what is new to them", async () => {
    const scope = { kind: "ORGANIZATION", id: "org-aurora" };
    const before = await allowed("standard.aurora", { type: "Organization", id: "org-aurora" });
    const after = await allowed("fixedmaster.aurora", { type: "Organization", id: "org-aurora" });
    expect(await preview("user-standard-aurora", { profile: "FIXED_MASTER", scope })).toEqual({
      id: expect.any(String),
      fieldsGained: after.filter((coordinate) => !before.includes(coordinate)),
      mobileLinesGained: 0,
      fixedLinesGained:
        (await total("fixedmaster.aurora", "fixedLines")) - (await total("standard.aurora", "fixedLines")),
    });
    const own = { profile: "MOBILE_MASTER", scope: { kind: "MOBILE_CONTRACT", id: "mc-aurora-1" } };
    expect(await preview("user-legal-aurora", own)).toEqual({
      id: expect.any(String),
      fieldsGained: [],
      mobileLinesGained: 0,
      fixedLinesGained: 0,
    });
  });

  it("takes the same profile on the same scope for its replacement", async () => {
    const scope = { kind: "MOBILE_CONTRACT", id: "mc-aurora-2" };
    // invoices.aurora holds INVOICES there: with INVENTORY instead of it they would see its lines.
    const gained = await preview("user-invoices-aurora", {
      profile: "MOBILE_ADDITIONAL",
      services: ["INVENTORY"],
      scope,
    });
    expect(gained.mobileLinesGained).toBe(300);
    const same = await preview("user-invoices-aurora", {
      profile: "MOBILE_ADDITIONAL",
      services: ["INVOICES"],
      scope,
    });
    expect(same).toEqual({
      id: expect.any(String),
      fieldsGained: [],
      mobileLinesGained: 0,
      fixedLinesGained: 0,
    });
  });

  it("is null for people and scopes that are not the company's, as for those that do not exist", async () => {
    const line = { profile: "END_USER", scope: { kind: "MOBILE_LINE", id: "ml-aurora-1-00007" } };
    expect(await preview("user-legal-cometa", line)).toBeNull();
    expect(await preview("user-nobody", line)).toBeNull();
    const elsewhere = ["ml-borea-1-00003", "ml-cometa-1-00001", "ml-nowhere"];
    for (const id of elsewhere) {
      expect(await preview(EMPLOYEE, { profile: "END_USER", scope: { kind: "MOBILE_LINE", id } })).toBeNull();
    }
  });

  it("refuses grants that cannot be, and those that nobody but the operator gives", async () => {
    const errors = async (given: object) =>
      (await ask(EMPLOYEE, given)).errors.map(({ message, extensions }) => [extensions["code"], message]);
    const organization = { kind: "ORGANIZATION", id: "org-aurora" };
    expect(await errors({ profile: "END_USER", scope: organization })).toEqual([
      ["BAD_USER_INPUT", "input.grant.scope: END_USER is given on MOBILE_LINE"],
    ]);
    expect(await errors({ profile: "FIXED_MASTER", services: ["USAGE"], scope: organization })).toEqual([
      ["BAD_USER_INPUT", "input.grant.services: FIXED_MASTER takes no services"],
    ]);
    const ended = { validFrom: "2026-07-01T00:00:00Z", validUntil: "2026-07-01T00:00:00Z" };
    expect(await errors({ profile: "FIXED_MASTER", scope: organization, ...ended })).toEqual([
      ["BAD_USER_INPUT", "input.grant.validUntil: lies before the grant begins"],
    ]);
    expect(await errors({ profile: "LEGAL_REP", scope: organization })).toEqual([
      ["FORBIDDEN", "LEGAL_REP is not yours to give"],
    ]);
  });

  it("is the legal representative's to ask, of their own company", async () => {
    const given = { profile: "END_USER", scope: { kind: "MOBILE_LINE", id: "ml-aurora-1-00007" } };
    const master = await ask(EMPLOYEE, given, "master.aurora");
    expect([master.data, master.refused]).toEqual([
      { organization: { previewGrant: null } },
      { "organization.previewGrant": "FORBIDDEN" },
    ]);
    const cometa = await ask(EMPLOYEE, given, "legal.cometa");
    expect([cometa.data, cometa.errors]).toEqual([{ organization: null }, []]);
  });

  it("is followed by nobody but the viewer who asked, for a minute, under an id that tells nothing", async () => {
    const given = { profile: "END_USER", scope: { kind: "MOBILE_LINE", id: "ml-aurora-1-00007" } };
    const { id } = await preview(EMPLOYEE, given);
    expect(Buffer.from(id, "base64url").toString()).not.toContain("aurora");
    const caller = (userId: string, organization = "org-aurora") =>
      freezeCaller({
        userId,
        sessionId: null,
        organizationIds: [],
        grants: [{ ...grant({ profile: "LEGAL_REP", on: organization }), validFrom: 0 }],
        at: world.clock.now,
      });
    const facts = { requestId: "r", userAgent: null, ipAddress: null, acceptLanguage: null };
    const follow = async (who: ReturnType<typeof caller>, token = id) => {
      const answers = [
        "identity fieldsGained",
        "mobile-inventory mobileLinesGained",
        "fixed-inventory fixedLinesGained",
      ].map(async (place) => {
        const [subgraph, field] = place.split(" ") as [string, string];
        const query = `{ _entities(representations: [{ __typename: "GrantPreview", id: ${JSON.stringify(token)} }]) { ... on GrantPreview { ${field} } } }`;
        const { data } = await world.system.subgraphs.of(subgraph).execute({ query }, who, facts);
        return (data?.["_entities"] as Record<string, unknown>[] | undefined)?.[0];
      });
      return await Promise.all(answers);
    };
    const viewer = caller("user-legal-aurora");
    expect(await follow(viewer)).toEqual([
      { fieldsGained: expect.arrayContaining(["Sim.puk"]) },
      { mobileLinesGained: 1 },
      { fixedLinesGained: 0 },
    ]);
    expect(await follow(caller("user-other-legal"))).toEqual([null, null, null]);
    expect(await follow(viewer, `${id.slice(0, -2)}AA`)).toEqual([null, null, null]);
    expect(await follow(viewer, "no-token")).toEqual([null, null, null]);
    // The same viewer, no more the company's legal representative: the rule is decided anew.
    const dismissed = await follow(caller("user-legal-aurora", "org-borea"));
    expect(dismissed).toEqual([
      { fieldsGained: null },
      { mobileLinesGained: null },
      { fixedLinesGained: null },
    ]);
    world.clock.now += 61_000;
    expect(await follow(viewer)).toEqual([null, null, null]);
  });
});
