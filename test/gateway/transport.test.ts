import { request as httpRequest, type IncomingHttpHeaders } from "node:http";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { DEMO_PASSWORD } from "../../subgraphs/commands/demo";
import { eachWorld, type World } from "../kit/world";

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** As it came over the wire. */
  readonly body: Buffer;
}

interface Asked {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/** Asks without a client's own decompression, and says how many bytes came. */
function ask(world: World, path: string, { method = "GET", headers = {}, body }: Asked = {}) {
  const length: Record<string, string> = body === undefined ? {} : { "content-length": `${body.length}` };
  return new Promise<Answer>((resolve, reject) => {
    const options = { method, headers: { ...headers, ...length }, agent: false };
    const asking = httpRequest(world.url + path, options, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) }),
      );
    });
    asking.on("error", reject);
    asking.end(body);
  });
}

const JSON_TYPE = { "content-type": "application/json" };
const LINES = `query ($first: Int) { organization(id: "org-aurora") { mobileLines(first: $first) {
  edges { node { id msisdn status user { displayName } sim { imsi } } } } } }`;

eachWorld("what goes over the wire", (world) => {
  async function lines(first: number, headers: Record<string, string>): Promise<Answer> {
    const { accessToken = "" } = await world.as("legal.aurora");
    return ask(world, "/graphql", {
      method: "POST",
      headers: { ...JSON_TYPE, authorization: `Bearer ${accessToken}`, ...headers },
      body: JSON.stringify({ query: LINES, variables: { first } }),
    });
  }

  describe("answers are compressed", () => {
    it.each([
      ["gzip", "gzip", gunzipSync],
      ["brotli", "br", brotliDecompressSync],
    ] as const)("with %s, short ones at once and long ones as a stream", async (_name, encoding, open) => {
      for (const first of [50, 1_000]) {
        const plain = await lines(first, {});
        const packed = await lines(first, { "accept-encoding": encoding });
        expect(packed.headers["content-encoding"]).toBe(encoding);
        expect(packed.headers.vary).toContain("accept-encoding");
        expect(open(packed.body).toString()).toBe(plain.body.toString());
        expect(packed.body.length).toBeLessThan(plain.body.length / 2);
      }
    });

    it("with brotli where a client takes both, and not at all where it takes neither", async () => {
      const encodings = await Promise.all(
        ["gzip, deflate, br", "br;q=0, gzip", "deflate", "identity"].map(
          async (accepted) => (await lines(50, { "accept-encoding": accepted })).headers["content-encoding"],
        ),
      );
      expect(encodings).toEqual(["br", "gzip", undefined, undefined]);
    });

    it("from 1 kB on", async () => {
      const short = await lines(1, { "accept-encoding": "br" });
      expect(short.headers["content-encoding"]).toBeUndefined();
      expect(JSON.parse(short.body.toString())).toHaveProperty("data.organization");
    });

    it("but never those of mutations, which may hold a credential", async () => {
      const query = `mutation ($password: String!) { ${Array.from(
        { length: 3 },
        (_, index) =>
          `s${index}: signIn(username: "legal.aurora", password: $password) { accessToken refreshToken }`,
      ).join(" ")} }`;
      const answer = await ask(world, "/graphql", {
        method: "POST",
        headers: { ...JSON_TYPE, "accept-encoding": "br, gzip" },
        body: JSON.stringify({ query, variables: { password: DEMO_PASSWORD } }),
      });
      expect(answer.body.length).toBeGreaterThan(1_024);
      expect(answer.headers["content-encoding"]).toBeUndefined();
    });

    it("and the body of a request is never decompressed", async () => {
      const { status, body } = await ask(world, "/graphql", {
        method: "POST",
        headers: { ...JSON_TYPE, "content-encoding": "gzip" },
        body: '{"query":"{ __typename }"}',
      });
      expect([status, body.toString()]).toEqual([200, '{"data":{"__typename":"Query"}}']);
    });
  });

  describe("GET /schema.graphql", () => {
    it("answers 304 to a client that has the text already, compressed or not", async () => {
      const { accessToken = "" } = await world.as("enduser.aurora");
      const authorization = `Bearer ${accessToken}`;
      const first = await ask(world, "/schema.graphql", { headers: { authorization } });
      const packed = await ask(world, "/schema.graphql", {
        headers: { authorization, "accept-encoding": "br" },
      });
      const tag = first.headers.etag ?? "";
      expect(tag).toMatch(/^W\/"[\w-]{43}"$/);
      expect(packed.headers.etag).toBe(tag);
      expect(first.headers["cache-control"]).toBe("private, no-cache");
      for (const known of [tag, tag.slice(2), `"other", ${tag}`, "*"]) {
        const again = await ask(world, "/schema.graphql", {
          headers: { authorization, "if-none-match": known },
        });
        expect([again.status, again.body.length, again.headers.etag]).toEqual([304, 0, tag]);
      }
      const other = await ask(world, "/schema.graphql", {
        headers: { authorization, "if-none-match": '"other"' },
      });
      expect(other.status).toBe(200);
    });

    it("has another tag for whom it shows more", async () => {
      const tags = await Promise.all(
        ["enduser.aurora", "legal.aurora"].map(async (username) => {
          const { accessToken = "" } = await world.as(username);
          const headers = { authorization: `Bearer ${accessToken}` };
          return (await ask(world, "/schema.graphql", { headers })).headers.etag;
        }),
      );
      expect(new Set(tags).size).toBe(2);
    });
  });

  describe("a method that an address does not take", () => {
    it.each([
      ["PUT", "/graphql", "GET, POST", "/graphql is asked by GET or POST, not by PUT"],
      ["DELETE", "/graphql?query=x", "GET, POST", "/graphql is asked by GET or POST, not by DELETE"],
      ["POST", "/schema.graphql", "GET, HEAD", "/schema.graphql is asked by GET, not by POST"],
      ["PATCH", "/download/identity", "GET, HEAD", "/download/identity is asked by GET, not by PATCH"],
      ["POST", "/health", "GET, HEAD", "/health is asked by GET, not by POST"],
    ])("%s %s is refused with 405, and told which it takes", async (method, path, allow, message) => {
      // A body that nobody could read makes no other error of it.
      const answer = await ask(world, path, {
        method,
        headers: { "content-type": "application/xml" },
        body: "<a/>",
      });
      expect(answer.status).toBe(405);
      expect(answer.headers.allow).toBe(allow);
      expect(JSON.parse(answer.body.toString())).toEqual({
        errors: [{ message, extensions: { code: "BAD_USER_INPUT" } }],
      });
    });
  });
});

