export type Operation = Readonly<Record<string, unknown>>;
/** What is sent, and the HTTP status, the code and a part of the message that answer it. */
export type Case<Sent> = readonly [title: string, sent: Sent, status: number, code: string, words: string];

const VARIABLE_TYPES: Readonly<Record<string, string>> = { c: "String", n: "Int", f: "MobileLineFilter" };

/** Asks a list of Aurora's, with the variables that it uses. */
export function onLines(list: string, variables: Readonly<Record<string, unknown>> = {}): Operation {
  const declared = Object.keys(variables).map((name) => `$${name}: ${VARIABLE_TYPES[name]}`);
  const head = declared.length === 0 ? "" : `query (${declared.join(", ")}) `;
  return { query: `${head}{ organization(id: "org-aurora") { legalName ${list} } }`, variables };
}

export const CURSOR = "is not a cursor of this list";
const PAGE_SIZE = "first: must be an integer between 0 and 1000";

/** The document is well formed and valid: what is wrong is found where it is used, and the rest of the answer lives. */
export const VALUES: readonly Case<Operation>[] = [
  ["a negative first", onLines("mobileLines(first: -1) { totalCount }"), 200, "BAD_USER_INPUT", PAGE_SIZE],
  [
    "a first over 1,000",
    onLines("mobileLines(first: 1001) { totalCount }"),
    200,
    "BAD_USER_INPUT",
    PAGE_SIZE,
  ],
  [
    "a first over 1,000 in a variable",
    onLines("mobileLines(first: $n) { totalCount }", { n: 1_001 }),
    200,
    "BAD_USER_INPUT",
    PAGE_SIZE,
  ],
  [
    "a cursor that is none",
    onLines(`mobileLines(after: "' OR 1=1 --") { totalCount }`),
    200,
    "BAD_USER_INPUT",
    CURSOR,
  ],
  [
    "a search of one character",
    onLines('mobileLines(filter: { search: "3" }) { totalCount }'),
    200,
    "BAD_USER_INPUT",
    "filter.search: must have 2 to 100 characters",
  ],
  [
    "a filter by more ids than a page could need",
    onLines("mobileLines(filter: $f) { totalCount }", {
      f: { contractIds: Array.from({ length: 101 }, (_, index) => `mc-${index}`) },
    }),
    200,
    "BAD_USER_INPUT",
    "filter.contractIds: must not have more than 100 values",
  ],
  [
    "a day that no calendar has",
    onLines('mobileLines(filter: { activatedFrom: "2026-02-30" }) { totalCount }'),
    200,
    "BAD_USER_INPUT",
    "Date is not a day of the calendar",
  ],
  [
    "a malformed MSISDN in the document",
    { query: '{ mobileLine(msisdn: "335 abc") { id } }' },
    200,
    "BAD_USER_INPUT",
    "Msisdn must be an Italian mobile number",
  ],
  [
    "a malformed MSISDN in a variable",
    { query: "query ($m: Msisdn) { mobileLine(msisdn: $m) { id } }", variables: { m: "335 abc" } },
    200,
    "BAD_USER_INPUT",
    "Msisdn must be an Italian mobile number",
  ],
  [
    "both an id and a number",
    { query: '{ mobileLine(id: "ml-aurora-1-00007", msisdn: "+393352623793") { id } }' },
    200,
    "BAD_USER_INPUT",
    "id: give exactly one of id and msisdn",
  ],
];

/** A spread twice in each fragment of a chain: 2^30 fields in a few hundred tokens. */
const BOMB = `{ viewer { user { ...f0 } } } ${Array.from(
  { length: 30 },
  (_, index) => `fragment f${index} on User { ...f${index + 1} ...f${index + 1} }`,
).join(" ")} fragment f30 on User { id }`;
const INTO = "{ holding { organizations { edges { node ";
const DEEP = `{ organization(id: "o") ${INTO.repeat(6)} { id } ${"} } } }".repeat(6)} }`;
const repeated = (count: number, part: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => part(index)).join(" ");

