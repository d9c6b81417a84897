import { createActs, Refused, refuseFaults, type Act, type ActContext } from "../../../subgraphs/shared/act";
import { TariffPlanEntity } from "../../../subgraphs/mobile-inventory/tariff/tariff.entities";
import { UserInputError } from "../../../schema/errors";
import { eachDatabase } from "../../kit/databases";
import { caller } from "../../kit/subgraph";
import { MASTER, NOTHING_LEFT, pathOf, Stage } from "./kit";

const RULED = { mutation: "Mutation.ruled" } as const;
const target = { type: "MobileLine", id: "line", label: null };

eachDatabase("an act", (databases) => {
  let stage: Stage;
  let acts: ReturnType<typeof createActs<ActContext, string>>;
  beforeAll(async () => {
    stage = await Stage.open(databases.open);
    acts = createActs(stage.ports);
  });
  beforeEach(() => stage.reset());

  const write = ({ transaction }: Act, name = "written") =>
    transaction.insert(TariffPlanEntity, [{ id: "plan", name }]);
  const ruled = (
    ...[spec, verb]: Parameters<typeof acts.act> extends [unknown, ...infer Rest] ? Rest : never
  ) => acts.act(stage.context(), spec, verb);

  it("locks, asks who the caller is, decides, runs its verb, tells, records, commits and wakes, in this order", async () => {
    const answer = await ruled(RULED, async (inside) => {
      stage.happened.push("verb");
      inside.audit({ target });
      inside.tell("message");
      await write(inside);
      return { done: true };
    });
    expect(answer).toEqual({ done: true, userErrors: [] });
    expect(stage.happened).toEqual([
      "caller",
      "lock org",
      "verb",
      "message",
      "record Mutation.ruled by grant-MOBILE_MASTER-mc",
      "wake",
    ]);
    expect(await stage.left()).toEqual({ rows: 1, records: 1 });
  });

  it("that neither records nor says that nothing changed is a fault of the program, and leaves nothing", async () => {
    const forgetful = ruled(RULED, async (inside) => {
      await write(inside);
      return {};
    });
    await expect(forgetful).rejects.toThrow("Mutation.ruled neither recorded what it did nor said");
    expect(await stage.left()).toEqual({ rows: 0, records: 0 });
    const idle = await ruled(RULED, ({ nothingChanged }) => {
      nothingChanged();
      return Promise.resolve({});
    });
    expect([idle, await stage.left()]).toEqual([{ userErrors: [] }, { rows: 0, records: 0 }]);
  });

  it.each([
    ["whose right was taken meanwhile", () => (stage.fresh = NOTHING_LEFT), "FORBIDDEN"],
    ["whose session has ended", () => (stage.fresh = null), "UNAUTHENTICATED"],
    ["who is somebody else by now", () => (stage.fresh = caller([])), "UNAUTHENTICATED"],
    ["on an object that was moved out of reach", () => (stage.paths = [pathOf("line", "mc-2")]), "FORBIDDEN"],
    ["on an object that is gone", () => (stage.paths = [null]), "NOT_FOUND"],
  ])("of somebody %s is refused before its verb runs", async (_what, change, code) => {
    change();
    let hasRun = false;
    const act = ruled(RULED, () => {
      hasRun = true;
      return Promise.resolve({});
    });
    await expect(act).rejects.toMatchObject({ extensions: { code } });
    expect([hasRun, await stage.left()]).toEqual([false, { rows: 0, records: 0 }]);
  });

  it("undoes what its verb wrote when the verb throws a refusal, and keeps it when the verb returns one", async () => {
    const refusal = new Refused("CONFLICT", "no", ["lineId"]);
    const userErrors = [{ code: "CONFLICT", message: "no", field: ["lineId"] }];
    const thrown = await ruled(RULED, async (inside) => {
      await write(inside);
      throw refusal;
    });
    expect([thrown, await stage.left()]).toEqual([{ userErrors }, { rows: 0, records: 0 }]);
    const returned = await ruled(RULED, async (inside) => {
      await write(inside);
      inside.audit({ target, outcome: "REFUSED" });
      return refusal;
    });
    expect([returned, await stage.left()]).toEqual([{ userErrors }, { rows: 1, records: 1 }]);
  });

  it("tells every fault at once, and those of an argument", async () => {
    const faults = [
      { code: "BAD_USER_INPUT" as const, message: "one", field: ["a"] },
      { code: "BAD_USER_INPUT" as const, message: "two", field: ["b"] },
    ];
    const prepare = () => Promise.resolve(refuseFaults(faults));
    expect(await ruled({ ...RULED, prepare }, () => Promise.resolve({}))).toEqual({ userErrors: faults });
    const wrong = await ruled(RULED, () => Promise.reject(new UserInputError("label", "is odd")));
    expect(wrong.userErrors).toEqual([
      { code: "BAD_USER_INPUT", message: "label: is odd", field: ["label"] },
    ]);
  });

  it("puts a violated constraint into the words that it was given, and hides none that it was not", async () => {
    const long = { ...RULED, fields: { name: ["label"] } };
    const tooLong = (inside: Act) => write(inside, "x".repeat(101)).then(() => ({}));
    expect((await ruled(long, tooLong)).userErrors).toEqual([
      { code: "BAD_USER_INPUT", message: "label: is too long", field: ["label"] },
    ]);
    await expect(ruled(RULED, tooLong)).rejects.toThrow("too-long");
    const twice = (inside: Act) =>
      write(inside)
        .then(() => write(inside))
        .then(() => ({}));
    const message = "Somebody else was faster.";
    const conflicts = { PRIMARY: { message, field: null } };
    expect((await ruled({ ...RULED, conflicts }, twice)).userErrors).toEqual([
      { code: "CONFLICT", message, field: null },
    ]);
    await expect(ruled(RULED, twice)).rejects.toThrow("unique");
    expect(await stage.left()).toEqual({ rows: 0, records: 0 });
  });

  it("counts every attempt of a person, refused ones too, and slows them down after a thousand", async () => {
    await stage.database.write((transaction) => transaction.execute("DELETE FROM throttle"));
    stage.fresh = NOTHING_LEFT;
    await ruled(RULED, () => Promise.resolve({})).catch(() => undefined);
    const counted = await stage.database.write((transaction) =>
      transaction.execute("UPDATE throttle SET attempts = 1000, free_at = forgotten_at WHERE attempts = 1"),
    );
    expect(counted).toBe(1);
    const { userErrors } = await ruled(RULED, () => Promise.reject(new Error("never runs")));
    expect(userErrors).toMatchObject([{ code: "RATE_LIMITED" }]);
  });

  it("that shows something answers only once its record stands in the chain", async () => {
    const reveal = () =>
      ruled({ ...RULED, recordBefore: true }, ({ audit }) => {
        audit({ target });
        return Promise.resolve({ secret: "secret" });
      });
    expect(await reveal()).toEqual({ secret: "secret", userErrors: [] });
    expect(stage.happened.at(-1)).toBe("1 recorded");
    stage.isIdentityAway = true;
    await expect(reveal()).rejects.toThrow("away");
  });

  it("of a person on what is their own locks their account, and one of a stranger asks for no caller", async () => {
    const nothing = ({ nothingChanged }: Act) => Promise.resolve(nothingChanged());
    await acts.ownAct(stage.context("Mutation.own"), { mutation: "Mutation.own" }, async (inside) => {
      await nothing(inside);
      return { userId: inside.caller.userId === MASTER.userId };
    });
    expect(stage.happened).toEqual(["caller", "lock account", "wake"]);
    stage.happened.length = 0;
    const open = { mutation: "Mutation.open", throttles: [] } as const;
    await acts.publicAct(stage.context("Mutation.open"), open, async (inside) => {
      await nothing(inside);
      return {};
    });
    expect(stage.happened).toEqual(["wake"]);
  });

  it("does not run as another kind than the schema says, nor without the decision on its root field", async () => {
    const never = () => Promise.reject(new Error("never runs"));
    const open = stage.context("Mutation.open");
    await expect(acts.ownAct(open, { mutation: "Mutation.open" }, never)).rejects.toThrow(
      "Mutation.open is public in the schema, and signedIn in its act",
    );
    await expect(acts.publicAct(open, { mutation: "Mutation.open" }, never)).rejects.toThrow(
      "names no counter",
    );
    await expect(ruled({ mutation: "Mutation.own" }, never)).rejects.toThrow("is signedIn in the schema");
    const undecided = { ...stage.context(), decided: null };
    await expect(acts.act(undecided, RULED, never)).rejects.toThrow("without the decision on its root field");
  });
});
