import { endGrants, giveGrant, type NewGrant } from "../../subgraphs/identity/grants/give-grant";
import { eachDatabase } from "../kit/databases";
import { DAY, MINUTE, NOON, startOver, startWithFeed, type Identity } from "./kit";

const CONTRACT = {
  kind: "MOBILE_CONTRACT",
  id: "mc-aurora-1",
  organizationId: "org-aurora",
  contractId: "mc-aurora-1",
} as const;
const LINE = { ...CONTRACT, kind: "MOBILE_LINE", id: "ml-aurora-7" } as const;

eachDatabase("giving a grant", (databases) => {
  let system: Identity;
  beforeAll(async () => {
    system = await startWithFeed(databases);
  });
  beforeEach(() => startOver(system));

  const give = (grant: Partial<NewGrant>) =>
    system.database.write((transaction) =>
      giveGrant(
        transaction,
        {
          userId: "user-employee",
          profile: "MOBILE_MASTER",
          services: [],
          scope: CONTRACT,
          validFrom: NOON,
          validUntil: null,
          grantedBy: "user-legal",
          ...grant,
        },
        system.clock.now,
      ),
    );
  /** The grants of a profile on a scope, who holds or held each, from when to when, whether it was ended. */
  const grantsOn = async (profile: string, scopeId: string) =>
    (
      await system.database.read.rows<Record<string, unknown>>(
        "SELECT `id`, `user_id` AS `userId`, `valid_from` AS `from`, `valid_until` AS `until`, `revoked_at` AS `revoked`," +
          " `exclusive_key` AS `place` FROM `profile_grant` WHERE `profile` = ? AND `scope_id` = ? ORDER BY `valid_from`, `id`",
        [profile, scopeId],
      )
    ).map((row) => ({ ...row }));
  const servicesOf = async (grantId: string) =>
    (
      await system.database.read.rows<{ service: string }>(
        "SELECT `service` FROM `profile_grant_service` WHERE `grant_id` = ? ORDER BY `service`",
        [grantId],
      )
    ).map(({ service }) => service);

  it("ends the master before in the same step (R11)", async () => {
    const { grantId, ended } = await give({});
    expect(ended).toEqual(["grant-master"]);
    const place = "MOBILE_MASTER mc-aurora-1";
    expect(await grantsOn("MOBILE_MASTER", "mc-aurora-1")).toEqual([
      {
        id: "grant-master",
        userId: "user-master",
        from: expect.any(Number),
        until: null,
        revoked: NOON,
        place: null,
      },
      { id: grantId, userId: "user-employee", from: NOON, until: null, revoked: null, place },
    ]);
  });

  it("replaces services and dates of the same profile on the same scope, under its id and from its beginning", async () => {
    const [before] = await grantsOn("MOBILE_ADDITIONAL", "mc-aurora-1");
    const given = await give({
      userId: "user-additional",
      profile: "MOBILE_ADDITIONAL",
      services: ["SIM_OPERATIONS"],
      validUntil: NOON + DAY,
    });
    expect(given).toEqual({ grantId: "grant-additional", isNew: false, ended: [] });
    expect(await servicesOf("grant-additional")).toEqual(["SIM_OPERATIONS"]);
    expect(await grantsOn("MOBILE_ADDITIONAL", "mc-aurora-1")).toContainEqual({
      ...before,
      id: "grant-additional",
      userId: "user-additional",
      until: NOON + DAY,
    });
  });

  it("begins later when told so, and is no other grant than the one it replaces", async () => {
    const given = await give({ userId: "user-master", validFrom: NOON + DAY });
    expect(given).toEqual({ grantId: "grant-master", isNew: false, ended: [] });
    expect(await grantsOn("MOBILE_MASTER", "mc-aurora-1")).toMatchObject([{ from: NOON + DAY }]);
  });

  it("takes a place whose grant has run out by the clock, and leaves that grant as it was", async () => {
    const first = await give({ profile: "END_USER", scope: LINE, validUntil: NOON + MINUTE });
    expect(first.ended).toEqual(["grant-enduser"]);
    system.clock.now = NOON + MINUTE;
    const second = await give({
      profile: "END_USER",
      scope: LINE,
      userId: "user-two",
      validFrom: system.clock.now,
    });
    expect(second.ended).toEqual([]);
    const after = await grantsOn("END_USER", "ml-aurora-7");
    expect(after.filter(({ place }) => place !== null)).toMatchObject([{ id: second.grantId }]);
    expect(after.find(({ id }) => id === first.grantId)).toMatchObject({
      revoked: null,
      until: NOON + MINUTE,
    });
  });

  it("lets several people be additional referents of one contract", async () => {
    const given = await give({ profile: "MOBILE_ADDITIONAL", services: ["USAGE"] });
    expect(given.ended).toEqual([]);
    expect(await grantsOn("MOBILE_ADDITIONAL", "mc-aurora-1")).toHaveLength(3);
  });

  it("ends a grant once: a second ending changes nothing", async () => {
    const end = (now: number) =>
      system.database.write((transaction) => endGrants(transaction, ["grant-master"], now));
    await end(NOON);
    await end(NOON + DAY);
    expect(await grantsOn("MOBILE_MASTER", "mc-aurora-1")).toMatchObject([{ revoked: NOON, place: null }]);
  });
});
