import { SerialQueues } from "../../../subgraphs/shared/database/serial-queue";

describe("queues of one", () => {
  it("run a key's tasks one after another, another key's beside them, and forget keys without any", async () => {
    const queues = new SerialQueues();
    const seen: string[] = [];
    let letGo: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    const tasks = [
      queues.add("aurora", async () => {
        seen.push("first begins");
        await held;
        seen.push("first ends");
      }),
      queues.add("aurora", () => Promise.resolve(void seen.push("second"))),
    ];
    await queues.add("cometa", () => Promise.resolve(void seen.push("beside")));
    expect(seen).toEqual(["first begins", "beside"]);
    expect(queues.size).toBe(1);
    letGo();
    await Promise.all(tasks);
    expect(seen).toEqual(["first begins", "beside", "first ends", "second"]);
    expect(queues.size).toBe(0);
  });

  it("go on after a task that fails, and forget its key too", async () => {
    const queues = new SerialQueues();
    const failing = queues.add("aurora", () => Promise.reject(new Error("no")));
    const next = queues.add("aurora", () => Promise.resolve("done"));
    await expect(failing).rejects.toThrow("no");
    expect(await next).toBe("done");
    expect(queues.size).toBe(0);
  });
});
