import { buildSubgraphSchema } from "@apollo/subgraph";
import * as fc from "fast-check";
import {
  buildSchema,
  execute,
  GraphQLError,
  parse,
  validate,
  type ExecutionResult,
  type GraphQLSchema,
} from "graphql";
import { compileOperation } from "../../../subgraphs/shared/compiled";
import { readPublished } from "../../../subgraphs/shared/serving/published-files";
import { makeMoody } from "./moody-schema";
import { randomDocument } from "./random-document";

/** With fc's seed and path of a failure one case runs again; RUNS asks for a longer search. */
const RUNS = Number(process.env["RUNS"] ?? 100);

const SHAPES = `
  type Query { thing(n: Int = 3, where: Where): Thing things(ids: [ID!]): [Thing!]! named: [Named] any: [Any!] hard: Hard! soft: Hard }
  interface Named { name: String! next: Named }
  type Thing implements Named { name: String! next: Named size: Size list: [[Int!]]! hard: Hard! count(of: Where, by: [Size!] = [SMALL]): Int }
  type Hard implements Named { name: String! next: Named hard: Hard! soft: Hard hards: [Hard!]! softs: [Hard] flag: Boolean! }
  union Any = Thing | Hard
  enum Size { SMALL LARGE }
  input Where { size: Size = LARGE text: String and: [Where!] limit: Int! = 7 }`;

const schemas: Readonly<Record<string, GraphQLSchema>> = {
  shapes: buildSchema(SHAPES),
  ...Object.fromEntries(
    ["identity", "mobile-inventory", "fixed-inventory"].map((name) => [
      name,
      buildSubgraphSchema([{ typeDefs: parse(readPublished(name).subgraphSdl) }]),
    ]),
  ),
};

describe.each(Object.entries(schemas))("a compiled operation of %s", (_name, schema) => {
  const moods = makeMoody(schema);

  it.each([false, true])(
    "answers as graphql-js does, faults: %s",
    async (hasFaults) => {
      await fc.assert(
        fc.asyncProperty(fc.nat(1_000_000), fc.gen(), async (seed, g) => {
          const { query, variables } = randomDocument(schema, g);
          const document = parse(query);
          fc.pre(validate(schema, document).length === 0);
          const run = async (executed: () => unknown) => {
            Object.assign(moods, { seed, hasFaults });
            moods.calls.length = 0;
            const result = (await executed()) as ExecutionResult;
            return { ...told(result), calls: hasFaults ? [] : [...moods.calls].sort() };
          };
          const compiled = compileOperation(schema, document, undefined);
          const once = await run(() => compiled(variables, "context"));
          const again = await run(() => compiled(variables, "context"));
          const reference = await run(() =>
            execute({ schema, document, variableValues: variables, contextValue: "context" }),
          );
          expect({ query, variables, ...once }).toEqual({ query, variables, ...reference });
          expect(again).toEqual(once);
        }),
        { numRuns: RUNS, endOnFailure: true },
      );
    },
    300_000,
  );
});

/**
 * A result in the words that both must use. Of several errors whose null goes to one place either may be told (spec
 * section 6.4.4), and errors below a null say nothing: what stays is which places were nulled, and by what when it is
 * an error of that very place.
 */
function told({ data, errors = [] }: ExecutionResult) {
  const plain = data === undefined ? undefined : (JSON.parse(JSON.stringify(data)) as unknown);
  const nulls = errors.map((error) => {
    const path = error.path ?? [];
    const place = nulledAt(plain, path);
    return place.length === path.length ? `${path.join(".")}: ${wording(error)}` : place.join(".");
  });
  return { data: plain, nulls: [...new Set(nulls)].sort(), keys: JSON.stringify(plain) };
}

/** The nearest null above or at the path. */
function nulledAt(data: unknown, path: readonly (string | number)[]): readonly (string | number)[] {
  let value = data;
  for (const [depth, key] of path.entries()) {
    if (value === null || value === undefined) return path.slice(0, depth);
    value = (value as Record<string | number, unknown>)[key];
  }
  return path;
}

/** The compiled ones tell a value of a wrong type in fewer words, which never leave the process. */
function wording({ message }: GraphQLError): string {
  return message.replace(
    /^(Expected value of type|Abstract type|Runtime Object type|".*" of field).*/,
    "wrong type",
  );
}
