import fc from "fast-check";
import { ExactNumber, parseExact, stringifyExact } from "../../runtime/exact-json";

/** Numbers that a double rounds, and numbers that it holds. */
const ROUNDED = [
  "9007199254740993",
  "-9007199254740993",
  "123456789012345678901234567890",
  "12345678901234567.5",
  "0.12345678901234567890123",
  "1234567890.12345678901",
];
const HELD = [
  "9007199254740991",
  "-9007199254740991",
  "0.30000000000000004",
  "1000000000000000.5",
  "7",
  "1e21",
];

it.each(ROUNDED)("%s goes out as it came in, wherever it stands", (number) => {
  for (const text of [`{"a":${number}}`, `[${number}]`, `{"a":{"b":[1,{"c":${number}}]},"d":"${number}"}`]) {
    expect(stringifyExact(parseExact(text))).toBe(text);
  }
  expect(parseExact(`[${number}]`)).toEqual([new ExactNumber(number)]);
});

it.each(HELD)("%s stays a plain number", (number) => {
  expect(parseExact(`{"a": [${number}]}`)).toEqual({ a: [Number(number)] });
});

it("leaves strings alone, whatever they look like", () => {
  const value = { a: 'say ":12345678901234567" \\', b: ",12345678901234567890", "[9007199254740993": '\\"' };
  const text = `{"n":9007199254740993,"rest":${JSON.stringify(value)}}`;
  expect(parseExact(text)).toEqual({ n: new ExactNumber("9007199254740993"), rest: value });
});

it("reads every JSON text as JSON.parse does, but for numbers that are rounded", () => {
  fc.assert(
    fc.property(fc.json(), fc.bigInt({ min: 2n ** 53n }), (text, number) => {
      expect(JSON.parse(stringifyExact(parseExact(text)))).toEqual(JSON.parse(text));
      const around = JSON.stringify({ value: JSON.parse(text), number: 0 }).replace(/0}$/, `${number}}`);
      expect(stringifyExact(parseExact(around))).toBe(around);
    }),
  );
});

it.each(["[09007199254740993]", "[9007199254740993.]", "[9007199254740993", "[.9007199254740993]"])(
  "refuses %s, as JSON.parse does",
  (text) => {
    expect(() => parseExact(text)).toThrow(SyntaxError);
  },
);

it("sets no prototype by a key", () => {
  const parsed = parseExact('{"__proto__":{"x":9007199254740993},"a":9007199254740993}') as object;
  expect(Object.getPrototypeOf(parsed)).toBe(Object.prototype);
  expect("x" in parsed).toBe(false);
});

it("reads what is nested two hundred thousand levels deep", () => {
  const text = `${"[".repeat(200_000)}9007199254740993${"]".repeat(200_000)}`;
  let value = parseExact(text);
  for (let level = 0; level < 200_000; level++) [value] = value as unknown[];
  expect(value).toEqual(new ExactNumber("9007199254740993"));
});
