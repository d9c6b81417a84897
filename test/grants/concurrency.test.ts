import { report } from "../kit/load";
import { eachWorld, type World } from "../kit/world";
import { APPOINT_FIXED_MASTER, APPOINT_MOBILE_MASTER, REVOKE_PROFILE } from "./mutations";

const AT_ONCE = 50;

/** Registered with Aurora, all of them: whom fifty appointments at the same moment name. */
async function employees(world: World): Promise<string[]> {
  const { organization } = await (
    await world.as("legal.aurora")
  ).read(`{ organization(id: "org-aurora") { users(first: ${AT_ONCE}) { edges { node { id } } } } }`);
  const ids = organization.users.edges.map(({ node }: { node: { id: string } }) => node.id);
  return Array.from({ length: AT_ONCE }, (_, index) => ids[index % ids.length]);
}

async function standing(world: World, profile: string, scopeId: string): Promise<string[]> {
  const rows = await world.system.subgraphs
    .databaseOf("identity")
    .read.rows<{ userId: string }>(
      "SELECT `user_id` AS `userId` FROM `profile_grant` WHERE `profile` = ? AND `scope_id` = ? AND `revoked_at` IS NULL",
      [profile, scopeId],
    );
  return rows.map(({ userId }) => userId);
}

interface Outcome {
  readonly userId: string;
  readonly code: string;
}

/** A slow machine may tell a sender that time is up, of an act that is done all the same; a CONFLICT is not done. */
function mayBeDone({ code }: Outcome): boolean {
  return code !== "CONFLICT";
}

async function tell(world: World, what: string, outcomes: readonly Outcome[], holders: readonly string[]) {
  const count = (code: string) => outcomes.filter((outcome) => outcome.code === code).length;
  const others = outcomes.length - count("done") - count("CONFLICT");
  const { dialect } = world.system.subgraphs.databaseOf("identity");
  report(
    `${dialect} ${what}: ${outcomes.length} sent at once, ${count("done")} done, ${count("CONFLICT")} conflict, ` +
      `${others} other, ${holders.length} at the end`,
  );
}

eachWorld("fifty appointments at the same moment", (world) => {
  it("end with exactly one mobile master of the contract (R11), who was one of those appointed", async () => {
    const legal = await world.as("legal.aurora");
    const outcomes = await Promise.all(
      (await employees(world)).map(async (userId): Promise<Outcome> => {
        const { data, refused } = await legal.ask(APPOINT_MOBILE_MASTER, {
          contractId: "mc-aurora-1",
          userId,
        });
        const [error] = data?.appointMobileMaster?.userErrors ?? [{ code: Object.values(refused)[0] }];
        return { userId, code: error?.code ?? "done" };
      }),
    );
    const masters = await standing(world, "MOBILE_MASTER", "mc-aurora-1");
    await tell(world, "mobile masters (R11)", outcomes, masters);
    expect(masters).toHaveLength(1);
    expect(outcomes.filter(mayBeDone).map(({ userId }) => userId)).toContain(masters[0]);
    const { mobileContract } = await legal.read(`{ mobileContract(id: "mc-aurora-1") { master { id } } }`);
    expect(mobileContract.master).toEqual({ id: masters[0] });
  });

  it("end with exactly one fixed master of the company (R19), whoever of the two who may appoints", async () => {
    const appointers = [await world.as("legal.aurora"), await world.as("owner.aurora")];
    const organizationId = "org-aurora";
    const outcomes = await Promise.all(
      (await employees(world)).map(async (userId, index): Promise<Outcome> => {
        const { data, refused } = await appointers[index % 2]!.ask(APPOINT_FIXED_MASTER, {
          organizationId,
          userId,
        });
        const [error] = data?.appointFixedMaster?.userErrors ?? [{ code: Object.values(refused)[0] }];
        return { userId, code: error?.code ?? "done" };
      }),
    );
    const masters = await standing(world, "FIXED_MASTER", organizationId);
    await tell(world, "fixed masters (R19)", outcomes, masters);
    expect(masters).toHaveLength(1);
    expect(outcomes.filter(mayBeDone).map(({ userId }) => userId)).toContain(masters[0]);
  });

  it("and a revocation of the appointer's right: what commits after it is refused", async () => {
    const [legal, owner] = [await world.as("legal.aurora"), await world.as("owner.aurora")];
    const [right] = (await owner.read("{ viewer { grants { id profile } } }")).viewer.grants;
    const [before] = await standing(world, "FIXED_MASTER", "org-aurora");
    const people = (await employees(world)).slice(0, 12);
    const appointments = people.map((userId) =>
      owner.ask(APPOINT_FIXED_MASTER, { organizationId: "org-aurora", userId }),
    );
    const revocation = legal.read(REVOKE_PROFILE, { grantId: right.id });
    const answers = await Promise.all(appointments);
    expect((await revocation).revokeProfile.userErrors).toEqual([]);
    const isRefused = (index: number) => Object.values(answers[index]?.refused ?? {}).includes("FORBIDDEN");
    const done = people.filter((_, index) => !isRefused(index));
    const [master, ...more] = await standing(world, "FIXED_MASTER", "org-aurora");
    expect(more).toEqual([]);
    expect([before, ...done]).toContain(master);
    // In the order of the trail nothing of the owner's stands after the revocation.
    const trail = await world.system.subgraphs
      .databaseOf("identity")
      .read.rows<{ action: string; actorId: string }>(
        "SELECT `action`, `actor_id` AS `actorId` FROM `audit_event` WHERE `chain` = 'org-aurora' ORDER BY `sequence`",
      );
    const revoked = trail.findLastIndex(({ action }) => action === "Mutation.revokeProfile");
    expect(trail.slice(revoked + 1).filter(({ actorId }) => actorId === "user-owner-aurora")).toEqual([]);
    const late = await owner.ask(APPOINT_FIXED_MASTER, { organizationId: "org-aurora", userId: people[0]! });
    expect(late.refused).toEqual({ appointFixedMaster: "FORBIDDEN" });
  });
});
