import type { CrashingSystem } from "./crashing-system";
import type { Flow, State } from "./flows";

/** One kill: before what step, and what it left. */
export interface Kill {
  readonly step: number;
  readonly before: string;
  readonly left: State;
}

export interface Outcome {
  readonly kills: readonly Kill[];
  /** Steps of the flow, from the act to the last note of a sent message. */
  readonly steps: number;
}

/**
 * Lets the flow be done anew again and again, and kills the process one step later each time, until the flow is through
 * before its turn comes: so no step is left out. After each kill the process is started again, and the flow goes on.
 * @param every 1 for each step, 5 for each fifth
 * @throws Error naming the step, when a kill left anything but the state before or the one after
 */
export async function killAtEvery<Case>(
  system: CrashingSystem,
  flow: Flow<Case>,
  every: number,
): Promise<Outcome> {
  const kills: Kill[] = [];
  for (let step = 1; ; step += every) {
    await system.database.write((transaction) => transaction.execute("DELETE FROM `throttle`"));
    const subject = await flow.prepare(system);
    await system.untilSettled();
    system.arm(step);
    const answered = await flow.act(system, subject).then(
      () => true,
      () => false,
    );
    // Unanswered, it is dying; answered, it may die yet while the messages go out.
    await (answered ? system.untilSettled() : system.untilDead());
    const before = system.disarm();
    if (before !== null) await system.untilDead();
    try {
      const left = await flow.stateOf(system, subject);
      if (answered && left === "before") throw new Error("It had answered, and nothing is there.");
      if (before === null) return { kills, steps: step - 1 };
      kills.push({ step, before, left });
      await system.start();
      await flow.finish(system, subject, left);
    } catch (error) {
      throw new Error(`${flow.name}, killed before step ${step}: ${before}`, { cause: error });
    }
  }
}
