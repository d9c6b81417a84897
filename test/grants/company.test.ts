import { signIn, TOKEN_REFUSED } from "../kit/persona";
import { eachWorld } from "../kit/world";
import { CHANGE_OFFICE, DEACTIVATE } from "./mutations";
import { lastMessages } from "./told";

const OFFICE = {
  streetName: "Via Po",
  streetNr: "12/b",
  postcode: "10124",
  locality: "Torino",
  stateOrProvince: "to",
  country: "it",
};

eachWorld("the legal representative of a company", (world) => {
  const deactivate = async (username: string, userId: string, organizationId = "org-aurora") =>
    (await world.as(username)).ask(DEACTIVATE, { input: { organizationId, userId } });
  const statusesOf = async (userId: string) => {
    const { read } = world.system.subgraphs.databaseOf("identity");
    const account = await read.row<{ status: string }>("SELECT `status` FROM `user_account` WHERE `id` = ?", [
      userId,
    ]);
    const memberships = await read.rows<{ id: string; status: string }>(
      "SELECT `organization_id` AS `id`, `status` FROM `organization_membership` WHERE `user_id` = ? ORDER BY `organization_id`",
      [userId],
    );
    return {
      account: account?.status,
      ...Object.fromEntries(memberships.map(({ id, status }) => [id, status])),
    };
  };

  it("lets somebody go: sessions and grants of the company end at once, another company's stay", async () => {
    const [phone, desk] = [await signIn(world.url, "master.two"), await signIn(world.url, "master.two")];
    const WHO = "{ viewer { grants { scope { id } } } }";
    expect((await phone.read(WHO)).viewer.grants).toHaveLength(2);
    expect((await deactivate("legal.aurora", "user-master-two")).data.deactivateUser).toEqual({
      user: { id: "user-master-two", status: "ACTIVE" },
      userErrors: [],
    });
    for (const ended of [phone, desk]) expect(await ended.ask(WHO)).toMatchObject(TOKEN_REFUSED);
    const again = await signIn(world.url, "master.two");
    expect((await again.read(WHO)).viewer.grants).toEqual([{ scope: { id: "mc-borea-1" } }]);
    expect(await again.read(`{ organization(id: "org-aurora") { legalName } }`)).toEqual({
      organization: null,
    });
    expect(await statusesOf("user-master-two")).toEqual({
      account: "ACTIVE",
      "org-aurora": "DEACTIVATED",
      "org-borea": "ACTIVE",
    });
    const who = (coordinate: string) =>
      `whoCanRead(coordinate: "${coordinate}", on: { type: "User", id: "user-master-two" }) { profile }`;
    const readers = `{ organization(id: "org-aurora") { name: ${who("User.username")} address: ${who("User.email")} } }`;
    expect(await (await world.as("legal.aurora")).read(readers)).toEqual({
      organization: { name: [{ profile: "LEGAL_REP" }], address: [] },
    });
    const [told] = await lastMessages(world, 1);
    expect(told).toMatchObject({
      to: "patrizia.malnati@aurora-meccanica.example",
      subject: "Accesso disattivato: Aurora Meccanica S.p.A.",
    });
  });

  it("closes the account of somebody whom no company knows any more, and it signs in no more", async () => {
    expect((await deactivate("legal.aurora", "user-additional-aurora")).data.deactivateUser).toEqual({
      user: { id: "user-additional-aurora", status: "DEACTIVATED" },
      userErrors: [],
    });
    await expect(signIn(world.url, "additional.aurora")).rejects.toThrow("UNAUTHENTICATED");
    const legal = await world.as("legal.aurora");
    const { organization } = await legal.read(
      `{ organization(id: "org-aurora") { users(status: DEACTIVATED, search: "cristina") { edges { node { id } } } } }`,
    );
    expect(organization.users.edges).toEqual([{ node: { id: "user-additional-aurora" } }]);
  });

  it("is told who cannot be let go", async () => {
    const refusal = (code: string) => ({
      user: null,
      userErrors: [{ code, message: expect.any(String), field: ["input", "userId"] }],
    });
    for (const [userId, code] of [
      ["user-legal-aurora", "CONFLICT"],
      ["user-legal-cometa", "NOT_FOUND"],
      ["user-master-two", "NOT_FOUND"],
      ["nobody", "NOT_FOUND"],
    ] as const) {
      const { data } = await deactivate("legal.aurora", userId);
      expect([userId, data.deactivateUser]).toEqual([userId, refusal(code)]);
    }
    expect((await deactivate("master.aurora", "user-employee-aurora")).refused).toEqual({
      deactivateUser: "FORBIDDEN",
    });
    expect((await deactivate("legal.cometa", "user-employee-aurora")).refused).toEqual({
      deactivateUser: "NOT_FOUND",
    });
    expect(await statusesOf("user-employee-aurora")).toEqual({ account: "ACTIVE", "org-aurora": "ACTIVE" });
  });

  it("moves the registered office, as a letter would find it, and nobody else does", async () => {
    const change = async (username: string, address: object) =>
      (await world.as(username)).ask(CHANGE_OFFICE, { organizationId: "org-aurora", address });
    const { data } = await change("legal.aurora", { ...OFFICE, locality: "  Torino " });
    expect(data.changeRegisteredOffice).toEqual({
      organization: {
        id: "org-aurora",
        registeredOffice: { ...OFFICE, stateOrProvince: "TO", country: "IT" },
      },
      userErrors: [],
    });
    for (const [wrong, field] of [
      [{ streetName: "  " }, "streetName"],
      [{ streetName: "x".repeat(201) }, "streetName"],
      [{ streetNr: "x".repeat(21) }, "streetNr"],
      [{ postcode: "1012" }, "postcode"],
      [{ stateOrProvince: "Torino" }, "stateOrProvince"],
      [{ country: "Italia" }, "country"],
      [{ country: "QQ" }, "country"],
    ] as const) {
      const answer = await change("legal.aurora", { ...OFFICE, ...wrong });
      expect(answer.data.changeRegisteredOffice).toEqual({
        organization: null,
        userErrors: [{ code: "BAD_USER_INPUT", message: expect.any(String), field: ["address", field] }],
      });
    }
    const abroad = await change("legal.aurora", {
      ...OFFICE,
      streetNr: null,
      postcode: "SW1A 1AA",
      stateOrProvince: "Greater London",
      country: "GB",
    });
    expect(abroad.data.changeRegisteredOffice.userErrors).toEqual([]);
    for (const username of ["master.aurora", "owner.aurora", "fixedmaster.aurora", "holding.levante"])
      expect([username, (await change(username, OFFICE)).refused]).toEqual([
        username,
        { changeRegisteredOffice: "FORBIDDEN" },
      ]);
  });
});