/** The document or its variables are refused before anything runs. */
export const OPERATIONS: readonly Case<Operation>[] = [
  [
    "an unknown field",
    { query: "{ viewer { nonsense } }" },
    400,
    "GRAPHQL_VALIDATION_FAILED",
    'Cannot query field "nonsense"',
  ],
  ["a document that breaks off", { query: "{ viewer { " }, 400, "GRAPHQL_PARSE_FAILED", "Syntax Error"],
  ["a document of nothing", { query: "# nothing" }, 400, "GRAPHQL_PARSE_FAILED", "Syntax Error"],
  [
    "a value that its enum does not have",
    { query: '{ organization(id: "o") { mobileLines(filter: { status: [GONE] }) { totalCount } } }' },
    400,
    "GRAPHQL_VALIDATION_FAILED",
    'Value "GONE" does not exist in "MobileLineStatus"',
  ],
  [
    "a variable of the wrong type",
    onLines("mobileLines(first: $n) { totalCount }", { n: "ten" }),
    400,
    "BAD_USER_INPUT",
    "Int cannot represent non-integer value",
  ],
  [
    "an object where an id belongs",
    { query: "query ($id: ID!) { organization(id: $id) { id } }", variables: { id: { $ne: "" } } },
    400,
    "BAD_USER_INPUT",
    "ID cannot represent value",
  ],
  [
    "a variable that is missing",
    { query: "query ($id: ID!) { organization(id: $id) { id } }" },
    400,
    "BAD_USER_INPUT",
    'Variable "$id" of required type "ID!" was not provided.',
  ],
  [
    "the name of an operation that the document does not have",
    { query: "query A { __typename }", operationName: "B" },
    400,
    "OPERATION_RESOLUTION_FAILURE",
    'Unknown operation named "B".',
  ],
  [
    "two operations and no name",
    { query: "query A { __typename } query B { __typename }" },
    400,
    "OPERATION_RESOLUTION_FAILURE",
    "Must provide operation name",
  ],
  [
    "a subscription",
    { query: "subscription { viewer { user { id } } }" },
    400,
    "BAD_USER_INPUT",
    "Subscriptions",
  ],
  [
    "@defer",
    { query: "{ viewer { ... @defer { user { id } } } }" },
    400,
    "GRAPHQL_VALIDATION_FAILED",
    'Unknown directive "@defer".',
  ],
  ["29 levels of fields", { query: DEEP }, 400, "BAD_USER_INPUT", "levels of fields; at most 20 are allowed"],
  [
    "201 aliases",
    { query: `{ viewer { user { ${repeated(201, (index) => `a${index}: id`)} } } }` },
    400,
    "BAD_USER_INPUT",
    "The operation has 201 aliases; at most 200 are allowed.",
  ],
  [
    "51 root fields",
    { query: `{ ${repeated(51, (index) => `a${index}: viewer { user { id } }`)} }` },
    400,
    "BAD_USER_INPUT",
    "The operation has 51 root fields; at most 50 are allowed.",
  ],
  [
    "a thousand rows of a thousand rows",
    onLines(
      "mobileContracts(first: 1000) { edges { node { lines(first: $n) { edges { node { id } } } } } }",
      { n: 1_000 },
    ),
    400,
    "BAD_USER_INPUT",
    "The operation costs 3003003, one for each field of the largest answer that it can have; at most 500000",
  ],
  ["a fragment bomb", { query: BOMB }, 400, "BAD_USER_INPUT", "fields with fragments expanded; at most 5000"],
  [
    "a fragment that spreads itself",
    { query: "{ viewer { user { ...a } } } fragment a on User { ...b } fragment b on User { ...a }" },
    400,
    "GRAPHQL_VALIDATION_FAILED",
    'Cannot spread fragment "a" within itself',
  ],
  [
    "10,001 tokens and more",
    { query: `{ viewer { user { ${"id ".repeat(10_000)} } } }` },
    400,
    "GRAPHQL_PARSE_FAILED",
    "more that 10000 tokens",
  ],
  [
    "the same field 9,900 times",
    { query: `{ viewer { user { ${"id ".repeat(9_900)} } } }` },
    400,
    "GRAPHQL_VALIDATION_FAILED",
    "Validation aborted",
  ],
];

