import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createIsolatedPlanner } from "../../gateway/engine";
import { FairQueue } from "../../gateway/engine/planner/fair-queue";
import { until } from "../kit/processes";

/** Stands in for the planner's program: it says what it was asked, never answers "stuck", and dies at "die". */
const PROGRAM = `
const fs = require("node:fs");
process.on("disconnect", () => process.exit());
process.on("message", (message) => {
  if (typeof message === "string") process.send({ kind: "ready" });
  else if (message.operation.startsWith("die")) process.exit(3);
  else if (message.operation.startsWith("shot")) process.kill(process.pid, "SIGKILL");
  else if (message.operation.startsWith("once") && !fs.existsSync(message.operation.slice(5))) {
    fs.writeFileSync(message.operation.slice(5), "");
    process.kill(process.pid, "SIGKILL");
  } else if (message.operation.startsWith("last"))
    process.send({ kind: "plan", id: message.id, plan: { kind: "QueryPlan", asked: message.operation } }, () =>
      process.kill(process.pid, "SIGKILL"));
  else if (!message.operation.startsWith("stuck"))
    process.send({ kind: "plan", id: message.id, plan: { kind: "QueryPlan", asked: message.operation } });
});`;

const overrides = { labels: new Set<string>(), percentage: 0 };

describe("lanes of planners", () => {
  const directory = mkdtempSync(join(tmpdir(), "area-clienti-"));
  const program = join(directory, "program.js");
  writeFileSync(program, PROGRAM);
  const planners: ReturnType<typeof createIsolatedPlanner>[] = [];
  const planner = (lanes: number) => {
    const made = createIsolatedPlanner("anything", { program, lanes });
    planners.push(made);
    return made;
  };
  afterAll(() => {
    for (const made of planners) made.close?.();
    rmSync(directory, { recursive: true });
  });

  function asking(lanes: number) {
    const made = planner(lanes);
    const begun: string[] = [];
    return {
      begun,
      ask: (caller: string, operation: string, signal = new AbortController().signal) => {
        const asked = made.plan(operation, overrides, { caller, signal, begun: () => begun.push(operation) });
        asked.catch(() => undefined);
        return asked;
      },
    };
  }

  it("answer one caller while another holds all that he may with operations that never end", async () => {
    const { ask, begun } = asking(2);
    for (let index = 0; index < 8; index++) void ask("attacker", `stuck ${index}`);
    await until("the first is planned", () => begun.length > 0);
    await expect(ask("guest", "good")).resolves.toMatchObject({ asked: "good" });
    expect(begun).toEqual(["stuck 0", "good"]);
  });

  it("take callers in turns: who sends many waits for his own", async () => {
    const { ask, begun } = asking(1);
    const many = [0, 1, 2].map((index) => ask("attacker", `many ${index}`));
    const guest = ask("guest", "guest");
    await Promise.all([...many, guest]);
    expect(begun).toEqual(["many 0", "guest", "many 1", "many 2"]);
  });

  it("begin the clock of an operation with its turn, and drop what nobody waits for any more", async () => {
    const { ask, begun } = asking(1);
    const first = new AbortController();
    const second = new AbortController();
    const stuck = ask("a", "stuck", first.signal);
    const dropped = ask("b", "dropped", second.signal);
    await until("the first is planned", () => begun.length === 1);
    second.abort();
    await expect(dropped).rejects.toThrow("given up");
    first.abort();
    await expect(stuck).rejects.toThrow("given up");
    await expect(ask("c", "good")).resolves.toMatchObject({ asked: "good" });
    expect(begun).toEqual(["stuck", "good"]);
  });

  it("lose the job that a process dies of, with the way it ended, and no other", async () => {
    const { ask } = asking(2);
    const [died, other] = await Promise.allSettled([ask("a", "die"), ask("b", "good")]);
    expect(died).toMatchObject({ reason: { message: "The planner's process ended (exit code 3)." } });
    expect(other).toMatchObject({ status: "fulfilled" });
  });

  it.each([1, 2])("let another of %i do what one was killed over by somebody else", async (lanes) => {
    const { ask } = asking(lanes);
    const operation = `once ${join(directory, `shot-${lanes}`)}`;
    await expect(ask("a", operation)).resolves.toMatchObject({ asked: operation });
  });

  it("say that it may be asked again when each that begins is killed", async () => {
    const { ask, begun } = asking(2);
    await expect(ask("a", "shot")).rejects.toMatchObject({ name: "PlannerBusyError" });
    expect(begun).toEqual(["shot", "shot", "shot"]);
    await expect(ask("a", "good")).resolves.toMatchObject({ asked: "good" });
  });

  it("get no job once their process has been told to end", async () => {
    const { ask } = asking(1);
    for (let round = 0; round < 20; round++) {
      const controller = new AbortController();
      const stuck = ask("a", `stuck ${round}`, controller.signal);
      const next = ask("b", `next ${round}`);
      await new Promise(setImmediate);
      controller.abort();
      await expect(stuck).rejects.toThrow("given up");
      await expect(next).resolves.toMatchObject({ asked: `next ${round}` });
      await expect(ask("c", `last ${round}`)).resolves.toMatchObject({ asked: `last ${round}` });
    }
  });

  it("refuse what is too much for them, of one caller before the others", async () => {
    const { ask } = asking(1);
    void ask("attacker", "stuck");
    const many = Array.from({ length: 110 }, (_value, index) => ask("attacker", `stuck ${index}`));
    await expect(many.at(-1)).rejects.toThrow("Too many operations wait to be planned.");
    const guest = ask("guest", "stuck");
    await expect(Promise.race([guest, Promise.resolve("waits")])).resolves.toBe("waits");
  });
});

describe("a queue in turns", () => {
  it("is bounded in all, and passes over callers who may not run now", () => {
    const queue = new FairQueue<{ caller: string; id: number }>({ perCaller: 2, total: 3 });
    const jobs = ["a", "a", "a", "b", "c"].map((caller, id) => ({ caller, id }));
    expect(jobs.map((job) => queue.add(job))).toEqual([true, true, false, true, false]);
    expect(queue.take((caller) => caller !== "a")).toEqual({ caller: "b", id: 3 });
    expect(queue.take((caller) => caller !== "a")).toBeUndefined();
    expect(queue.size).toBe(2);
    expect(queue.drain().map(({ id }) => id)).toEqual([0, 1]);
    expect(queue.size).toBe(0);
  });
});
