import { UserAccountEntity } from "../../subgraphs/identity/people/user-account.entity";
import { awaitMessage } from "../kit/outbox";
import { Persona, signIn } from "../kit/persona";
import { eachWorld } from "../kit/world";
import { codeFor, confirm, forgetThrottles, join, lineOf, newcomer, register } from "./kit";

eachWorld("registering", (world) => {
  beforeEach(() => forgetThrottles(world));

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
});
