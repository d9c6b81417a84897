import { parse } from "graphql";
import { createEngine, httpTransport } from "../../gateway/engine";
import { parseExact, stringifyExact } from "../../runtime/exact-json";
import { startAnswering } from "./kit/answering";
import { compose } from "./kit/world";

const BIG = "9007199254740993";
const HUGE = "123456789012345678901234567890";
const FRACTION = "12345678901234567.25";

const A = `scalar Long scalar Any
  type Query { item: Item items: [Item!] any(of: Any, long: Long, longs: [Long!], in: In, f: Float, id: ID): Any }
  input In { long: Long any: Any below: In list: [In!] f: Float id: ID }
  type Item @key(fields: "id") @key(fields: "number") { id: ID! number: Long size: Long any: Any ratio: Float whole: ID }`;
const B = `scalar Long
  type Item @key(fields: "number") { number: Long weight: Long size: Long @external double: Long @requires(fields: "size") }`;

/** Sends an operation through an engine before subgraphs that answer these texts; tells the answer's and all that they got. */
async function ask(query: string, answers: Readonly<Record<string, string>>, variables = "{}") {
  const got: string[] = [];
  const subgraph = (name: string) =>
    startAnswering((body) => {
      got.push(body);
      return { body: answers[name] ?? '{"data":null}' };
    });
  const subgraphs = { a: await subgraph("a"), b: await subgraph("b") };
  const engine = createEngine<object>({
    supergraphSdl: compose({ a: A, b: B }),
    transport: ({ name }) => httpTransport({ url: subgraphs[name as "a"].url }),
  });
  try {
    const result = await engine.execute({
      document: parse(query),
      variables: parseExact(variables) as Record<string, unknown>,
      context: {},
    });
    return { text: stringifyExact(result), got };
  } finally {
    await engine.close();
    await Promise.all([subgraphs.a.close(), subgraphs.b.close()]);
  }
}

describe("numbers that a double would round", () => {
  it.each([BIG, `-${BIG}`, HUGE, FRACTION])(
    "%s comes out of a custom scalar as it went in",
    async (number) => {
      const data = `{"item":{"size":${number},"any":{"deep":[1,{"n":${number}}],"text":"${number}"}}}`;
      const { text } = await ask("{ item { size any } }", { a: `{"data":${data}}` });
      expect(text).toBe(`{"data":${data}}`);
    },
  );

  it("are the digits of an ID, and the nearest double of a Float", async () => {
    const { text } = await ask("{ item { whole ratio } }", {
      a: `{"data":{"item":{"whole":${BIG},"ratio":${HUGE}}}}`,
    });
    expect(text).toBe(`{"data":{"item":{"whole":"${BIG}","ratio":1.2345678901234568e+29}}}`);
  });

  it("stay what they are in keys and required fields of the next fetch", async () => {
    const { text, got } = await ask("{ items { number weight double } }", {
      a: `{"data":{"items":[{"__typename":"Item","id":"1","number":${BIG},"size":${HUGE}},{"__typename":"Item","id":"2","number":9007199254740992,"size":1}]}}`,
      b: `{"data":{"_entities":[{"weight":1,"double":${HUGE}},{"weight":2,"double":2}]}}`,
    });
    expect(text).toBe(
      `{"data":{"items":[{"number":${BIG},"weight":1,"double":${HUGE}},{"number":9007199254740992,"weight":2,"double":2}]}}`,
    );
    expect(got.at(-1)).toContain(`"number":${BIG}`);
    expect(got.at(-1)).toContain(`"size":${HUGE}`);
  });

  it.each([
    ["$v: Long", "long: $v", BIG],
    ["$v: [Long!]", "longs: $v", `[1,${BIG},${HUGE}]`],
    ["$v: [Long!]", "longs: $v", BIG],
    ["$v: Any", "of: $v", `{"a":[{"b":${BIG},"c":"${BIG}"}]}`],
    ["$v: In", "in: $v", `{"long":${BIG},"any":[${HUGE}],"below":{"list":[{"long":${BIG}}]}}`],
  ])("reach the subgraph as they were sent: %s", async (declared, given, value) => {
    const query = `query (${declared}) { any(${given}) }`;
    const { text, got } = await ask(query, { a: '{"data":{"any":1}}' }, `{"v":${value}}`);
    expect(text).toBe('{"data":{"any":1}}');
    expect(got[0]).toContain(
      `"variables":{"v":${value.startsWith("[") || !declared.includes("[") ? value : `[${value}]`}}`,
    );
  });

  it("are a double or digits where a variable is a Float or an ID, and refused for an Int", async () => {
    const query = "query ($f: Float, $id: ID, $in: In) { any(f: $f, id: $id, in: $in) }";
    const { got } = await ask(
      query,
      { a: '{"data":{"any":1}}' },
      `{"f":${HUGE},"id":${BIG},"in":{"f":${BIG},"id":${HUGE}}}`,
    );
    expect(got[0]).toContain(
      `"variables":{"f":1.2345678901234568e+29,"id":"${BIG}","in":{"f":9007199254740992,"id":"${HUGE}"}}`,
    );
  });

  it.each([BIG, HUGE, `-${HUGE}`, FRACTION])(
    "%s is what it is in the text of an operation",
    async (number) => {
      const { text, got } = await ask(`{ any(long: ${number}, of: { a: [${number}] }) }`, {
        a: '{"data":{"any":1}}',
      });
      expect(text).toBe('{"data":{"any":1}}');
      expect(got[0]?.split(number)).toHaveLength(3);
    },
  );

  it("are no other name's: a client may call a variable or a key as the planner's stand-ins are called", async () => {
    const query = `query ($__exact_12p5: Any, $__exact__7: Long) {
      __exact_3: any(long: ${HUGE}, of: $__exact_12p5) b: any(long: $__exact__7) }`;
    const { text, got } = await ask(
      query,
      // A key of two underscores gets another name on its way.
      { a: '{"data":{"k0":1,"b":2}}' },
      '{"__exact_12p5":"of","__exact__7":8}',
    );
    expect(text).toBe('{"data":{"__exact_3":1,"b":2}}');
    const sent = JSON.parse(got[0] ?? "") as { query: string; variables: object };
    expect(Object.values(sent.variables)).toEqual(["of", 8]);
    for (const name of Object.keys(sent.variables)) expect(sent.query.split(`$${name}`)).toHaveLength(3);
    expect(sent.query).toContain(HUGE);
  });
});
