import { Readable } from "node:stream";
import fc from "fast-check";
import { PROFILES, SCOPE_KIND_OF, SERVICES, type Profile } from "../../schema/access/vocabulary";
import { identityImports } from "../../subgraphs/identity/import";
import { importKinds } from "../../subgraphs/shared/import";
import { importFile } from "../../subgraphs/shared/import";
import { eachWorld, type World } from "../kit/world";
import {
  APPOINT_FIXED_MASTER,
  APPOINT_MOBILE_MASTER,
  ASSIGN_LINE_USER,
  DEACTIVATE,
  GRANT_PROFILE,
  REVOKE_PROFILE,
} from "./mutations";

const ACTORS = [
  "legal.aurora",
  "owner.aurora",
  "master.aurora",
  "additional.aurora",
  "legal.cometa",
] as const;
const PEOPLE = [
  "legal-aurora",
  "owner-aurora",
  "master-aurora",
  "former-aurora",
  "employee-aurora",
  "legal-cometa",
];
const SCOPES: Readonly<Record<string, readonly string[]>> = {
  HOLDING: ["hold-levante"],
  ORGANIZATION: ["org-aurora", "org-cometa"],
  MOBILE_CONTRACT: ["mc-aurora-1", "mc-aurora-2"],
  MOBILE_LINE: ["ml-aurora-1-00007", "ml-aurora-2-00003"],
  BILLING_ACCOUNT: ["ba-aurora-1"],
};

const person = fc.constantFrom(...PEOPLE).map((name) => `user-${name}`);
const scopeOf = (profile: Profile) => fc.constantFrom(...SCOPES[SCOPE_KIND_OF[profile]]!);
const anAct = fc.tuple(
  fc.constantFrom(...ACTORS),
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.constantFrom(...PROFILES).chain((profile) =>
        fc.record({
          kind: fc.constant("grant" as const),
          profile: fc.constant(profile),
          scopeId: scopeOf(profile),
          userId: person,
          services:
            profile === "MOBILE_ADDITIONAL" ? fc.subarray([...SERVICES], { minLength: 1 }) : fc.constant([]),
        }),
      ),
    },
    fc.record({
      kind: fc.constant("appoint" as const),
      contractId: scopeOf("MOBILE_MASTER"),
      userId: person,
    }),
    fc.record({ kind: fc.constant("appoint fixed" as const), userId: person }),
    fc.record({
      kind: fc.constant("assign" as const),
      lineId: scopeOf("END_USER"),
      userId: fc.option(person),
    }),
    { weight: 2, arbitrary: fc.record({ kind: fc.constant("revoke" as const), which: fc.nat(200) }) },
    fc.record({ kind: fc.constant("let go" as const), userId: person }),
  ),
);
type Act = typeof anAct extends fc.Arbitrary<infer Value> ? Value : never;

interface Standing {
  readonly id: string;
  readonly holder: string;
  readonly profile: Profile;
  readonly scopeId: string;
  readonly services: string;
}

/** Every grant in the two companies that has not ended, by id. */
async function standing(world: World): Promise<Map<string, Standing>> {
  const { read } = world.system.subgraphs.databaseOf("identity");
  const grants = await read.rows<Omit<Standing, "services">>(
    "SELECT `id`, `user_id` AS `holder`, `profile`, `scope_id` AS `scopeId` FROM `profile_grant`" +
      " WHERE `organization_id` IN ('org-aurora', 'org-cometa') AND `revoked_at` IS NULL AND (`valid_until` IS NULL OR `valid_until` > ?)" +
      " ORDER BY `id`",
    [world.clock.now],
  );
  const services = await read.rows<{ id: string; service: string }>(
    "SELECT `grant_id` AS `id`, `service` FROM `profile_grant_service` ORDER BY `service`",
  );
  const named = (id: string) =>
    services
      .filter((each) => each.id === id)
      .map(({ service }) => service)
      .join();
  return new Map(grants.map((grant) => [grant.id, { ...grant, services: named(grant.id) }]));
}