const JSON_TYPE = { "content-type": "application/json" };
const TYPENAME = '{"query":"{ __typename }"}';
const MISSING = "POST body missing";

/** No operation can be read from the request. */
export const BODIES: readonly Case<RequestInit>[] = [
  ["a body that is no JSON", json("this is no JSON"), 400, "BAD_USER_INPUT", "The body is not valid JSON"],
  [
    "a body that breaks off",
    json('{"query": "{ __typename'),
    400,
    "BAD_USER_INPUT",
    "The body is not valid JSON",
  ],
  ["an empty body", json(""), 400, "BAD_USER_INPUT", "The body is empty"],
  ["null", json("null"), 400, "BAD_REQUEST", MISSING],
  ["a number", json("42"), 400, "BAD_REQUEST", MISSING],
  ["an object without a query", json("{}"), 400, "BAD_REQUEST", MISSING],
  ["a query that is no text", json('{"query":7}'), 400, "BAD_REQUEST", "GraphQL queries must be strings."],
  ["a batch", json(`[${TYPENAME},${TYPENAME}]`), 400, "BAD_REQUEST", "Operation batching disabled."],
  [
    "variables that are a list",
    json('{"query":"{ __typename }","variables":[1]}'),
    400,
    "BAD_REQUEST",
    "`variables` in a POST body must be an object",
  ],
  [
    "10 MB of body",
    json(`{"query":"{ __typename }","pad":"${"x".repeat(10 * 1_048_576)}"}`),
    413,
    "BAD_USER_INPUT",
    "The body is too large (at most 1048576 bytes)",
  ],
  [
    "a prototype in the body",
    json('{"__proto__":{"admin":true},"query":"{ __typename }"}'),
    400,
    "BAD_USER_INPUT",
    "The body is not valid JSON",
  ],
  ["XML", typed("application/xml", "<query/>"), 415, "BAD_USER_INPUT", "Send the body as application/json"],
  [
    "a form",
    typed("application/x-www-form-urlencoded", "query=%7B__typename%7D"),
    415,
    "BAD_USER_INPUT",
    "Send the body",
  ],
  ["plain text, as a foreign page could send it", typed("text/plain", TYPENAME), 400, "BAD_REQUEST", "CSRF"],
];

const GET_QUERY = "/graphql?query=%7B__typename%7D";
const PREFLIGHT = { "apollo-require-preflight": "true" };

export const ADDRESSES: readonly Case<readonly [path: string, init: RequestInit]>[] = [
  ["a path that is none", ["/etc/passwd", {}], 404, "NOT_FOUND", "There is nothing here"],
  ["a path that cannot be read", ["/%2e%2e/%ZZ", {}], 404, "NOT_FOUND", "There is nothing here"],
  ["the door between subgraphs", ["/internal", json("{}")], 404, "NOT_FOUND", "There is nothing here"],
  [
    "a method that is none",
    ["/graphql", { ...json("{}"), method: "PUT" }],
    405,
    "BAD_USER_INPUT",
    "/graphql is asked by GET or POST, not by PUT",
  ],
  ["a GET as a foreign page could send it", [GET_QUERY, {}], 400, "BAD_REQUEST", "CSRF"],
  [
    "a mutation by GET",
    ["/graphql?query=mutation%7BsignOut%7BuserErrors%7Bcode%7D%7D%7D", { headers: PREFLIGHT }],
    405,
    "BAD_REQUEST",
    "GET requests only support query operations",
  ],
  [
    "variables by GET that are no JSON",
    [`${GET_QUERY}&variables=%7B`, { headers: PREFLIGHT }],
    400,
    "BAD_REQUEST",
    "invalid JSON",
  ],
];

function typed(contentType: string, body: string): RequestInit {
  return { method: "POST", headers: { "content-type": contentType }, body };
}

function json(body: string): RequestInit {
  return { method: "POST", headers: JSON_TYPE, body };
}
