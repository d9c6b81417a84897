import { DEMO_ACCOUNTS } from "../../subgraphs/commands/demo";
import type { Persona } from "../kit/persona";
import { eachWorld, type World } from "../kit/world";
import { readingOf, type ReadObject } from "./explained-objects";

const ACCESS = `query ($coordinates: [String!]!, $on: ObjectRef) {
  viewer { access(coordinates: $coordinates, on: $on) {
    coordinate allowed code requires { anyOf service } held allowedBy { id profile scope { id } } grantableBy
  } }
}`;
const AURORA_LINE = { type: "MobileLine", id: "ml-aurora-1-00007" };
const BOREA_LINE = { type: "MobileLine", id: "ml-borea-1-00003" };

async function access(persona: Persona, coordinates: readonly string[], on?: { type: string; id: string }) {
  return (await persona.read(ACCESS, { coordinates, on })).viewer.access;
}

/** What to read of whom: everything that a rule is about, of own and other people's objects. */
async function corpus(world: World): Promise<ReadObject[]> {
  const fixed = `query ($id: ID!) { organization(id: $id) { fixedLines(first: 40) { edges { node { id billingAccount { id } } } } } }`;
  const { organization } = await (await world.as("owner.aurora")).read(fixed, { id: "org-aurora" });
  const fixedLines: { id: string }[] = organization.fixedLines.edges.map(
    ({ node }: { node: object }) => node,
  );
  const perAccount = new Map(fixedLines.map((line) => [JSON.stringify(Object.values(line)[1]), line.id]));
  return [
    ...["org-aurora", "org-borea", "org-cometa", "org-nowhere"].map((id) =>
      readingOf("Organization", id, `organization(id: "${id}")`, {
        mobileInventory: "MobileInventorySummary",
      }),
    ),
    ...["mc-aurora-1", "mc-aurora-2", "mc-borea-1", "mc-nowhere"].map((id) =>
      readingOf("MobileContract", id, `mobileContract(id: "${id}")`, { inventory: "MobileInventorySummary" }),
    ),
    ...[AURORA_LINE.id, BOREA_LINE.id, "ml-aurora-2-00001", "ml-cometa-1-00001", "ml-nowhere"].map((id) =>
      readingOf("MobileLine", id, `mobileLine(id: "${id}")`, { sim: "Sim" }),
    ),
    ...[...perAccount.values(), "fl-nowhere"].map((id) =>
      readingOf("FixedLine", id, `fixedLine(id: "${id}")`),
    ),
    ...["hold-levante", "hold-nowhere"].map((id) => readingOf("Holding", id, `holding(id: "${id}")`)),
  ];
}

