import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compose } from "../federation/kit/world";
import { load } from "../kit/load";
import { Persona } from "../kit/persona";
import { endAll, freePorts, listening, start, until } from "../kit/processes";

jest.setTimeout(180_000);
afterAll(endAll);

const A = `type Query { node: Node echo(words: [String!], anything: Anything): String }
  type Node @key(fields: "id") { id: ID! next: Node }
  scalar Anything`;
const B = `type Node @key(fields: "id") { id: ID! other: Node all: [Node!] }`;

const many = (count: number, part: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => part(index)).join(" ");
const nested = (count: number, open: string, close: string): string =>
  open.repeat(count) + close.repeat(count);
const TYPES =
  "{ types { fields { type { fields { type { fields { type { fields { type { fields { name } } } } } } } } } } }";

type Bomb = readonly [title: string, codes: readonly string[], body: string];
const bomb = (title: string, codes: readonly string[], query: string, variables?: object): Bomb => [
  title,
  codes,
  JSON.stringify({ query, variables }),
];

/** Each is refused, and with one of these codes. */
const BOMBS: readonly Bomb[] = [
  bomb(
    "fragments that spread each other",
    ["GRAPHQL_VALIDATION_FAILED"],
    "{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }",
  ),
  bomb(
    "fragments that double thirty times",
    ["BAD_USER_INPUT"],
    `{ node { ...f0 } } ${many(30, (n) => `fragment f${n} on Node { ...f${n + 1} ...f${n + 1} }`)} fragment f30 on Node { id }`,
  ),
  bomb("three thousand aliases", ["BAD_USER_INPUT"], `{ ${many(3_000, (n) => `a${n}: __typename`)} }`),
  bomb(
    "a thousand fields of one name to compare with each other",
    ["BAD_USER_INPUT", "GRAPHQL_VALIDATION_FAILED"],
    `{ ${many(1_000, () => "node { next { id } }")} }`,
  ),
  bomb(
    "three thousand levels of fields",
    ["BAD_USER_INPUT", "GRAPHQL_PARSE_FAILED"],
    `{ node ${nested(3_000, "{ next ", "} ").replace("{ next } ", "{ id } ")} }`,
  ),
  bomb(
    "four thousand levels of a value",
    ["GRAPHQL_VALIDATION_FAILED", "GRAPHQL_PARSE_FAILED", "BAD_USER_INPUT"],
    `{ echo(words: ${nested(4_000, "[", "]")}) }`,
  ),
  bomb(
    "a thousand directives on a field",
    ["GRAPHQL_VALIDATION_FAILED"],
    `{ node ${many(1_000, () => "@skip(if: true)")} { id } }`,
  ),
  bomb(
    "a directive on each of a thousand fields",
    ["BAD_USER_INPUT", "GRAPHQL_VALIDATION_FAILED"],
    `{ node { ${many(1_000, () => "id @skip(if: false)")} } }`,
  ),
  bomb(
    "two thousand variables",
    ["GRAPHQL_VALIDATION_FAILED"],
    `query (${many(2_000, (n) => `$v${n}: Int`)}) { node { id } }`,
  ),
  bomb(
    "a variable of a hundred thousand wrong words",
    ["BAD_USER_INPUT"],
    "query ($w: [String!]) { echo(words: $w) }",
    {
      w: Array.from({ length: 100_000 }, (_, index) => index),
    },
  ),
  [
    "a variable of two hundred thousand levels",
    ["BAD_USER_INPUT"],
    `{"query":"query ($w: [String!]) { echo(words: $w) }","variables":{"w":${nested(200_000, "[", "]")}}}`,
  ],
  bomb("types of fields of types", ["GRAPHQL_VALIDATION_FAILED"], `{ __schema ${TYPES} }`),
  bomb(
    "more words than a document may have",
    ["GRAPHQL_PARSE_FAILED"],
    `{ node { ${"id ".repeat(30_000)} } }`,
  ),
  bomb("a longer text than a document may have", ["BAD_USER_INPUT"], `{ node { ${"id ".repeat(100_000)} } }`),
  bomb(
    "lists of lists of lists",
    ["BAD_USER_INPUT"],
    `{ node ${nested(7, "{ all ", "} ").replace("{ all } ", "{ all { id } } ")} }`,
  ),
];

/** Nothing is wrong with these; planning and answering them is only as much work as the limits allow. */
const LARGE: readonly string[] = Array.from({ length: 6 }, (_, seed) => {
  const path = many(17, (level) => `{ ${(level + seed) % 2 === 0 ? "next" : "other"}`).concat(
    " { id }",
    " }".repeat(17),
  );
  return JSON.stringify({ query: `{ ${many(10, (n) => `a${seed}x${n}: node ${path}`)} }` });
});

/** A real gateway process before subgraphs that are not there: what is planned fails at its first fetch. */
describe("documents that are made to be too much", () => {
  let directory: string;
  let url: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), "area-clienti-"));
    const file = join(directory, "supergraph.graphql");
    const [port, nobody] = await freePorts(2);
    url = `http://127.0.0.1:${port}`;
    const supergraph = compose({ a: A, b: B });
    await writeFile(file, supergraph.replaceAll(/http:\/\/[ab]\.invalid/g, `http://127.0.0.1:${nobody}`));
    const variables = { PORT: String(port), SUPERGRAPH: file, OPEN_SUPERGRAPH: "true", LOG_LEVEL: "fatal" };
    await listening(await start("gateway/main.js", [], variables), url);
  });
  afterAll(async () => {
    await endAll();
    await rm(directory, { recursive: true });
  });

  async function send(body: string): Promise<readonly string[]> {
    const headers = { "content-type": "application/json" };
    const response = await fetch(`${url}/graphql`, { method: "POST", headers, body });
    const { errors = [] } = (await response.json()) as { errors?: { extensions: { code: string } }[] };
    return [...new Set(errors.map(({ extensions }) => extensions.code))];
  }

  it.each(BOMBS)("%s are refused", async (_title, codes, body) => {
    const found = await send(body);
    expect(found).toHaveLength(1);
    expect(codes).toContain(found[0]);
  });

  it("keep nobody else from being answered: others are, all along, while they come from all sides", async () => {
    const others = load(4, () => new Persona(url).ask("{ __typename }"));
    await until("others are answered", () => others.samples.length > 20);
    const before = others.samples.length;
    const answered: (readonly string[])[] = [];
    for (let round = 0; round < 5; round++) {
      const bodies = [...BOMBS.map(([, , body]) => body), ...LARGE];
      answered.push(...(await Promise.all(bodies.map(send))));
    }
    const meanwhile = others.samples.length - before;
    await others.stop();
    expect(answered).toHaveLength(5 * (BOMBS.length + LARGE.length));
    expect(answered.filter((codes) => codes.length === 0 || codes.includes("INTERNAL"))).toEqual([]);
    expect(meanwhile).toBeGreaterThan(20);
    const wrong = others.samples.filter(({ answer }) => answer?.data?.__typename !== "Query");
    expect(wrong).toEqual([]);
  });
});
