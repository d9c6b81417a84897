import fc from "fast-check";
import { keyedHash } from "../../subgraphs/shared/text/keyed-hash";
import {
  CODE_LIFETIME,
  CODE_TRIES,
  CODES_PER_STEP,
  oneTimeCodes,
} from "../../subgraphs/shared/codes/one-time-codes";
import { eachDatabase } from "../kit/databases";
import { NOON, SETTINGS, startIdentity, type Identity } from "./kit";

/** What may happen to a code that is out. */
const EVENTS = fc.array(
  fc.oneof(
    fc.constant("right" as const),
    fc.constant("wrong" as const),
    fc.constant("renew" as const),
    fc.integer({ min: 1, max: CODE_LIFETIME }),
  ),
  { maxLength: 14 },
);

eachDatabase("a one-time code, whatever happens to it", (databases) => {
  const codes = oneTimeCodes(keyedHash(SETTINGS.secret));
  let system: Identity;
  let steps = 0;
  beforeAll(async () => {
    system = await startIdentity(databases);
  });

  it("opens exactly while it is the last one made, unused, in time and with tries left", async () => {
    await fc.assert(
      fc.asyncProperty(EVENTS, async (events) => {
        const step = `law-${(steps += 1)}`;
        let now = NOON;
        const write = system.database.write.bind(system.database);
        let code = await write((transaction) => codes.issue(transaction, step, now));
        const model = { made: 1, wrong: 0, until: now + CODE_LIFETIME, isUsed: false };
        for (const event of events) {
          if (typeof event === "number") {
            now += event;
          } else if (event === "renew") {
            const next = await write((transaction) => codes.renew(transaction, step, now));
            expect(next !== null).toBe(!model.isUsed && model.made < CODES_PER_STEP);
            if (next === null) continue;
            code = next;
            Object.assign(model, { made: model.made + 1, wrong: 0, until: now + CODE_LIFETIME });
          } else {
            const tried = event === "right" ? code : code === "000000" ? "000001" : "000000";
            const isGood =
              event === "right" && !model.isUsed && now < model.until && model.wrong < CODE_TRIES;
            expect(await write((transaction) => codes.redeem(transaction, step, tried, now))).toBe(isGood);
            if (isGood) model.isUsed = true;
            else model.wrong += 1;
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});
