import { anonymousCaller } from "../../schema/access/caller";
import { AT, callerWith } from "./callers";
import { ask as askLibrary } from "./library-subgraph";
import { ask, done, sharing, vaultSubgraph, withRootRule } from "./vault-subgraph";

const master = callerWith({ profile: "MOBILE_MASTER", on: "v-1" });
const NOT_FOUND = {
  message: "There is no such object, or it is out of your scope",
  extensions: { code: "NOT_FOUND" },
};
const forbidden = (field: string, held: readonly string[], key = field.split(".")[1]) => ({
  message: "FORBIDDEN",
  path: [key],
  extensions: { code: "FORBIDDEN", coordinate: field, held, paths: [[key]] },
});

beforeEach(() => done.splice(0));

describe("a rule on a root field", () => {
  it("is decided on the object that the argument names, found among the viewer's rows before anything else runs", async () => {
    expect(await ask(master, `{ vault(id: "v-1") { id } }`)).toEqual({ data: { vault: { id: "read v-1" } } });
    expect(done).toEqual(["look up v-1 for user-1", "read v-1"]);
  });

  it("is refused without any of the field's effects", async () => {
    expect(await ask(master, `mutation { empty(input: { vaultId: "v-2" }) { id } }`)).toEqual({
      data: { empty: null },
      errors: [forbidden("Mutation.empty", [])],
    });
    expect(done).toEqual(["look up v-2 for user-1"]);
  });

  it("answers an object out of scope as one that does not exist: a query null, a mutation NOT_FOUND", async () => {
    expect(await ask(master, `{ vault(id: "hidden-1") { id } }`)).toEqual({ data: { vault: null } });
    expect(await ask(master, `mutation { empty(input: { vaultId: "hidden-1" }) { id } }`)).toEqual({
      data: { empty: null },
      errors: [{ ...NOT_FOUND, path: ["empty"] }],
    });
    expect(done).toEqual(["look up hidden-1 for user-1", "look up hidden-1 for user-1"]);
  });

  it("looks up nothing for somebody who is not signed in", async () => {
    const { data, errors } = await ask(
      anonymousCaller(AT),
      `mutation { empty(input: { vaultId: "v-1" }) { id } }`,
    );
    expect(data).toEqual({ empty: null });
    expect(errors?.map(({ extensions }) => extensions?.["code"])).toEqual(["UNAUTHENTICATED"]);
    expect(done).toEqual([]);
  });

  it("must pass on each of several objects, and one that is not there hides that others are refused", async () => {
    const all = (...ids: string[]) => `mutation { emptyAll(ids: ${JSON.stringify(ids)}) { id } }`;
    expect((await ask(master, all("v-1", "v-1"))).data).toEqual({ emptyAll: { id: "empty v-1 v-1" } });
    expect(await ask(master, all("v-1", "v-2"))).toEqual({
      data: { emptyAll: null },
      errors: [forbidden("Mutation.emptyAll", [])],
    });
    expect((await ask(master, all("v-2", "hidden-1"))).errors).toEqual([
      { ...NOT_FOUND, path: ["emptyAll"] },
    ]);
    expect(done.filter((what) => what.startsWith("empty"))).toEqual(["empty v-1 v-1"]);
  });

  it("is decided on nothing at all by nobody: no object named is an input error", async () => {
    expect(await ask(master, `mutation { emptyAll(ids: []) { id } }`)).toEqual({
      data: { emptyAll: null },
      errors: [
        {
          message: "ids: name at least one",
          path: ["emptyAll"],
          extensions: { code: "BAD_USER_INPUT", field: ["ids"] },
        },
      ],
    });
    const { errors } = await ask(master, `mutation { move(input: { vaultId: "v-1" }) { id } }`);
    expect(errors?.map(({ message }) => message)).toEqual(["input.refs: name at least one"]);
    expect(done).toEqual([]);
  });

  it("asks the value for its type where the rule does not say it, by `type` or by `kind`", async () => {
    const move = (type: string, id: string) =>
      ask(
        master,
        `mutation { move(input: { vaultId: "x", refs: [{ type: "${type}", id: "${id}" }] }) { id } }`,
      );
    expect((await move("Vault", "v-1")).data).toEqual({ move: { id: "move x" } });
    expect((await move("Organization", "o-1")).errors).toEqual([forbidden("Mutation.move", [])]);
    expect((await move("constructor", "v-1")).errors).toEqual([
      {
        message:
          "input.refs.type: is none of BillingAccount, Holding, MobileContract, MobileLine, Organization, Vault",
        path: ["move"],
        extensions: { code: "BAD_USER_INPUT", field: ["input", "refs", "type"] },
      },
    ]);
    const give = (kind: string, id: string) =>
      ask(master, `mutation { give(scope: { kind: ${kind}, id: "${id}" }) { id } }`);
    expect((await give("MOBILE_CONTRACT", "v-1")).data).toEqual({ give: { id: "give MOBILE_CONTRACT" } });
    expect((await give("ORGANIZATION", "v-1")).errors).toEqual([forbidden("Mutation.give", [])]);
  });

  it("passes only with every other rule of the field, each on its own object", async () => {
    const both = callerWith({ profile: "MOBILE_MASTER", on: "v-1" }, { profile: "FIXED_OWNER", on: "o-9" });
    const carry = (to: string) => `mutation { carry(from: "v-1", to: "${to}") { id } }`;
    expect((await ask(both, carry("o-9"))).data).toEqual({ carry: { id: "carry v-1 to o-9" } });
    expect((await ask(both, carry("o-8"))).errors).toEqual([forbidden("Mutation.carry", [])]);
    expect((await ask(master, carry("o-9"))).errors).toEqual([forbidden("Mutation.carry", [])]);
    const owner = callerWith({ profile: "FIXED_OWNER", on: "o-9" });
    expect((await ask(owner, carry("o-9"))).errors).toEqual([forbidden("Mutation.carry", [])]);
    expect(done.filter((what) => what.startsWith("carry"))).toHaveLength(1);
  });
});