eachWorld("what viewer.access says", (world) => {
  it.each(DEMO_ACCOUNTS.map(({ username }) => [username]))(
    "is what reading answers: %s",
    async (username) => {
      const persona = await world.as(username);
      const me = (await persona.read("{ viewer { user { id } } }")).viewer.user.id;
      const own: ReadObject = {
        ...readingOf("User", me, ""),
        query: "{ it: viewer { user { id displayName username email mobileNumber status } } }",
        coordinates: new Map(
          ["username", "email", "mobileNumber", "status"].map((key) => [`it.user.${key}`, `User.${key}`]),
        ),
      };
      for (const { query, on, coordinates } of [...(await corpus(world)), own]) {
        const { data, refused } = await persona.ask(query);
        const paths = [...coordinates];
        const verdicts = await access(
          persona,
          paths.map(([, coordinate]) => coordinate),
          on,
        );
        const read = paths.map(([path, coordinate]) => [
          coordinate,
          data.it === null ? "NOT_FOUND" : (refused[path] ?? null),
        ]);
        const said = verdicts.map((verdict: { coordinate: string; code: string | null }) => [
          verdict.coordinate,
          verdict.code,
        ]);
        expect({ on, verdicts: said }).toEqual({ on, verdicts: read });
      }
    },
    60_000,
  );

  it("names the grant that opens a field, or the rule, what is held and who could give it", async () => {
    const legal = await world.as("legal.aurora");
    const imsi = {
      coordinate: "Sim.imsi",
      requires: [{ anyOf: ["MOBILE_MASTER", "MOBILE_ADDITIONAL"], service: "SIM_OPERATIONS" }],
      grantableBy: ["LEGAL_REP", "MOBILE_MASTER"],
    };
    expect(await access(legal, ["Sim.imsi"], AURORA_LINE)).toEqual([
      {
        ...imsi,
        allowed: true,
        code: null,
        held: ["LEGAL_REP"],
        allowedBy: { id: expect.any(String), profile: "LEGAL_REP", scope: { id: "org-aurora" } },
      },
    ]);
    expect(await access(legal, ["Sim.imsi", "Sim.puk"], BOREA_LINE)).toEqual([
      { ...imsi, allowed: false, code: "FORBIDDEN", held: ["END_USER"], allowedBy: null },
      {
        coordinate: "Sim.puk",
        requires: [{ anyOf: ["MOBILE_MASTER", "MOBILE_ADDITIONAL", "END_USER"], service: "SIM_OPERATIONS" }],
        grantableBy: ["LEGAL_REP", "MOBILE_MASTER"],
        allowed: true,
        code: null,
        held: ["END_USER"],
        allowedBy: { id: expect.any(String), profile: "END_USER", scope: { id: BOREA_LINE.id } },
      },
    ]);
  });

  it("speaks of any object at all when none is named, in the order asked, twice where asked twice", async () => {
    const verdicts = await access(await world.as("enduser.aurora"), [
      "Sim.puk",
      "Sim.imsi",
      "User.email",
      "Sim.puk",
    ]);
    expect(
      verdicts.map(({ coordinate, allowed, held }: Record<string, unknown>) => [coordinate, allowed, held]),
    ).toEqual([
      ["Sim.puk", true, ["END_USER"]],
      ["Sim.imsi", false, ["END_USER"]],
      ["User.email", true, ["END_USER"]],
      ["Sim.puk", true, ["END_USER"]],
    ]);
  });

  it("answers an object out of scope as one that does not exist, whatever its type", async () => {
    const cometa = await world.as("legal.cometa");
    const hidden = [
      AURORA_LINE,
      { type: "MobileContract", id: "mc-aurora-1" },
      { type: "Organization", id: "org-aurora" },
      { type: "Holding", id: "hold-levante" },
      { type: "BillingAccount", id: "ba-aurora-1" },
      { type: "User", id: "user-legal-aurora" },
      { type: "ProfileGrant", id: "grant-nowhere" },
    ];
    const answers = await Promise.all(
      hidden.flatMap(({ type, id }) => [
        access(cometa, ["Sim.imsi", "Organization.vatNumber", "Query.viewer"], { type, id }),
        access(cometa, ["Sim.imsi", "Organization.vatNumber", "Query.viewer"], { type, id: "nowhere" }),
      ]),
    );
    const nothing = { allowed: false, code: "NOT_FOUND", held: [], allowedBy: null, grantableBy: [] };
    for (const answer of answers) {
      expect(answer).toEqual([
        { coordinate: "Sim.imsi", requires: expect.any(Array), ...nothing },
        { coordinate: "Organization.vatNumber", requires: expect.any(Array), ...nothing },
        { coordinate: "Query.viewer", requires: [], ...nothing },
      ]);
    }
  });

  it("refuses what the schema does not have, what stands nowhere by itself, and questions without end", async () => {
    const legal = await world.as("legal.aurora");
    const ask = async (coordinates: readonly string[], on?: object) =>
      (await legal.ask(ACCESS, { coordinates, on })).errors.map(({ message, extensions }) => [
        extensions["code"],
        message,
      ]);
    expect(await ask(["Sim.imsi", "Sim.secret"])).toEqual([
      ["BAD_USER_INPUT", `coordinates: "Sim.secret" is no field of the schema, e.g. "Sim.imsi"`],
    ]);
    expect(await ask(["__proto__.constructor"])).toEqual([
      ["BAD_USER_INPUT", expect.stringContaining("no field")],
    ]);
    expect(await ask(["Sim.imsi"], { type: "Sim", id: "x" })).toEqual([
      ["BAD_USER_INPUT", expect.stringMatching(/^on\.type: is none of .*BillingAccount, .*Organization/)],
    ]);
    expect(await ask(Array.from({ length: 501 }, () => "Sim.imsi"))).toEqual([
      ["BAD_USER_INPUT", "coordinates: ask about 500 at most"],
    ]);
  });
});

