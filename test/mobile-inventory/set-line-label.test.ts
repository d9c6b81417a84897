import { inTurn } from "../../subgraphs/shared/act";
import { until } from "../kit/processes";
import { signIn } from "../kit/persona";
import { eachWorld } from "../kit/world";

const SET = `mutation ($lineId: ID!, $label: String) {
  setLineLabel(lineId: $lineId, label: $label) { line { id label } userErrors { code message field } }
}`;
const FIND = `query ($search: String!) { organization(id: "org-aurora") {
  mobileLines(filter: { search: $search }, first: 5) { edges { node { id } } } } }`;
const LOG = `{ organization(id: "org-aurora") { auditLog(filter: { action: "Mutation.setLineLabel" }, first: 50) {
  edges { node { actor { username } outcome target { type id label } requestId } } } } }`;
const OWN = "ml-aurora-1-00007";
const OTHER = "ml-aurora-1-00008";
const ELSEWHERE = "ml-borea-1-00001";
const FAR = "ml-cometa-1-00001";

eachWorld("the label of a line", (world) => {
  const label = async (username: string, lineId: string, text: string | null) =>
    (await world.as(username)).ask(SET, { lineId, label: text });
  const found = async (search: string) => {
    const { organization } = await (await world.as("legal.aurora")).read(FIND, { search });
    return organization.mobileLines.edges.map(({ node }: { node: { id: string } }) => node.id);
  };
  const outbox = () =>
    world.system.subgraphs.databaseOf("mobile-inventory").read.rows("SELECT id FROM audit_outbox");
  const log = async () => {
    await until("every record is delivered", async () => (await outbox()).length === 0);
    const { organization } = await (await world.as("legal.aurora")).read(LOG);
    return organization.auditLog.edges.map(({ node }: { node: object }) => node);
  };

  it("is set by the line's user, cleaned, found by its beginning, and kept in the company's trail once", async () => {
    const answer = await label("enduser.aurora", OWN, "  Furgone\n rosso\t Zanzibar ");
    expect(answer.data.setLineLabel).toEqual({
      line: { id: OWN, label: "Furgone rosso Zanzibar" },
      userErrors: [],
    });
    expect(await found("furgone ross")).toEqual([OWN]);
    expect(await log()).toEqual([
      {
        actor: { username: "enduser.aurora" },
        outcome: "ALLOWED",
        target: {
          type: "MobileLine",
          id: OWN,
          label: expect.stringMatching(/^\+39\d+: Furgone rosso Zanzibar$/) as string,
        },
        requestId: expect.any(String) as string,
      },
    ]);
  });

  it("is nothing to record when it was so already, and leaves the search when it is taken away", async () => {
    const before = await log();
    await label("enduser.aurora", OWN, "Furgone rosso Zanzibar");
    expect(await log()).toEqual(before);
    const { data } = await label("enduser.aurora", OWN, null);
    expect(data.setLineLabel).toEqual({ line: { id: OWN, label: null }, userErrors: [] });
    expect(await found("furgone ross")).toEqual([]);
    expect(await log()).toHaveLength(before.length + 1);
  });

  it("is set twice by one request, and each answer shows its own", async () => {
    const { a, b } = await (
      await world.as("master.aurora")
    ).read(
      `mutation ($id: ID!) {
        a: setLineLabel(lineId: $id, label: "uno") { line { label } }
        b: setLineLabel(lineId: $id, label: "due") { line { label } }
      }`,
      { id: OTHER },
    );
    expect([a, b]).toEqual([{ line: { label: "uno" } }, { line: { label: "due" } }]);
  });

  it.each([
    ["over 100 characters", "à".repeat(101), "label: must not be longer than 100 characters"],
    ["with a control character", "a\u0007b", "label: must not have control characters"],
  ])("is told what is wrong with one %s, and stays as it was", async (_what, text, message) => {
    const before = await log();
    const { data } = await label("master.aurora", OTHER, text);
    expect(data.setLineLabel).toEqual({
      line: null,
      userErrors: [{ code: "BAD_USER_INPUT", message, field: ["label"] }],
    });
    expect(await log()).toEqual(before);
  });

  it("may have 100 characters, whatever their length in bytes", async () => {
    const text = "🚚".repeat(100);
    const { data } = await label("master.aurora", OTHER, text);
    expect(data.setLineLabel).toEqual({ line: { id: OTHER, label: text }, userErrors: [] });
  });

  it.each([
    ["legal.aurora", OTHER],
    ["master.aurora", OTHER],
    ["master.two", ELSEWHERE],
    ["legal.aurora", "ml-aurora-2-00001"],
  ])("is set by %s on %s", async (username, lineId) => {
    const { data, errors } = await label(username, lineId, `of ${username}`);
    expect([data.setLineLabel?.line, errors]).toEqual([{ id: lineId, label: `of ${username}` }, []]);
  });

  it("is set by an additional referent from when OPTIONS is among their services", async () => {
    const grant = {
      profile: "MOBILE_ADDITIONAL",
      services: ["INVENTORY", "OPTIONS"],
      scope: { kind: "MOBILE_CONTRACT", id: "mc-aurora-1" },
    };
    const give = `mutation ($input: GrantProfileInput!) { grantProfile(input: $input) { userErrors { message } } }`;
    const input = { userId: "user-employee-aurora", grant };
    await (await world.as("legal.aurora")).read(give, { input });
    const { data } = await label("employee.aurora", OTHER, "by the additional referent");
    expect(data.setLineLabel.line).toEqual({ id: OTHER, label: "by the additional referent" });
    await (
      await world.as("legal.aurora")
    ).read(give, { input: { ...input, grant: { ...grant, services: ["INVENTORY"] } } });
    expect((await label("employee.aurora", OTHER, "no more")).refused).toEqual({ setLineLabel: "FORBIDDEN" });
  });

  it.each([
    ["enduser.aurora", OTHER, "NOT_FOUND"],
    ["master.aurora", FAR, "NOT_FOUND"],
    ["master.aurora", "no-such-line", "NOT_FOUND"],
    ["master.two", OTHER, "NOT_FOUND"],
    ["invoices.aurora", "ml-aurora-2-00001", "FORBIDDEN"],
    ["owner.aurora", OTHER, "FORBIDDEN"],
    ["employee.aurora", OTHER, "FORBIDDEN"],
    ["additional.aurora", OTHER, "FORBIDDEN"],
    ["holding.levante", OTHER, "FORBIDDEN"],
  ])("is refused to %s on %s with %s, and nothing is recorded", async (username, lineId, code) => {
    const before = await log();
    const answer = await label(username, lineId, "mine");
    expect([answer.data, answer.refused]).toEqual([{ setLineLabel: null }, { setLineLabel: code }]);
    expect(await log()).toEqual(before);
  });

  it("is refused to strangers", async () => {
    const { refused } = await world.anonymous.ask(SET, { lineId: OWN, label: "x" });
    expect(refused).toEqual({ setLineLabel: "UNAUTHENTICATED" });
  });

  it("is refused to somebody whose grant is taken away while they wait for their turn", async () => {
    const database = world.system.subgraphs.databaseOf("mobile-inventory");
    const master = await signIn(world.url, "master.aurora");
    const legal = await world.as("legal.aurora");
    let refused: unknown;
    await inTurn(database, "org-aurora", async () => {
      const asked = database.observe((sql) => void (sql.includes("throttle") && seen()));
      let seen = () => undefined as void;
      const counted = new Promise<void>((resolve) => (seen = resolve));
      const waiting = master.ask(SET, { lineId: OTHER, label: "too late" });
      await counted;
      asked();
      const { revokeProfile } = await legal.read(
        "mutation ($grantId: ID!) { revokeProfile(grantId: $grantId) { userErrors { message } } }",
        { grantId: await grantOf(master) },
      );
      expect(revokeProfile.userErrors).toEqual([]);
      refused = waiting.then((answer) => answer.refused);
    });
    expect(await refused).toEqual({ setLineLabel: "FORBIDDEN" });
    const line = await database.read.row("SELECT label FROM mobile_line WHERE id = ?", [OTHER]);
    expect(line).not.toEqual({ label: "too late" });
  });

  async function grantOf(persona: Awaited<ReturnType<typeof signIn>>): Promise<string> {
    return (await persona.read("{ viewer { grants { id } } }")).viewer.grants[0].id;
  }
});