describe("a field that two subgraphs share, each under a rule of its own", () => {
  it("is met, through either of them, by those only who pass the rules of both", async () => {
    const one = sharing("one", "MOBILE_MASTER");
    const two = sharing("two", "FIXED_OWNER");
    const both = callerWith({ profile: "MOBILE_MASTER", on: "v-1" }, { profile: "FIXED_OWNER", on: "o-1" });
    const owner = callerWith({ profile: "FIXED_OWNER", on: "o-1" });
    const query = `{ shared(id: "v-1") }`;
    expect((await askLibrary(both, query, one, [two])).data).toEqual({ shared: "one shared v-1" });
    expect((await askLibrary(both, query, two, [one])).data).toEqual({ shared: "two shared v-1" });
    done.splice(0);
    expect((await askLibrary(master, query, one, [two])).errors).toEqual([
      forbidden("Query.shared", ["MOBILE_MASTER"]),
    ]);
    expect((await askLibrary(owner, query, two, [one])).errors).toEqual([
      forbidden("Query.shared", ["FIXED_OWNER"]),
    ]);
    expect(done).toEqual(["look up v-1 for user-1", "look up v-1 for user-1"]);
  });
});

describe("a subgraph whose root rules cannot be decided", () => {
  const start = (...options: Parameters<typeof withRootRule>) =>
    ask(master, "{ wrong(id: 1) }", withRootRule(...options));

  it.each<[string, Parameters<typeof withRootRule>[0], string]>([
    ["names no object", {}, "Query.wrong: a rule on a root field names its object with `of`"],
    ["names no argument", { of: "input.nothing", ofType: "Vault" }, "names no argument of the field"],
    ["names an id of no type", { of: "id" }, "needs ofType: the value does not say its own type"],
    [
      "names an object as an id",
      { of: "input", ofType: "Vault" },
      "names an input object where ofType asks for an id",
    ],
    ["has no look-up", { of: "id", ofType: "Safe" }, "no look-up for Safe, which its rule is about"],
  ])("refuses to start when a rule %s", async (_case, options, message) => {
    await expect(async () => start(options)).rejects.toThrow(message);
  });

  it("refuses to start when one kind of scope that a rule may be about cannot be looked up", async () => {
    const { Holding: _left, ...lookups } = vaultSubgraph.lookups ?? {};
    await expect(async () => ask(master, "{ sign }", { lookups })).rejects.toThrow("no look-up for Holding");
    await expect(async () => ask(master, "{ sign }", { lookups: {} })).rejects.toThrow(
      "no look-up for Vault",
    );
  });
});
