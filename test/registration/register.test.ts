import { allMessages, awaitMessage, codeIn, settledMessages } from "../kit/outbox";
import { Persona } from "../kit/persona";
import { eachWorld } from "../kit/world";
import {
  AURORA_VAT,
  codeFor,
  COMETA_VAT,
  confirm,
  forgetThrottles,
  join,
  lineOf,
  newcomer,
  nobodysNumber,
  NOBODYS_VAT,
  ownStatements,
  register,
  type Application,
} from "./kit";

const OWN_LINE = `query ($id: ID!, $other: ID!) {
  mine: mobileLine(id: $id) { msisdn sim { puk imsi } usage { period } }
  colleagues: mobileLine(id: $other) { id }
  organization(id: "org-aurora") { legalName mobileLines { totalCount } }
}`;

eachWorld("registering", (world) => {
  beforeEach(() => forgetThrottles(world));

  it("with the company number opens one's own line, from the SMS to the signed-in query, and no other", async () => {
    const line = lineOf("org-aurora", 0);
    const application = newcomer({ mobileNumber: line.msisdn });
    const { registrationId, userErrors } = await register(world, application);
    expect(userErrors).toEqual([]);
    const payload = await confirm(world, registrationId, await codeFor(world, application));
    expect(payload).toMatchObject({
      viewer: {
        user: { username: application.username, status: "ACTIVE" },
        grants: [{ profile: "END_USER", scope: { kind: "MOBILE_LINE", id: line.id } }],
        organizations: { edges: [{ node: { id: "org-aurora" } }] },
      },
      userErrors: [],
    });
    const { data, refused } = await new Persona(world.url, payload.accessToken).ask(OWN_LINE, {
      id: line.id,
      other: lineOf("org-aurora", 1).id,
    });
    expect(data).toMatchObject({
      mine: { msisdn: line.msisdn, sim: { puk: line.details["puk"], imsi: null } },
      colleagues: null,
      organization: { legalName: "Aurora Meccanica S.p.A.", mobileLines: { totalCount: 1 } },
    });
    expect(refused).toEqual({ "mine.sim.imsi": "FORBIDDEN" });
  });

  it("sends the code to the number alone, and tells the address once the account is there", async () => {
    const application = newcomer({ mobileNumber: lineOf("org-aurora", 2).msisdn });
    const { registrationId } = await register(world, application);
    const code = await codeFor(world, application);
    const before = (await settledMessages(world)).filter(({ to }) => to === application.email);
    expect(before).toEqual([]);
    await confirm(world, registrationId, code);
    const told = await awaitMessage(world, { to: application.email, channel: "email", text: /registrato/ });
    expect(told.text).toContain(application.username);
  });

  it("does the same for a company, a number, a user name and an address that exist and for those that do not", async () => {
    const ways: Application[][] = [
      [
        newcomer(),
        newcomer({ vatNumber: NOBODYS_VAT }),
        newcomer({ username: "legal.aurora" }),
        newcomer({ username: "LEGAL.AURORA", vatNumber: COMETA_VAT }),
        newcomer({ email: "elena.ferraris@aurora-meccanica.example" }),
      ],
      [
        newcomer({ mobileNumber: lineOf("org-aurora", 3).msisdn }),
        newcomer({ mobileNumber: lineOf("org-cometa", 0).msisdn }),
        newcomer({ mobileNumber: lineOf("org-aurora", 0, { simKind: "M2M" }).msisdn }),
        newcomer({ mobileNumber: lineOf("org-aurora", 0, { status: "TERMINATED" }).msisdn }),
        newcomer({ mobileNumber: nobodysNumber(), vatNumber: NOBODYS_VAT }),
      ],
    ];
    for (const applications of ways) {
      const done: unknown[] = [];
      for (const application of applications) {
        await forgetThrottles(world);
        await settledMessages(world);
        let answer: { registrationId?: string; userErrors?: unknown } = {};
        const own = await ownStatements(world, async () => {
          answer = await register(world, application);
        });
        const { registrationId, userErrors } = answer;
        done.push({ form: registrationId?.length, userErrors, own });
      }
      for (const each of done) expect(each).toEqual(done[0]);
    }
  });

  it("confirmed by an address alone does the same whether or not there is such a company", async () => {
    const outcomes: unknown[] = [];
    for (const vatNumber of [AURORA_VAT, NOBODYS_VAT]) {
      const application = newcomer({ vatNumber });
      const { registrationId } = await register(world, application);
      const code = await codeFor(world, application);
      await settledMessages(world);
      let answer: { viewer?: { user?: object }; userErrors?: unknown } = {};
      const statements = await ownStatements(world, async () => {
        answer = await confirm(world, registrationId, code);
      });
      // A representative who is told is a row more in one statement.
      const own = statements.filter((sql) => !sql.includes("outbox_message"));
      outcomes.push({
        viewer: { ...answer.viewer, user: { ...answer.viewer?.user, username: null } },
        userErrors: answer.userErrors,
        own,
      });
    }
    expect(outcomes[1]).toEqual(outcomes[0]);
  });

  it("with a number that is no employee's line of the company waits too, whatever hinders", async () => {
    const numbers = {
      "another company's": lineOf("org-cometa", 1).msisdn,
      "a machine's": lineOf("org-aurora", 2, { simKind: "M2M" }).msisdn,
      "a terminated line's": lineOf("org-aurora", 2, { status: "TERMINATED" }).msisdn,
      "nobody's": nobodysNumber(),
    };
    const viewers: Record<string, unknown> = {};
    for (const [whose, mobileNumber] of Object.entries(numbers)) {
      const person = await join(world, newcomer({ mobileNumber }));
      viewers[whose] = await person.read(
        `{ viewer { user { status } grants { id } organizations { edges { node { id } } } } organization(id: "org-aurora") { id } }`,
      );
    }
    const waits = {
      viewer: { user: { status: "PENDING" }, grants: [], organizations: { edges: [] } },
      organization: null,
    };
    expect(viewers).toEqual(Object.fromEntries(Object.keys(numbers).map((whose) => [whose, waits])));
  });

  it("counts a frozen line as its user's: its number is kept", async () => {
    const line = lineOf("org-aurora", 0, { status: "FROZEN" });
    const person = await join(world, newcomer({ mobileNumber: line.msisdn }));
    expect(await person.read("query ($id: ID!) { mobileLine(id: $id) { status } }", { id: line.id })).toEqual(
      {
        mobileLine: { status: "FROZEN" },
      },
    );
  });

  it("takes a line from whoever had it, at once, and tells both", async () => {
    const line = lineOf("org-aurora", 4);
    const [first, second] = [
      newcomer({ mobileNumber: line.msisdn }),
      newcomer({ mobileNumber: line.msisdn }),
    ];
    const LINE = "query ($id: ID!) { mobileLine(id: $id) { msisdn } viewer { grants { id } } }";
    const former = await join(world, first);
    expect(await former.read(LINE, { id: line.id })).toMatchObject({ mobileLine: { msisdn: line.msisdn } });
    await settledMessages(world);
    const present = await join(world, second);
    expect(await present.read(LINE, { id: line.id })).toMatchObject({ mobileLine: { msisdn: line.msisdn } });
    expect(await former.read(LINE, { id: line.id })).toEqual({ mobileLine: null, viewer: { grants: [] } });
    const messages = await settledMessages(world);
    const about = (to: string) =>
      messages
        .filter((message) => message.to === to && message.text.includes(line.msisdn))
        .map(({ text }) => text);
    expect(about(first.email)).toHaveLength(2);
    expect(about(first.email).at(-1)).toContain("è terminata");
    expect(about(second.email)).toHaveLength(1);
  });

  it("takes twelve colleagues at once, each to their own line", async () => {
    const applications = Array.from({ length: 12 }, (_, index) =>
      newcomer({ mobileNumber: lineOf("org-aurora", 80 + index).msisdn }),
    );
    const people = await Promise.all(applications.map((application) => join(world, application)));
    const seen = await Promise.all(
      people.map((person) => person.read("{ viewer { user { mobileNumber } grants { scope { label } } } }")),
    );
    expect(seen).toEqual(
      applications.map(({ mobileNumber }) => ({
        viewer: { user: { mobileNumber }, grants: [{ scope: { label: mobileNumber } }] },
      })),
    );
  });

  it("names every fault of what was given, and what GraphQL itself refuses", async () => {
    const { userErrors, registrationId } = await register(
      world,
      newcomer({ username: "no blanks", displayName: "<b>", password: "short" }),
    );
    expect(registrationId).toBeNull();
    expect(userErrors.map(({ code, field }: { code: string; field: string[] }) => [code, field])).toEqual([
      ["BAD_USER_INPUT", ["input", "username"]],
      ["BAD_USER_INPUT", ["input", "displayName"]],
      ["BAD_USER_INPUT", ["input", "password"]],
    ]);
    const odd = await world.anonymous.ask(
      "mutation ($input: RegisterInput!) { register(input: $input) { registrationId } }",
      { input: newcomer({ vatNumber: "00488410011", email: "nobody", mobileNumber: "+3902123456" }) },
    );
    expect(odd.errors.map(({ extensions }) => extensions["code"])).toEqual(
      odd.errors.map(() => "BAD_USER_INPUT"),
    );
    for (const fault of ["VatNumber", "EmailAddress", "Msisdn"])
      expect(odd.errors.map(({ message }) => message).join(" ")).toContain(fault);
  });

  it("writes in the language that the browser asked for, then and later", async () => {
    const english = new Persona(world.url, undefined, { "accept-language": "de, en-GB;q=0.8, it;q=0.5" });
    const application = newcomer();
    const { registrationId } = await register(world, application, english);
    const message = await awaitMessage(world, { to: application.email, channel: "email" });
    expect(message.subject).toBe("Your registration code");
    await confirm(world, registrationId, codeIn(message));
    const later = await awaitMessage(world, { to: application.email, channel: "email" });
    expect(later.subject).toBe("Your registration is complete");
  });

  it("keeps neither a password nor a code where it can be read", async () => {
    const application = newcomer();
    await register(world, application);
    const code = await codeFor(world, application);
    await settledMessages(world);
    const { read } = world.system.subgraphs.databaseOf("identity");
    const rows = await Promise.all(
      ["registration", "one_time_code"].map((table) => read.rows(`SELECT * FROM \`${table}\``)),
    );
    expect(JSON.stringify(rows)).not.toContain(application.password);
    expect(JSON.stringify(rows)).not.toMatch(new RegExp(`"${code}"`));
    expect((await allMessages(world)).some(({ text }) => text.includes(application.password))).toBe(false);
  });
});
