import { setImmediate as turn } from "node:timers/promises";
import * as fc from "fast-check";
import { inProcessTransport, type SubgraphResponse } from "../../gateway/engine";
import { Gate } from "./kit/gate";
import { NICKS, twoServices, WHOLE } from "./kit/two-services";
import type { Context } from "./kit/world";

const deduplicationKey = ({ who }: Context) => (typeof who === "string" ? who : undefined);
const ME = "{ me }";

describe("a query that is under way", () => {
  it("is joined by the same query of the same caller, and by no other caller", async () => {
    const gate = new Gate("b");
    const world = twoServices(gate.intercept, { deduplicationKey });
    const asking = ["ada", "ada", "bob", "ada", "bob"].map((who) => world.ask(ME, {}, { who }));
    await gate.askedTimes(2);
    gate.open();
    const answers = await Promise.all(asking);
    expect(answers.map(({ data }) => data?.["me"])).toEqual(["ada", "ada", "bob", "ada", "bob"]);
    expect(gate.asked.map(({ context }) => context["who"])).toEqual(["ada", "bob"]);
  });

  it("is not joined by another query, by other variables, or where nobody says who asks", async () => {
    const gate = new Gate("b");
    gate.open();
    const world = twoServices(gate.intercept, { deduplicationKey });
    await Promise.all([
      world.ask(ME, {}, { who: "ada" }),
      world.ask("{ me __typename again: me }", {}, { who: "ada" }),
      world.ask(ME),
      world.ask(ME),
    ]);
    expect(gate.asked).toHaveLength(4);
  });

  it("is not joined once it is answered", async () => {
    const gate = new Gate("b");
    gate.open();
    const world = twoServices(gate.intercept, { deduplicationKey });
    await world.ask(ME, {}, { who: "ada" });
    await world.ask(ME, {}, { who: "ada" });
    expect(gate.asked).toHaveLength(2);
  });

  it("is not joined by who comes after a change, so that what was changed is read", async () => {
    const gate = new Gate("b");
    const world = twoServices(gate.intercept, { deduplicationKey });
    const early = world.ask(ME, {}, { who: "ada" });
    await gate.askedTimes(1);
    const change = world.ask("mutation { set(to: 1) }", {}, { who: "ada" });
    await gate.askedTimes(2);
    const during = world.ask(ME, {}, { who: "ada" });
    await gate.askedTimes(3);
    gate.releaseLast();
    await during;
    gate.release(new Error("first"));
    gate.release();
    await Promise.all([early, change]);
    expect(gate.asked.map(({ operationKind }) => operationKind)).toEqual(["query", "mutation", "query"]);
  });

  it("is sent as often as it is asked when it changes anything", async () => {
    const gate = new Gate("b");
    gate.open();
    const world = twoServices(gate.intercept, { deduplicationKey });
    const change = () => world.ask("mutation { set(to: 1) }", {}, { who: "ada" });
    await Promise.all([change(), change(), change()]);
    expect(gate.asked).toHaveLength(3);
  });

  it("goes on while anyone waits for it, and is cancelled when nobody does", async () => {
    const gate = new Gate("b");
    const world = twoServices(gate.intercept, { deduplicationKey });
    const [one, two] = [new AbortController(), new AbortController()];
    const asking = [one, two].map(({ signal }) => world.ask(ME, {}, { who: "ada" }, signal));
    await gate.askedTimes(1);
    one.abort();
    await asking[0];
    expect(gate.asked[0]?.signal?.aborted).toBe(false);
    two.abort();
    await asking[1];
    expect(gate.asked[0]?.signal?.aborted).toBe(true);
    // Nobody joins what was cancelled.
    const next = world.ask(ME, {}, { who: "ada" });
    await gate.askedTimes(2);
    gate.open();
    expect(await next).toEqual({ data: { me: "ada" } });
  });

  it("answers each who joined with objects of its own, though the engine works in them", async () => {
    const users = {
      data: {
        users: [
          { __typename: "User", id: "1" },
          { __typename: "User", id: "2" },
        ],
      },
    };
    const nicks = { data: { _entities: [{ nick: "nick 1" }, { nick: "nick 2" }] } };
    const gate = new Gate("b");
    const world = twoServices((_request, next) => next(), {
      deduplicationKey,
      transport: ({ name }) =>
        inProcessTransport<Context>(
          (request) =>
            gate.intercept(request, () =>
              Promise.resolve(structuredClone<SubgraphResponse>(name === "a" ? users : nicks)),
            ),
          { ownsResponses: true },
        ),
    });
    const asking = [NICKS, NICKS, "{ users { nick id } }"].map((query) =>
      world.ask(query, {}, { who: "ada" }),
    );
    await gate.askedTimes(1);
    gate.open();
    const answers = await Promise.all(asking);
    expect(answers.slice(0, 2)).toEqual([WHOLE, WHOLE]);
    expect(answers[2]?.data?.["users"]).toHaveLength(2);
  });
});

it("gives nobody another's answer, whatever is asked at once and whoever leaves", async () => {
  const world = twoServices(async (_request, next) => (await turn(), await next()), { deduplicationKey });
  const asker = fc.record({ who: fc.constantFrom("ada", "bob", "eva"), leaves: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.array(asker, { minLength: 2, maxLength: 12 }), async (askers) => {
      const answers = await Promise.all(
        askers.map(async ({ who, leaves }) => {
          const gone = new AbortController();
          const pending = world.ask(ME, {}, { who }, gone.signal);
          if (leaves) gone.abort();
          return { who, leaves, answer: await pending };
        }),
      );
      for (const { who, leaves, answer } of answers) {
        if (leaves) expect([null, who]).toContain(answer.data?.["me"] ?? null);
        else expect(answer).toEqual({ data: { me: who } });
      }
    }),
  );
});
