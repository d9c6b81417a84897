import { verifyAudit } from "../../subgraphs/identity/audit/verify-audit";
import { eachDatabase } from "../kit/databases";
import { report } from "../kit/load";
import { endAll, until } from "../kit/processes";
import { startSmsCarrier } from "../identity/messages/carriers";
import { WEBHOOK_SECRET } from "../identity/messages/kit";
import { CrashingSystem } from "./crashing-system";
import { appointing, confirming, labelling, registering, type Flow } from "./flows";
import { killAtEvery } from "./kill-at-every";

/** `npm run drill:crash` takes every step; otherwise each so many, since every kill costs a restart; few enough that kills fall on both sides of every commit. */
const EVERY = Number(process.env["CRASH_EVERY"] ?? 7);

jest.setTimeout(30 * 60_000);
afterAll(endAll);

eachDatabase("a process killed", (databases) => {
  let system: CrashingSystem;
  beforeAll(async () => {
    system = await CrashingSystem.open(await databases.location());
  });
  afterAll(() => system?.close());

  it.each([registering, confirming, appointing, labelling] as Flow[])(
    "at any step of $name leaves all of it or nothing, and no message is lost or comes twice",
    async (flow) => {
      const { kills, steps } = await killAtEvery(system, flow, EVERY);
      expect(new Set(kills.map(({ left }) => left))).toEqual(new Set(["before", "after"]));
      for await (const chain of verifyAudit(system.database.read))
        expect(chain).toMatchObject({ fault: null });
      const left = (state: string) => kills.filter((kill) => kill.left === state).length;
      report(
        `${flow.name} (${databases.engine}): ${steps} steps, killed before ${kills.length} of them:` +
          ` ${left("before")} left the state before, ${left("after")} the one after`,
      );
    },
  );
});

eachDatabase("an SMS that its carrier had taken when the process was killed", (databases) => {
  it("comes again under the same webhook-id, by which the carrier drops it, and not a third time", async () => {
    const carrier = await startSmsCarrier();
    const variables = { SMS_WEBHOOK_URL: carrier.url, SMS_WEBHOOK_SECRET: WEBHOOK_SECRET };
    const system = await CrashingSystem.open(await databases.location(), variables);
    try {
      carrier.reply = () => new Promise(() => void system.kill());
      const application = await registering.prepare(system);
      await registering.act(system, application).catch(() => undefined);
      await system.untilDead();
      carrier.reply = () => 202;
      await system.start();
      await until("it comes again", () => carrier.calls.length > 1);
      await system.untilSettled();
      const [first, second, ...more] = carrier.calls;
      expect([second?.headers["webhook-id"], second?.body]).toEqual([
        first?.headers["webhook-id"],
        first?.body,
      ]);
      expect(more).toEqual([]);
      expect(await registering.stateOf(system, application)).toBe("after");
    } finally {
      await system.close();
      await carrier.close();
    }
  });
});
