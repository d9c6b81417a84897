import { actInBatches, type BatchOutcome } from "../../../subgraphs/shared/act";
import { eachDatabase } from "../../kit/databases";
import { NOTHING_LEFT, pathOf, Stage } from "./kit";

const IDS = Array.from({ length: 250 }, (_, index) => `line-${index}`);

eachDatabase("an act on many objects", (databases) => {
  let stage: Stage;
  beforeAll(async () => (stage = await Stage.open(databases.open)));
  beforeEach(() => stage.reset());

  const batches = {
    mutation: "Mutation.ruled",
    type: "MobileLine",
    ids: IDS,
    organizationId: "org",
    inScope: (_reader: unknown, _caller: unknown, ids: readonly string[]) =>
      Promise.resolve(
        new Map(
          ids
            .filter((id) => !id.endsWith("7"))
            .map((id) => [id, pathOf(id, id.endsWith("3") ? "mc-2" : "mc")]),
        ),
      ),
  } as const;
  const run = async (afterBatch: (count: number) => void = () => undefined) => {
    const outcomes: BatchOutcome[] = [];
    const done = actInBatches(stage.ports, stage.context(), batches, ({ audit }, allowed) => {
      for (const { id } of allowed) audit({ target: { type: "MobileLine", id, label: null } });
      return Promise.resolve(new Map(allowed.map(({ id }) => [id, "DONE"] as const)));
    });
    let count = 0;
    for await (const batch of done) {
      outcomes.push(...batch.values());
      afterBatch((count += 1));
    }
    return { outcomes, count };
  };
  const tally = (outcomes: readonly BatchOutcome[]) =>
    Object.fromEntries(
      [...new Set(outcomes)].map((each) => [each, outcomes.filter((one) => one === each).length]),
    );

  it("changes those that the rule allows, and says of each other one why not", async () => {
    const { outcomes, count } = await run();
    expect([tally(outcomes), count]).toEqual([{ DONE: 200, FORBIDDEN: 25, NOT_FOUND: 25 }, 3]);
    expect(await stage.left()).toMatchObject({ records: 200 });
  });

  it("changes nothing more from the batch on that comes after a revocation", async () => {
    const { outcomes } = await run((count) => {
      if (count === 1) stage.fresh = NOTHING_LEFT;
    });
    expect(tally(outcomes.slice(0, 100))).toEqual({ DONE: 80, FORBIDDEN: 10, NOT_FOUND: 10 });
    expect(tally(outcomes.slice(100))).toEqual({ FORBIDDEN: 135, NOT_FOUND: 15 });
    expect(await stage.left()).toMatchObject({ records: 80 });
  });

  it("ends with the session, and keeps what was done", async () => {
    const ended = run((count) => {
      if (count === 1) stage.fresh = null;
    });
    await expect(ended).rejects.toMatchObject({ extensions: { code: "UNAUTHENTICATED" } });
    expect(await stage.left()).toMatchObject({ records: 80 });
  });

  it("whose verb records nothing of what it changed leaves nothing of that batch", async () => {
    const forgetful = actInBatches(stage.ports, stage.context(), batches, () => Promise.resolve(new Map()));
    await expect(forgetful.next()).rejects.toThrow("did not record what it changed");
  });
});
