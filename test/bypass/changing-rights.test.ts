import { Persona, signIn } from "../kit/persona";
import { eachWorld } from "../kit/world";

const LINES = `{ organization(id: "org-aurora") { mobileLines(first: 1) { totalCount edges { node { sim { imsi } } } } } }`;

eachWorld("rights that change", (world) => {
  it("takes a revoked grant away from the next request, the plan of the one before being cached", async () => {
    const additional = await world.as("additional.aurora");
    const before = await additional.read(
      `{ organization(id: "org-aurora") { mobileLines(first: 1) { totalCount } } }`,
    );
    expect(before.organization.mobileLines.totalCount).toBe(1_200);
    const identity = world.system.subgraphs.databaseOf("identity");
    const set = (revokedAt: number | null) =>
      identity.write((transaction) =>
        transaction.execute(
          "UPDATE `profile_grant` SET `revoked_at` = ? WHERE `user_id` = 'user-additional-aurora'",
          [revokedAt],
        ),
      );
    await set(world.clock.now);
    try {
      const after = await additional.ask(LINES);
      expect(after.data).toEqual({ organization: { mobileLines: { totalCount: 0, edges: [] } } });
      expect(after.errors).toEqual([]);
    } finally {
      await set(null);
    }
  });

  it("takes a grant away at the instant at which it runs out, and not before", async () => {
    const additional = await world.as("additional.aurora");
    const identity = world.system.subgraphs.databaseOf("identity");
    const until = (instant: number | null) =>
      identity.write((transaction) =>
        transaction.execute(
          "UPDATE `profile_grant` SET `valid_until` = ? WHERE `user_id` = 'user-additional-aurora'",
          [instant],
        ),
      );
    const total = async () =>
      (await additional.ask(LINES)).data.organization.mobileLines.totalCount as number;
    const { now } = world.clock;
    await until(now + 1);
    try {
      expect(await total()).toBe(1_200);
      world.clock.now = now + 1;
      expect(await total()).toBe(0);
    } finally {
      world.clock.now = now;
      await until(null);
    }
  });

  it("treats a deactivated person as nobody from the next request", async () => {
    const persona = await signIn(world.url, "invoices.aurora");
    const identity = world.system.subgraphs.databaseOf("identity");
    const set = (status: string) =>
      identity.write((transaction) =>
        transaction.execute("UPDATE `user_account` SET `status` = ? WHERE `id` = 'user-invoices-aurora'", [
          status,
        ]),
      );
    await set("DEACTIVATED");
    try {
      const { data, refused } = await persona.ask(
        `{ viewer { user { id } } mobileContract(id: "mc-aurora-2") { number } }`,
      );
      expect(data).toEqual({ viewer: null, mobileContract: null });
      expect(refused).toEqual({ viewer: "UNAUTHENTICATED", mobileContract: "UNAUTHENTICATED" });
    } finally {
      await set("ACTIVE");
    }
  });

  it("decides each root field of a mutation anew: what the first took away, the second no longer has", async () => {
    const persona = await signIn(world.url, "master.two");
    const { data, refused } = await persona.ask(
      `mutation { signOut { userErrors { code } } endAllSessions(exceptCurrent: false) { ended userErrors { code } } }`,
    );
    expect(data).toEqual({ signOut: { userErrors: [] }, endAllSessions: null });
    expect(refused).toEqual({ endAllSessions: "UNAUTHENTICATED" });
  });

  it("runs nothing of a refused mutation, alone, aliased or beside a public one", async () => {
    const victim = await signIn(world.url, "master.two");
    const { viewer } = await victim.read("{ viewer { sessions { id current } } }");
    const { id } = viewer.sessions.find(({ current }: { current: boolean }) => current);
    const anonymous = await world.anonymous.ask(
      `mutation ($id: ID!) { endSession(id: $id) { session { id } } again: endSession(id: $id) { session { id } }
         signIn(username: "nobody", password: "no") { userErrors { code } } signOut { userErrors { code } } }`,
      { id },
    );
    expect(anonymous.data).toEqual({
      endSession: null,
      again: null,
      signIn: { userErrors: [{ code: "UNAUTHENTICATED" }] },
      signOut: null,
    });
    const stranger = await (
      await world.as("legal.cometa")
    ).ask(
      `mutation ($id: ID!) { endSession(id: $id) { session { id userAgent ipAddress } userErrors { code } } }`,
      { id },
    );
    expect(JSON.stringify(stranger.data)).not.toContain(id);
    expect((await victim.read("{ viewer { user { username } } }")).viewer).toEqual({
      user: { username: "master.two" },
    });
  });

  it("shows in what a sign-in returns the new viewer's rows, and not the asking one's", async () => {
    const legal = await world.as("legal.aurora");
    const { signIn: payload } = await legal.read(
      `mutation { signIn(username: "legal.cometa", password: "Area-Clienti-2026!") {
         viewer { user { id username } organizations { edges { node { id } } } } } }`,
    );
    expect(payload.viewer).toEqual({
      user: { id: "user-legal-cometa", username: "legal.cometa" },
      organizations: { edges: [{ node: { id: "org-cometa" } }] },
    });
  });

  it("keeps callers apart who ask the same at the same time", async () => {
    const query = `{ mobileLine(id: "ml-aurora-1-00007") { id sim { imsi puk } costCenter { code } user { username } } }`;
    const ask = async (username: string) => (await (await world.as(username)).ask(query)).data.mobileLine;
    const names = ["enduser.aurora", "legal.aurora", "legal.cometa", "master.aurora", "additional.aurora"];
    const alone = [];
    for (const username of names) alone.push(await ask(username));
    const imsi = expect.stringMatching(/^222/) as unknown;
    const together = await Promise.all([...names, ...names].map(ask));
    expect(together).toEqual([...alone, ...alone]);
    expect(alone.map((line) => line?.sim.imsi ?? null)).toEqual([null, imsi, null, imsi, null]);
  });

  it("does not take a signed-out token, nor one person's token for another's session", async () => {
    const persona = await signIn(world.url, "standard.aurora");
    await persona.read("mutation { signOut { userErrors { code } } }");
    const { refused } = await new Persona(world.url, persona.accessToken).ask(
      `{ organization(id: "org-aurora") { legalName } }`,
    );
    expect(refused).toEqual({ organization: "UNAUTHENTICATED" });
  });
});
