import fc from "fast-check";
import { cursorWriter, decodeCursor } from "../../../subgraphs/shared/connection/cursor";
import { order } from "./archive";

const LETTER = { id: "l1", box: "b", sender: "Ada", answeredAt: 5 };
const LIST = { name: "Box.letters", parent: "b", filter: { open: true, from: ["x"] } };
const BY_SENDER = order("sender", "ASC", "ASC");
const REFUSED = expect.objectContaining({
  extensions: { code: "BAD_USER_INPUT", field: ["after"] },
}) as Error;

const cursor = cursorWriter(LIST, BY_SENDER)(LETTER);

describe("a cursor", () => {
  it("brings back the sort values and carries nothing else of the row", () => {
    expect(decodeCursor(LIST, BY_SENDER, cursor)).toEqual(["Ada", "l1"]);
    const [version, values, digest] = JSON.parse(Buffer.from(cursor, "base64url").toString()) as unknown[];
    expect([version, values, digest]).toEqual([1, ["Ada", "l1"], expect.stringMatching(/^[\w-]{12}$/)]);
  });

  it("is the same however the filter's keys are ordered, and whether absent ones are null", () => {
    const same = { ...LIST, filter: { from: ["x"], until: null, open: true } };
    expect(decodeCursor(same, BY_SENDER, cursor)).toEqual(["Ada", "l1"]);
  });

  it.each([
    ["another field", { ...LIST, name: "Box.drafts" }, BY_SENDER],
    ["another parent", { ...LIST, parent: "c" }, BY_SENDER],
    ["another filter", { ...LIST, filter: { open: false, from: ["x"] } }, BY_SENDER],
    ["no filter", { name: LIST.name, parent: "b" }, BY_SENDER],
    ["another direction", LIST, order("sender", "DESC", "ASC")],
    ["another column", LIST, order("answeredAt", "ASC", "ASC")],
  ])("is refused by a list of %s", (_what, list, sort) => {
    expect(() => decodeCursor(list, sort, cursor)).toThrow(REFUSED);
  });

  it("is refused after any change of one character", () => {
    const change = fc.record({
      at: fc.nat(cursor.length - 1),
      to: fc.constantFrom(
        ...Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=+/. "),
      ),
    });
    const law = fc.property(change, ({ at, to }) => {
      fc.pre(cursor[at] !== to);
      const changed = cursor.slice(0, at) + to + cursor.slice(at + 1);
      expect(() => decodeCursor(LIST, BY_SENDER, changed)).toThrow(REFUSED);
    });
    fc.assert(law, { numRuns: 500 });
  });

  it("is refused when it is garbage of any kind", () => {
    const json = fc.json().map((text) => Buffer.from(text).toString("base64url"));
    const law = fc.property(fc.oneof(fc.string(), json, fc.constant("A".repeat(5_000))), (garbage) => {
      expect(() => decodeCursor(LIST, BY_SENDER, garbage)).toThrow(REFUSED);
    });
    fc.assert(law, { numRuns: 500 });
  });

  it("cannot be made from a row that lacks a sort value", () => {
    const { sender: _sender, ...rest } = LETTER;
    expect(() => cursorWriter(LIST, BY_SENDER)(rest as typeof LETTER)).toThrow(TypeError);
  });
});