const WHO = `query ($organization: ID!, $coordinate: String!, $on: ObjectRef!) {
  organization(id: $organization) { whoCanRead(coordinate: $coordinate, on: $on) { profile scope { id } user { id } } }
}`;

eachWorld("who can read an object of the company", (world) => {
  const who = async (coordinate: string, on: object, organization = "org-aurora") => {
    const { data, errors } = await (
      await world.as("legal.aurora")
    ).ask(WHO, { organization, coordinate, on });
    expect(errors).toEqual([]);
    return data.organization.whoCanRead?.map(
      ({ profile, scope, user }: { profile: string; scope: { id: string }; user: { id: string } }) =>
        `${profile} on ${scope.id}: ${user.id}`,
    );
  };

  it("lists the grants by which each of them would really read it, a group's referent included", async () => {
    expect((await who("Sim.imsi", AURORA_LINE)).sort()).toEqual([
      "LEGAL_REP on org-aurora: user-legal-aurora",
      "MOBILE_MASTER on mc-aurora-1: user-master-aurora",
    ]);
    expect((await who("MobileLine.usage", AURORA_LINE)).sort()).toEqual([
      "END_USER on ml-aurora-1-00007: user-enduser-aurora",
      "HOLDING_REFERENT on hold-levante: user-holding-levante",
      "LEGAL_REP on org-aurora: user-legal-aurora",
      "MOBILE_ADDITIONAL on mc-aurora-1: user-additional-aurora",
      "MOBILE_MASTER on mc-aurora-1: user-master-aurora",
    ]);
  });

  it("leaves out whoever a grant gives no rows, though no rule stands on the field", async () => {
    // invoices.aurora holds MOBILE_ADDITIONAL on this very contract, for INVOICES alone: no line is theirs to see.
    expect((await who("MobileLine.msisdn", { type: "MobileLine", id: "ml-aurora-2-00001" })).sort()).toEqual(
      expect.not.arrayContaining([expect.stringContaining("user-invoices-aurora")]),
    );
    expect(await who("MobileContract.number", { type: "MobileContract", id: "mc-aurora-2" })).toContainEqual(
      "MOBILE_ADDITIONAL on mc-aurora-2: user-invoices-aurora",
    );
  });

  it("agrees with what every account reads", async () => {
    const readers = await who("Sim.puk", AURORA_LINE);
    for (const { username } of DEMO_ACCOUNTS) {
      const persona = await world.as(username);
      const { data } = await persona.ask(
        `{ viewer { user { id } } mobileLine(id: "${AURORA_LINE.id}") { sim { puk } } }`,
      );
      const listed = readers.some((reader: string) => reader.endsWith(`: ${data.viewer.user.id}`));
      expect([username, listed]).toEqual([username, typeof data.mobileLine?.sim.puk === "string"]);
    }
  });

  it("knows nothing of another company's objects, nor of any that do not exist", async () => {
    expect(await who("Sim.imsi", { type: "MobileLine", id: "ml-cometa-1-00001" })).toBeUndefined();
    expect(await who("Sim.imsi", { type: "MobileLine", id: "nowhere" })).toBeUndefined();
    // Their own line, in a company that they do not represent.
    expect(await who("Sim.imsi", BOREA_LINE)).toBeUndefined();
  });

  it("is the legal representative's to ask", async () => {
    const master = await world.as("master.aurora");
    const { data, refused } = await master.ask(WHO, {
      organization: "org-aurora",
      coordinate: "Sim.imsi",
      on: AURORA_LINE,
    });
    expect(data).toEqual({ organization: { whoCanRead: null } });
    expect(refused).toEqual({ "organization.whoCanRead": "FORBIDDEN" });
  });
});
