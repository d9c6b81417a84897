import { sweep } from "../../subgraphs/identity/chores/sweep";
import { UserAccountEntity } from "../../subgraphs/identity/users/user-account.entity";
import { allMessages, awaitMessage, codeIn, settledMessages } from "../kit/outbox";
import { Persona, signIn } from "../kit/persona";
import { eachWorld } from "../kit/world";
import {
  AURORA_VAT,
  codeFor,
  COMETA_VAT,
  confirm,
  countOf,
  forgetThrottles,
  join,
  lineOf,
  newcomer,
  nobodysNumber,
  NOBODYS_VAT,
  otherThan,
  ownStatements,
  register,
  type Application,
} from "./kit";

const MINUTE = 60_000;
const WRONG_CODE = {
  accessToken: null,
  refreshToken: null,
  viewer: null,
  userErrors: [
    {
      code: "BAD_USER_INPUT",
      message: "The code is wrong, or it holds no more. Ask for another one.",
      field: ["input", "code"],
    },
  ],
};
const RESEND = `mutation ($id: ID!) { resendCode(registrationId: $id) { userErrors { code field } } }`;
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

  it("without a number waits for the legal representative: nothing of the company until then, not even its name", async () => {
    const application = newcomer();
    const { registrationId } = await register(world, application);
    const payload = await confirm(world, registrationId, await codeFor(world, application));
    expect(payload.viewer).toEqual({
      user: { username: application.username, status: "PENDING" },
      grants: [],
      organizations: { edges: [] },
    });
    const waiting = new Persona(world.url, payload.accessToken);
    const NAME = `{ viewer { user { status } } organization(id: "org-aurora") { legalName } }`;
    expect(await waiting.read(NAME)).toEqual({
      viewer: { user: { status: "PENDING" } },
      organization: null,
    });
    const legal = await world.as("legal.aurora");
    const told = await awaitMessage(world, {
      to: "elena.ferraris@aurora-meccanica.example",
      channel: "email",
      text: /Aurora Meccanica/,
    });
    expect(told.text).not.toContain(application.username);
    const found = await legal.read(
      `query ($name: String!) { organization(id: "org-aurora") {
        users(status: PENDING, search: $name) { edges { node { id username email status } } } } }`,
      { name: application.username },
    );
    const [{ node: user }] = found.organization.users.edges;
    expect(user).toMatchObject({
      username: application.username,
      email: application.email,
      status: "PENDING",
    });
    const APPROVE = `mutation ($id: ID!) {
      approveRegistration(organizationId: "org-aurora", userId: $id) { user { status } userErrors { code field } }
    }`;
    expect(await legal.read(APPROVE, { id: user.id })).toEqual({
      approveRegistration: { user: { status: "ACTIVE" }, userErrors: [] },
    });
    expect(await waiting.read(NAME)).toEqual({
      viewer: { user: { status: "ACTIVE" } },
      organization: { legalName: "Aurora Meccanica S.p.A." },
    });
    await awaitMessage(world, { to: application.email, channel: "email", text: /ha approvato/ });
    expect(await legal.read(APPROVE, { id: user.id })).toEqual({
      approveRegistration: { user: null, userErrors: [{ code: "NOT_FOUND", field: ["userId"] }] },
    });
  });

  it("can be refused, with a reason that the person is told, and is then decided", async () => {
    const application = newcomer();
    const refusedOne = await join(world, application);
    const { viewer } = await refusedOne.read("{ viewer { user { id } } }");
    const legal = await world.as("legal.aurora");
    const REFUSE = `mutation ($id: ID!, $reason: String) {
      refuseRegistration(organizationId: "org-aurora", userId: $id, reason: $reason) {
        user { username status } userErrors { code field }
      }
    }`;
    const tooLong = await legal.read(REFUSE, { id: viewer.user.id, reason: "x".repeat(501) });
    expect(tooLong.refuseRegistration).toEqual({
      user: null,
      userErrors: [{ code: "BAD_USER_INPUT", field: ["reason"] }],
    });
    const done = await legal.read(REFUSE, { id: viewer.user.id, reason: "Non lavora con noi." });
    expect(done.refuseRegistration).toEqual({
      user: { username: application.username, status: "DEACTIVATED" },
      userErrors: [],
    });
    await awaitMessage(world, { to: application.email, channel: "email", text: /Non lavora con noi\./ });
    expect(await refusedOne.read(`{ organization(id: "org-aurora") { legalName } }`)).toEqual({
      organization: null,
    });
    const again = await legal.ask(
      REFUSE.replaceAll("refuseRegistration", "approveRegistration")
        .replace(", reason: $reason", "")
        .replace(", $reason: String", ""),
      { id: viewer.user.id },
    );
    expect(again.data.approveRegistration.userErrors).toEqual([{ code: "NOT_FOUND", field: ["userId"] }]);
  });

  it("leaves a company that refused somebody without their address, and without any that they come to have", async () => {
    const application = newcomer();
    const refusedOne = await join(world, application);
    const { viewer } = await refusedOne.read("{ viewer { user { id } } }");
    const legal = await world.as("legal.aurora");
    const REFUSE = `mutation ($id: ID!) {
      refuseRegistration(organizationId: "org-aurora", userId: $id) { user { username email mobileNumber status } }
    }`;
    const done = await legal.ask(REFUSE, { id: viewer.user.id });
    const contact = { email: null, mobileNumber: null };
    const known = { username: application.username, status: "DEACTIVATED", ...contact };
    expect(done.data.refuseRegistration.user).toEqual(known);
    expect(done.refused).toEqual({
      "refuseRegistration.user.email": "FORBIDDEN",
      "refuseRegistration.user.mobileNumber": "FORBIDDEN",
    });
    await world.system.subgraphs
      .databaseOf("identity")
      .write((transaction) =>
        transaction.update(
          UserAccountEntity,
          { id: viewer.user.id },
          { email: "elsewhere@later.example", emailKey: "elsewhere@later.example" },
        ),
      );
    const LIST = `query ($search: String!) { organization(id: "org-aurora") {
      users(search: $search) { totalCount edges { node { username email mobileNumber status } } } } }`;
    const listed = await legal.ask(LIST, { search: application.username });
    expect(listed.data.organization.users).toEqual({ totalCount: 1, edges: [{ node: known }] });
    expect((await legal.read(LIST, { search: "elsewhere@" })).organization.users.totalCount).toBe(0);
    expect(await refusedOne.read("{ viewer { user { email } } }")).toEqual({
      viewer: { user: { email: "elsewhere@later.example" } },
    });
  });

  it("is decided by a right that the company's trail names", async () => {
    const legal = await world.as("legal.aurora");
    const { viewer } = await legal.read("{ viewer { grants { id profile } } }");
    const right = viewer.grants.find(({ profile }: { profile: string }) => profile === "LEGAL_REP");
    const decided: string[] = [];
    for (const decision of ["approveRegistration", "refuseRegistration"]) {
      const { viewer: applicant } = await (await join(world, newcomer())).read("{ viewer { user { id } } }");
      const DECIDE = `mutation ($id: ID!) { ${decision}(organizationId: "org-aurora", userId: $id) { userErrors { code } } }`;
      expect((await legal.read(DECIDE, { id: applicant.user.id }))[decision].userErrors).toEqual([]);
      decided.push(applicant.user.id);
    }
    const events = await world.system.subgraphs
      .databaseOf("identity")
      .read.rows(
        "SELECT `action`, `grant_id` AS `grantId` FROM `audit_event` WHERE `target_id` IN (?, ?)" +
          " AND `chain` = 'org-aurora' ORDER BY `sequence`",
        decided,
      );
    expect(events).toEqual([
      { action: "Mutation.approveRegistration", grantId: right.id },
      { action: "Mutation.refuseRegistration", grantId: right.id },
    ]);
  });

  it("is decided by the company's own legal representative and by nobody else", async () => {
    const { viewer } = await (await join(world, newcomer())).read("{ viewer { user { id } } }");
    const DECIDE = `mutation ($id: ID!) {
      approveRegistration(organizationId: "org-aurora", userId: $id) { user { id } }
      refuseRegistration(organizationId: "org-aurora", userId: $id) { user { id } }
    }`;
    const both = (code: string) => ({ approveRegistration: code, refuseRegistration: code });
    const answers: Record<string, unknown> = {};
    for (const name of [
      "legal.cometa",
      "master.aurora",
      "employee.aurora",
      "owner.aurora",
      "holding.levante",
    ])
      answers[name] = (await (await world.as(name)).ask(DECIDE, { id: viewer.user.id })).refused;
    expect(answers).toEqual({
      "legal.cometa": both("NOT_FOUND"),
      "master.aurora": both("FORBIDDEN"),
      "employee.aurora": both("FORBIDDEN"),
      "owner.aurora": both("FORBIDDEN"),
      "holding.levante": both("FORBIDDEN"),
    });
    const stranger = await world.anonymous.ask(DECIDE, { id: viewer.user.id });
    expect(stranger.refused).toEqual(both("UNAUTHENTICATED"));
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
      const own = statements.filter((sql) => !sql.includes("`outbox_message`"));
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

  it("answers a wrong, an old, a used and a worn-out code alike, and one of a registration that there is not", async () => {
    const application = newcomer();
    const { registrationId } = await register(world, application);
    const code = await codeFor(world, application);
    expect(await confirm(world, "0196e0a4-0000-7000-8000-000000000000", code)).toEqual(WRONG_CODE);
    for (let tried = 0; tried < 5; tried += 1)
      expect(await confirm(world, registrationId, otherThan(code))).toEqual(WRONG_CODE);
    expect(await confirm(world, registrationId, code)).toEqual(WRONG_CODE);

    const slow = newcomer();
    const late = await register(world, slow);
    const lateCode = await codeFor(world, slow);
    world.clock.now += 10 * MINUTE;
    expect(await confirm(world, late.registrationId, lateCode)).toEqual(WRONG_CODE);

    const quick = newcomer();
    const good = await register(world, quick);
    const goodCode = await codeFor(world, quick);
    expect(await confirm(world, good.registrationId, goodCode)).toMatchObject({ userErrors: [] });
    expect(await confirm(world, good.registrationId, goodCode)).toEqual(WRONG_CODE);
  });

  it("sends another code in place of the first, three times and no more", async () => {
    const application = newcomer();
    const { registrationId } = await register(world, application);
    const codes = [await codeFor(world, application)];
    const resend = async () => {
      await forgetThrottles(world);
      return (await world.anonymous.read(RESEND, { id: registrationId })).resendCode.userErrors;
    };
    for (let again = 0; again < 3; again += 1) {
      expect(await resend()).toEqual([]);
      codes.push(await codeFor(world, application));
    }
    expect(await resend()).toEqual([{ code: "RATE_LIMITED", field: ["registrationId"] }]);
    if (codes[0] !== codes[3]) expect(await confirm(world, registrationId, codes[0]!)).toEqual(WRONG_CODE);
    expect(await confirm(world, registrationId, codes[3]!)).toMatchObject({ userErrors: [] });
    expect(await resend()).toEqual([{ code: "NOT_FOUND", field: ["registrationId"] }]);
  });

  it("makes one account of two confirmations that come at once", async () => {
    const application = newcomer({ mobileNumber: lineOf("org-aurora", 5).msisdn });
    const { registrationId } = await register(world, application);
    const code = await codeFor(world, application);
    const before = await countOf(world, "user_account");
    const payloads = await Promise.all([1, 2, 3].map(() => confirm(world, registrationId, code)));
    expect(payloads.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(1);
    expect(payloads.filter(({ userErrors }) => userErrors.length > 0)).toEqual([WRONG_CODE, WRONG_CODE]);
    expect((await countOf(world, "user_account")) - before).toBe(1);
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

  it("tells that a user name is taken only to whoever proved the code, and to one of two who want it", async () => {
    const taken = newcomer({ username: "Legal.AURORA" });
    const { registrationId } = await register(world, taken);
    const code = await codeFor(world, taken);
    expect(await confirm(world, registrationId, otherThan(code))).toEqual(WRONG_CODE);
    const conflict = {
      userErrors: [
        {
          code: "CONFLICT",
          message: "The user name is taken. Register again with another one.",
          field: ["input", "username"],
        },
      ],
    };
    expect(await confirm(world, registrationId, code)).toMatchObject(conflict);
    expect(await confirm(world, registrationId, code)).toEqual(WRONG_CODE);

    const one = newcomer();
    const other = newcomer({ username: one.username });
    const registered = [await register(world, one), await register(world, other)];
    const codes = [await codeFor(world, one), await codeFor(world, other)];
    const payloads = await Promise.all(
      registered.map((each, index) => confirm(world, each.registrationId, codes[index]!)),
    );
    expect(payloads.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(1);
    expect(payloads).toContainEqual(expect.objectContaining(conflict));
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

  it("writes to nobody over and over, whoever they are", async () => {
    const bothWays = [lineOf("org-aurora", 6).msisdn, nobodysNumber()].map(async (mobileNumber) => {
      const answers: string[] = [];
      for (let time = 0; time < 6; time += 1) {
        const { userErrors } = await register(world, newcomer({ mobileNumber }));
        answers.push(userErrors[0]?.code ?? "sent");
      }
      return answers;
    });
    const [known, unknown] = await Promise.all(bothWays);
    expect(known).toContain("RATE_LIMITED");
    expect(unknown).toEqual(known);
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

  it("shows in the company's trail what was proved of the company, and no mere application", async () => {
    const legal = await world.as("legal.aurora");
    const TRAIL = `query ($actor: ID) { organization(id: "org-aurora") {
      auditLog(filter: { actorId: $actor }) { edges { node { action outcome actor { displayName } } } } } }`;
    const idOf = async (person: Persona) =>
      (await person.read("{ viewer { user { id } } }")).viewer.user.id as string;
    const applicant = await idOf(await join(world, newcomer()));
    const employee = await idOf(
      await join(world, newcomer({ mobileNumber: lineOf("org-aurora", 7).msisdn })),
    );
    const application = newcomer();
    const turnedDown = await idOf(await join(world, application));
    await legal.read(
      `mutation ($id: ID!) {
        refuseRegistration(organizationId: "org-aurora", userId: $id) { userErrors { code } }
      }`,
      { id: turnedDown },
    );
    await signIn(world.url, application.username, application.password);
    for (const actor of [applicant, turnedDown])
      expect((await legal.read(TRAIL, { actor })).organization.auditLog.edges).toEqual([]);
    const { edges } = (await legal.read(TRAIL, { actor: employee })).organization.auditLog;
    expect(edges.map(({ node }: { node: { action: string } }) => node.action)).toContain(
      "Mutation.confirmRegistration",
    );
  });

  it("leaves nothing of what nobody proved in time, and all of what somebody still may", async () => {
    const database = world.system.subgraphs.databaseOf("identity");
    const late = await register(world, newcomer());
    world.clock.now += 61 * MINUTE;
    const application = newcomer();
    const { registrationId } = await register(world, application);
    const code = await codeFor(world, application);
    await sweep(database, world.clock.now);
    const left = await database.read.rows<{ id: string }>("SELECT `id` FROM `registration`");
    expect(left).toEqual([{ id: registrationId }]);
    expect(await world.anonymous.read(RESEND, { id: late.registrationId })).toEqual({
      resendCode: { userErrors: [{ code: "NOT_FOUND", field: ["registrationId"] }] },
    });
    expect(await confirm(world, registrationId, code)).toMatchObject({ userErrors: [] });
    await sweep(database, world.clock.now + 120 * MINUTE);
    expect([await countOf(world, "registration"), await countOf(world, "one_time_code")]).toEqual([0, 0]);
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
