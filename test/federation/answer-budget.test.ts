import { worldWith } from "./kit/small-world";

describe("an answer that grows while it is made", () => {
  it.each([
    ["fields", { fields: 5 }, { limit: "answerFields", allowed: 5 }],
    ["bytes", { bytes: 60 }, { limit: "answerBytes", allowed: 60 }],
  ])("ends with one error and no data past its %s", async (_unit, answer, extensions) => {
    const world = worldWith({ answer });
    const small = await world.ask("{ user { id name } }");
    expect(small).toEqual({ data: { user: { id: expect.any(String), name: "Ada" } } });
    const large = await world.ask(
      "{ a: user { id name friendlyName: name again: name } b: user { id name } c: user { id name } }",
    );
    expect(large.data).toBeUndefined();
    expect(large.errors?.map((error) => error.extensions)).toEqual([
      { code: "BAD_USER_INPUT", ...extensions },
    ]);
  });
});
