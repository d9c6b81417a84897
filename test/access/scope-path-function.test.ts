import { scopePathFunction, type LabelledLookUp } from "../../subgraphs/shared/scope/scope-path-function";
import { callerWith } from "./callers";

type Environment = Parameters<ReturnType<typeof scopePathFunction>["answer"]>[1];

const viewer = callerWith({ profile: "LEGAL_REP", on: "o-1" });
const READER = { name: "reader" };
const environment = { database: { read: READER } } as unknown as Environment;

describe("the internal function scopePath", () => {
  const asked: unknown[] = [];
  beforeEach(() => asked.splice(0));

  /** Knows `known` ids of its kind; a person is shown those that end in "own" only. */
  const lookUp =
    (kind: "MOBILE_CONTRACT" | "MOBILE_LINE", known: readonly string[]): LabelledLookUp =>
    (reader, caller, ids) => {
      asked.push([kind, reader, caller, ids]);
      const shown = ids.filter((id) => known.includes(id) && (caller === null || id.endsWith("own")));
      return Promise.resolve(
        shown.toReversed().map((id) => ({ id, scopes: [{ kind, id }], label: `${kind} no. ${id}` })),
      );
    };
  const answering = scopePathFunction({
    MOBILE_CONTRACT: lookUp("MOBILE_CONTRACT", ["1", "2 own"]),
    MOBILE_LINE: lookUp("MOBILE_LINE", ["1", "3 own"]),
  });
  const scopePath: typeof answering.answer = (...question) => answering.answer(...question);
  const answerOf = (kind: "MOBILE_CONTRACT" | "MOBILE_LINE", id: string) => ({
    scopes: [{ kind, id }],
    label: `${kind} no. ${id}`,
  });
  const refs = [
    { kind: "MOBILE_LINE", id: "3 own" },
    { kind: "MOBILE_CONTRACT", id: "1" },
    { kind: "MOBILE_LINE", id: "1" },
    { kind: "MOBILE_LINE", id: "4" },
    { kind: "MOBILE_LINE", id: "3 own" },
    { kind: "MOBILE_CONTRACT", id: "3 own" },
  ];

  it("answers in the order of the question, each kind by its own ids, and nothing for what is not there", async () => {
    expect(await scopePath({ refs }, environment, null)).toEqual([
      answerOf("MOBILE_LINE", "3 own"),
      answerOf("MOBILE_CONTRACT", "1"),
      answerOf("MOBILE_LINE", "1"),
      null,
      answerOf("MOBILE_LINE", "3 own"),
      null,
    ]);
  });

  it("shows a person nothing beyond their scope, be it there or not", async () => {
    expect(await scopePath({ refs }, environment, viewer)).toEqual([
      answerOf("MOBILE_LINE", "3 own"),
      null,
      null,
      null,
      answerOf("MOBILE_LINE", "3 own"),
      null,
    ]);
  });

  it("looks each id up once, for the person who asks, and no kind that nobody asks about", async () => {
    await scopePath({ refs }, environment, viewer);
    expect(asked).toEqual([
      ["MOBILE_CONTRACT", READER, viewer, ["1", "3 own"]],
      ["MOBILE_LINE", READER, viewer, ["3 own", "1", "4"]],
    ]);
    asked.splice(0);
    await scopePath({ refs: [{ kind: "MOBILE_LINE", id: "1" }] }, environment, null);
    expect(asked).toEqual([["MOBILE_LINE", READER, null, ["1"]]]);
  });

  it.each([
    { refs: [{ kind: "FIXED_LINE", id: "1" }] },
    { refs: [{ kind: "MOBILE_LINE" }] },
    { refs: [{ id: "1" }] },
    {},
  ])("takes nothing that names no object of its kinds: %j", async (input) => {
    await expect(scopePath(input, environment, null)).rejects.toThrow(/refs|kind|id/);
    expect(asked).toEqual([]);
  });
});