/** Sends the act, and tells what the answer says of grants: what was given, what ended. */
async function perform(world: World, [actor, act]: Act, before: ReadonlyMap<string, Standing>) {
  const persona = await world.as(actor);
  const send = async (mutation: string, variables: Record<string, unknown>) => {
    const { data } = await persona.ask(mutation, variables);
    return Object.values(data as Record<string, unknown>)[0] as {
      grant?: { id: string } | null;
      ended?: { id: string }[] | null;
      userErrors: unknown[];
    } | null;
  };
  switch (act.kind) {
    case "grant": {
      const { profile, services, userId, scopeId } = act;
      const scope = { kind: SCOPE_KIND_OF[profile], id: scopeId };
      return await send(GRANT_PROFILE, { input: { userId, grant: { profile, services, scope } } });
    }
    case "appoint":
      return await send(APPOINT_MOBILE_MASTER, { contractId: act.contractId, userId: act.userId });
    case "appoint fixed":
      return await send(APPOINT_FIXED_MASTER, { organizationId: "org-aurora", userId: act.userId });
    case "assign":
      return await send(ASSIGN_LINE_USER, { lineId: act.lineId, userId: act.userId });
    case "revoke": {
      const ids = [...before.keys()];
      return await send(REVOKE_PROFILE, { grantId: ids[act.which % ids.length] });
    }
    default:
      return await send(DEACTIVATE, { input: { organizationId: "org-aurora", userId: act.userId } });
  }
}

/** What the act may have added, for whom and where; nothing else may appear, nor anything already there grow. */
function asked([, act]: Act): Omit<Standing, "id"> | null {
  switch (act.kind) {
    case "grant": {
      const { profile, scopeId, userId: holder, services } = act;
      return { holder, profile, scopeId, services: [...services].sort().join() };
    }
    case "appoint":
      return { holder: act.userId, profile: "MOBILE_MASTER", scopeId: act.contractId, services: "" };
    case "appoint fixed":
      return { holder: act.userId, profile: "FIXED_MASTER", scopeId: "org-aurora", services: "" };
    case "assign":
      return act.userId === null
        ? null
        : { holder: act.userId, profile: "END_USER", scopeId: act.lineId, services: "" };
    default:
      return null;
  }
}

let feeds = 0;
/** The operator makes the owner a second legal representative, as long as the owner may sign in. */
async function feedSecondRepresentative(world: World): Promise<void> {
  const database = world.system.subgraphs.databaseOf("identity");
  const kind = importKinds(identityImports, database, () => world.clock.now).find(
    ({ name }) => name === "grants",
  )!;
  const columns =
    "id,user_id,profile,services,scope_kind,scope_id,organization_id,contract_id,valid_from,valid_until";
  const row = `grant-second-${feeds++},user-owner-aurora,LEGAL_REP,,ORGANIZATION,org-aurora,,,2024-06-15T00:00:00Z,`;
  const report = await importFile(kind, Readable.from([`${columns}\n${row}`]), { batchSize: 10 });
  expect(report.rejects).toEqual([]);
}

async function representatives(world: World, organizationId: string): Promise<number> {
  const row = await world.system.subgraphs
    .databaseOf("identity")
    .read.row<{ count: number }>(
      "SELECT COUNT(*) AS `count` FROM `profile_grant` g JOIN `user_account` u ON u.`id` = g.`user_id`" +
        " WHERE g.`profile` = 'LEGAL_REP' AND g.`scope_id` = ? AND g.`revoked_at` IS NULL AND u.`status` = 'ACTIVE'",
      [organizationId],
    );
  return row?.count ?? 0;
}

eachWorld("whatever is granted, appointed, revoked and ended, in whatever order", (world) => {
  it("a place has one holder, a company its representative, and nobody more than was granted", async () => {
    // Whoever is let go on the way signs in no more; what they held open then answers as a stranger's.
    for (const actor of ACTORS) await world.as(actor);
    await fc.assert(
      fc.asyncProperty(fc.array(anAct, { minLength: 5, maxLength: 15 }), async (acts) => {
        await feedSecondRepresentative(world);
        for (const act of acts) {
          const before = await standing(world);
          const answer = await perform(world, act, before);
          const after = await standing(world);
          const wanted = asked(act);
          for (const [id, grant] of after) {
            const { id: _id, ...now } = grant;
            if (JSON.stringify(before.get(id)) !== JSON.stringify(grant)) expect(now).toEqual(wanted);
          }
          const refused = answer === null || answer.userErrors.length > 0;
          if (refused) expect([...after]).toEqual([...before]);
          else if (wanted !== null)
            expect([...after.values()]).toContainEqual(expect.objectContaining(wanted));
          const places = [...after.values()]
            .filter(({ profile }) => ["MOBILE_MASTER", "FIXED_MASTER", "END_USER"].includes(profile))
            .map(({ profile, scopeId }) => `${profile} ${scopeId}`);
          expect(places).toEqual([...new Set(places)]);
          for (const company of ["org-aurora", "org-cometa"])
            expect([company, await representatives(world, company)]).not.toEqual([company, 0]);
        }
      }),
      { numRuns: 10 },
    );
  }, 120_000);
});
