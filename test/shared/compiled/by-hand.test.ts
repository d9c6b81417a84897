import { buildSchema, execute, GraphQLScalarType, parse, type GraphQLFieldResolver } from "graphql";
import { compileOperation, guarded } from "../../../subgraphs/shared/compiled";

type Resolvers = Readonly<Record<string, GraphQLFieldResolver<unknown, unknown>>>;

/** Answers of graphql-js and of the compiled operation, in that order. */
async function both(
  sdl: string,
  resolvers: Resolvers,
  query: string,
  variables: Record<string, unknown> = {},
) {
  const schema = buildSchema(sdl);
  for (const [coordinate, resolve] of Object.entries(resolvers)) {
    const [type = "", field = ""] = coordinate.split(".");
    const found = schema.getType(type);
    if (!found || !("getFields" in found)) throw new Error(`no ${coordinate}`);
    Object.assign(found.getFields()[field]!, { resolve });
  }
  const document = parse(query, { noLocation: true });
  const answers = [
    await execute({ schema, document, variableValues: variables }),
    await compileOperation(schema, document, undefined)(variables, undefined),
  ];
  return answers.map((answer) => JSON.parse(JSON.stringify(answer)) as unknown);
}

describe("a compiled operation", () => {
  it("runs the fields of a mutation one after the other", async () => {
    const order: string[] = [];
    const slow: GraphQLFieldResolver<unknown, unknown> = async (_source, { name }) => {
      order.push(`begins ${name as string}`);
      await new Promise(setImmediate);
      order.push(`ends ${name as string}`);
      return name as string;
    };
    const sdl = "type Query { a: Int } type Mutation { run(name: String!): String }";
    const query = 'mutation { one: run(name: "1") two: run(name: "2") }';
    const [reference, compiled] = await both(sdl, { "Mutation.run": slow }, query);
    expect(compiled).toEqual(reference);
    expect(order).toEqual([...order.slice(0, 4), "begins 1", "ends 1", "begins 2", "ends 2"]);
  });

  it("asks a field's guard before it looks at the field, property or resolver, and nulls what is refused", async () => {
    const noted: unknown[] = [];
    let resolved = 0;
    const guard = {
      refusal: ({ id }: { id: number }) => (id === 2 ? "not this one" : undefined),
      note: (refusal: string, _context: unknown, path: { key: string | number }) =>
        void noted.push([refusal, path.key]),
    };
    const item = (id: number) => ({
      id,
      get text() {
        resolved++;
        return `text ${id}`;
      },
    });
    const answers = await both(
      "type Query { items: [Item] } type Item { id: Int text: String own: String! }",
      {
        "Query.items": () => [item(1), item(2)],
        "Item.text": guarded(guard, undefined) as GraphQLFieldResolver<unknown, unknown>,
        "Item.own": guarded(guard, ({ id }) => `own ${id}`) as GraphQLFieldResolver<unknown, unknown>,
      },
      "{ items { id words: text own } }",
    );
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[1]).toMatchObject({ data: { items: [{ id: 1, words: "text 1", own: "own 1" }, null] } });
    const refusals = [
      ["not this one", "words"],
      ["not this one", "own"],
    ];
    expect([noted, resolved]).toEqual([[...refusals, ...refusals], 2]);
  });

  it("keeps literals of the client apart from code, whatever they look like", async () => {
    // graphql-jit 0.8.9 evaluates what follows such a mark (docs/decisions/0045).
    const text = "__MAGIC_DATE__33a9e76d_02e0_4128_8e92_3530ad3da74d (globalThis.wasRun = true)";
    const echo = { "Query.echo": (_source: unknown, { text: given }: { text?: string }) => given };
    const [reference, compiled] = await both(
      "type Query { echo(text: String): String }",
      echo,
      `{ echo(text: ${JSON.stringify(text)}) }`,
    );
    expect(compiled).toEqual({ data: { echo: text } });
    expect(compiled).toEqual(reference);
    expect(globalThis).not.toHaveProperty("wasRun");
  });

  it("leaves a variable that is not given out of an input object, so that its default holds", async () => {
    const echo = { "Query.echo": (_source: unknown, args: unknown) => JSON.stringify(args) };
    const sdl = 'type Query { echo(in: In = { a: "z" }): String } input In { a: String b: String = "x" }';
    const query = "query ($a: String, $b: String) { echo(in: { a: $a, b: $b }) }";
    expect(await both(sdl, echo, query)).toEqual([
      { data: { echo: '{"in":{"b":"x"}}' } },
      { data: { echo: '{"in":{"b":"x"}}' } },
    ]);
  });

  it("gives each call arguments of its own", async () => {
    const seen: unknown[] = [];
    const greedy: GraphQLFieldResolver<unknown, unknown> = (_source, args: { n?: number }) => {
      seen.push(args.n);
      delete args.n;
      return 1;
    };
    const sdl = "type Query { rows: [Row] } type Row { f(n: Int): Int }";
    await both(sdl, { "Query.rows": () => [{}, {}], "Row.f": greedy }, "{ rows { f(n: 5) } }");
    expect(seen).toEqual([5, 5, 5, 5]);
  });

  it("survives a list whose later item fails at once and whose earlier one fails afterwards", async () => {
    // graphql-js 16 leaves the earlier promise unhandled, which ends the process, so it is not asked here.
    const schema = buildSchema("type Query { list: [Int!] }");
    const list = () => [Promise.reject(new Error("late")), new Error("at once")];
    Object.assign(schema.getQueryType()!.getFields()["list"]!, { resolve: list });
    const answer = await compileOperation(schema, parse("{ list }"), undefined)({}, undefined);
    expect(answer.data).toEqual({ list: null });
    expect(answer.errors?.map(({ path }) => path)).toEqual([["list", 1]]);
  });

  it("answers a custom scalar's refusals, in and out, as fields and variables are refused", async () => {
    const schema = buildSchema("scalar Even type Query { even(n: Even): Even }");
    const even = (value: unknown) => {
      if (typeof value === "number" && value % 2 === 0) return value;
      throw new Error(`${String(value)} is odd`);
    };
    const type = schema.getType("Even") as GraphQLScalarType;
    Object.assign(type, { serialize: even, parseValue: even });
    Object.assign(schema.getQueryType()!.getFields()["even"]!, {
      resolve: (_source: unknown, { n }: { n: number }) => n + 1,
    });
    const document = parse("query ($n: Even) { even(n: $n) }");
    for (const n of [2, 3]) {
      const compiled = await compileOperation(schema, document, undefined)({ n }, undefined);
      const reference = await execute({ schema, document, variableValues: { n } });
      expect(compiled).toEqual(reference);
      expect(compiled.errors).toHaveLength(1);
    }
  });
});
