import { verifyAudit } from "../../subgraphs/identity/audit/verify-audit";
import { eachDatabase } from "../kit/databases";
import { report } from "../kit/load";
import { endAll } from "../kit/processes";
import { CrashingSystem } from "./crashing-system";
import { appointing, confirming, registering, type Flow } from "./flows";
import { killAtEvery } from "./kill-at-every";

/** `npm run drill:crash` takes every step; otherwise each so many, since every kill costs a restart. */
const EVERY = Number(process.env["CRASH_EVERY"] ?? 7);

jest.setTimeout(30 * 60_000);
afterAll(endAll);

eachDatabase("a process killed", (databases) => {
  let system: CrashingSystem;
  beforeAll(async () => {
    system = await CrashingSystem.open(await databases.location());
  });
  afterAll(() => system?.close());

  it.each([registering, confirming, appointing] as Flow[])(
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
