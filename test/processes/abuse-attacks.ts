import { connect } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

/** What an attack needs: where, a signed-in person's token, and how much of it. */
export interface Target {
  readonly url: string;
  readonly token: string;
  /** 1 for the whole drill, less for its short form. */
  readonly scale: number;
}

/** What came back: how many requests were sent, and the HTTP statuses by their number. */
export type Outcome = Readonly<Record<string, number>>;

export interface Attack {
  readonly title: string;
  /** How every request of it is refused; absent where some are rightly answered. */
  readonly refusal?: string;
  run(target: Target): Promise<Outcome>;
}

const many = (count: number, part: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => part(index)).join(" ");

/** Sends bodies, so many at a time, and counts the answers by status and code. */
async function sendAll(
  { url, token }: Target,
  count: number,
  atOnce: number,
  operation: (index: number) => object,
): Promise<Outcome> {
  const outcome: Record<string, number> = {};
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < count) {
      const body = JSON.stringify(operation(next++));
      const response = await fetch(`${url}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
        body,
      });
      const text = await response.text();
      const code = /"code":"([A-Z_]+)"/.exec(text)?.[1] ?? "answered";
      const key = `${response.status} ${code}`;
      outcome[key] = (outcome[key] ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return outcome;
}

/** Opens connections that write `first`, then what `drip` says every second, and read nothing. */
async function holdOpen(target: Target, count: number, seconds: number, first: string, drip: string) {
  const { hostname, port } = new URL(target.url);
  let closed = 0;
  const sockets = Array.from({ length: count }, () => {
    const socket = connect(Number(port), hostname);
    socket.on("error", () => undefined).on("close", () => (closed += 1));
    socket.pause();
    socket.write(first);
    return socket;
  });
  for (let second = 0; second < seconds; second += 1) {
    await pause(1_000);
    if (drip !== "") for (const socket of sockets) if (socket.writable) socket.write(drip);
  }
  for (const socket of sockets) socket.destroy();
  return { opened: count, "closed by the server": closed };
}

function post(token: string, body: string, length = Buffer.byteLength(body)): string {
  return `POST /graphql HTTP/1.1\r\nhost: drill\r\ncontent-type: application/json\r\nauthorization: Bearer ${token}\r\ncontent-length: ${length}\r\n\r\n${body}`;
}

const LINE =
  "msisdn label status user { displayName } costCenter { code } sim { iccid imsi puk } tariffPlan { name } contract { number }";
const heavy = (index: number): string =>
  `{ organization(id: "org-aurora") { ${many(90, (alias) => `h${index}_${alias}: mobileLines(first: 1) { edges { node { ...F } } }`)} } } fragment F on MobileLine { ${LINE} }`;
const large = `{ organization(id: "org-aurora") { ${many(6, (list) => `l${list}: mobileLines(first: 1000) { edges { node { ${many(14, (field) => `${"f".repeat(100)}${field}: msisdn`)} } } }`)} } }`;

/** The attacks of the issue that ended the process or kept others waiting, each a kind of its own. */
export const ATTACKS: readonly Attack[] = [
  {
    title: "documents of 340,000 comment lines",
    refusal: "400 BAD_USER_INPUT",
    run: (target) =>
      sendAll(target, 100 * target.scale, 4, (index) => ({
        query: `${"#\n".repeat(340_000)}#${index}\n{__typename}`,
      })),
  },
  {
    title: "documents of as many comments and blanks as a document may have",
    run: (target) =>
      sendAll(target, 600 * target.scale, 4, (index) => ({
        query: `${"#ж\n".repeat(9_000)}#${index}\n{__typename}${" ".repeat(50_000)}`,
      })),
  },
  {
    title: "distinct documents of many aliases with a fragment",
    run: (target) => sendAll(target, 300 * target.scale, 4, (index) => ({ query: heavy(index) })),
  },
  {
    title: "verdicts with a page of lines below each",
    refusal: "400 BAD_USER_INPUT",
    run: (target) =>
      sendAll(target, 40 * target.scale, 4, () => ({
        query: `query ($c: [String!]!) { viewer { access(coordinates: $c) { allowedBy { scope { organization { mobileLines(first: 100) { edges { node { ${LINE} } } } } } } } } }`,
        variables: { c: Array.from({ length: 500 }, () => "Sim.imsi") },
      })),
  },
  {
    title: "response keys of 4,500 characters",
    refusal: "400 BAD_USER_INPUT",
    run: (target) =>
      sendAll(target, 40 * target.scale, 4, (index) => ({
        query: `{ organization(id: "org-aurora") { ${many(20, (alias) => `${"k".repeat(4_500)}${index}_${alias}: legalName`)} } }`,
      })),
  },
  {
    title: "large answers that nobody reads",
    run: (target) =>
      holdOpen(
        target,
        Math.ceil(24 * target.scale),
        Math.ceil(45 * target.scale),
        post(target.token, JSON.stringify({ query: large })),
        "",
      ),
  },
  {
    title: "bodies that come a byte a second",
    run: (target) =>
      holdOpen(
        target,
        Math.ceil(200 * target.scale),
        Math.ceil(40 * target.scale),
        post("", "{", 1_000),
        " ",
      ),
  },
  {
    title: "documents that are slow to plan, from eight connections",
    run: (target) => sendAll(target, 160 * target.scale, 8, (index) => ({ query: heavy(100_000 + index) })),
  },
  {
    title: "wrong variables of 900 kB",
    refusal: "400 BAD_USER_INPUT",
    run: (target) =>
      sendAll(target, 60 * target.scale, 4, () => ({
        query: "query ($id: ID!) { organization(id: $id) { id } }",
        variables: { id: ["x".repeat(900_000)] },
      })),
  },
];

/** Distinct small documents, as a client that writes values into its text sends them. */
export function flood(target: Target, from: number, count: number): Promise<Outcome> {
  return sendAll(target, count, 8, (index) => ({
    query: `{ f${from + index}: viewer { user { displayName } } }`,
  }));
}