const PORTAL = "https://portal.example";

eachWorld(
  "a portal at another origin",
  (world) => {
    it("may read the request's id, a file's name and when to try again, and only such a portal may", async () => {
      const headers = { ...JSON_TYPE, origin: PORTAL };
      const body = '{"query":"{ __typename }"}';
      const answer = await ask(world, "/graphql", { method: "POST", headers, body });
      expect(answer.headers["access-control-allow-origin"]).toBe(PORTAL);
      expect(answer.headers["access-control-expose-headers"]?.split(/, */)).toEqual(
        expect.arrayContaining(["x-request-id", "content-disposition", "retry-after"]),
      );
      const foreign = await ask(world, "/graphql", {
        method: "POST",
        headers: { ...headers, origin: "https://elsewhere.example" },
        body,
      });
      expect(foreign.headers["access-control-allow-origin"]).toBeUndefined();
    });

    it("is answered its preflight", async () => {
      const { status, headers } = await ask(world, "/graphql", {
        method: "OPTIONS",
        headers: {
          origin: PORTAL,
          "access-control-request-method": "POST",
          "access-control-request-headers": "authorization,content-type",
        },
      });
      expect(status).toBe(204);
      expect(headers["access-control-allow-headers"]).toBe("authorization,content-type");
    });
  },
  { CORS_ORIGINS: PORTAL },
);
