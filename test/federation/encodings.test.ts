import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { httpTransport } from "../../gateway/engine";
import { startAnswering, type RawAnswer } from "./kit/answering";

const TEXT = '{"data":{"a":"è, già"}}';
const JSON_HEADERS = { "content-type": "application/json" };

/** What the transport makes of an answer, and what it asked with. */
async function exchange(answer: RawAnswer, options: { max?: number; asksForCompression?: boolean } = {}) {
  let asked: unknown;
  const { url, close } = await startAnswering((_body, headers) => {
    asked = headers["accept-encoding"];
    return answer;
  });
  const { max = 100_000, ...rest } = options;
  const transport = httpTransport<object>({ url, maxResponseBytes: max, ...rest });
  try {
    const request = { subgraph: "a", query: "{ a }", operationKind: "query" as const, context: {} };
    const response = await transport.execute(request).catch((error: unknown) => error);
    return { response, asked };
  } finally {
    await transport.close?.();
    await close();
  }
}

const coded = (coding: string, body: Buffer, type = "application/json"): RawAnswer => ({
  headers: { "content-type": type, "content-encoding": coding },
  body,
});
const charset = (name: string, body: Buffer): RawAnswer => ({
  headers: { "content-type": `application/json; charset=${name}` },
  body,
});
const bigEndian = (text: string) => Buffer.from(text, "utf16le").swap16();
const BOM = "\uFEFF";

it.each<[string, RawAnswer]>([
  ["gzip", coded("gzip", gzipSync(TEXT))],
  ["x-gzip in capitals", coded("X-GZIP", gzipSync(TEXT))],
  ["brotli", coded("br", brotliCompressSync(TEXT))],
  ["deflate", coded("deflate", deflateSync(TEXT))],
  ["deflate without its frame", coded("deflate", deflateRawSync(TEXT))],
  ["gzip upon brotli", coded("br, gzip", gzipSync(brotliCompressSync(TEXT)))],
  ["identity", coded("identity", Buffer.from(TEXT))],
  [
    "gzip of UTF-16",
    coded("gzip", gzipSync(Buffer.from(TEXT, "utf16le")), "application/json; charset=utf-16"),
  ],
  ["a byte order mark", { headers: JSON_HEADERS, body: BOM + TEXT }],
  ["UTF-16, little end first", charset("UTF-16", Buffer.from(TEXT, "utf16le"))],
  ["UTF-16 with a mark", charset("utf-16", Buffer.from(BOM + TEXT, "utf16le"))],
  ["UTF-16, big end first, by its mark", charset("utf-16", bigEndian(BOM + TEXT))],
  ["UTF-16BE", charset("utf-16be", bigEndian(TEXT))],
  ["UTF-16 that nobody names", { headers: JSON_HEADERS, body: Buffer.from(TEXT, "utf16le") }],
  ["Latin-1", charset('"ISO-8859-1"', Buffer.from(TEXT, "latin1"))],
  ["text/json", { headers: { "content-type": "text/json" }, body: TEXT }],
  ["no type at all", { headers: {}, body: TEXT }],
  ["an error status", { status: 500, headers: JSON_HEADERS, body: TEXT }],
  [
    "a refusal's status",
    { status: 401, headers: { "content-type": "application/graphql-response+json" }, body: TEXT },
  ],
])("an answer in %s is read", async (_case, answer) => {
  expect((await exchange(answer)).response).toEqual({ data: { a: "è, già" } });
});

it.each<[string, RawAnswer, RegExp]>([
  ["a coding that nobody knows", coded("zstd", Buffer.from(TEXT)), /compressed by zstd/],
  ["codings upon codings", coded("gzip, gzip, gzip", Buffer.from(TEXT)), /compressed by gzip, gzip, gzip/],
  ["a coding named like a method", coded("toString", Buffer.from(TEXT)), /compressed by tostring/],
  ["something else than its coding", coded("gzip", Buffer.from(TEXT)), /not compressed by gzip/],
  ["half of its coding", coded("gzip", gzipSync(TEXT).subarray(0, 20)), /not compressed by gzip/],
  ["a charset that nobody knows", charset("utf-7", Buffer.from(TEXT)), /charset of the answer is utf-7/],
  [
    "bytes that are no UTF-8",
    { headers: JSON_HEADERS, body: Buffer.from(TEXT, "latin1") },
    /not valid UTF-8/,
  ],
  ["another charset than it names", charset("utf-16be", Buffer.from([0xd8, 0x00, 0x7b])), /not in utf-16/],
  [
    "a page of HTML",
    { status: 500, headers: { "content-type": "text/html" }, body: "<html>" },
    /text\/html, with status 500/,
  ],
])("an answer in %s is refused with the reason", async (_case, answer, reason) => {
  expect((await exchange(answer)).response).toMatchObject({
    name: "SubgraphUnavailableError",
    message: expect.stringMatching(reason) as string,
  });
});

it.each([
  ["gzip", gzipSync],
  ["br", brotliCompressSync],
  ["deflate", deflateSync],
])("a %s bomb ends at the bound of an answer's bytes", async (coding, compress) => {
  const bomb = compress(Buffer.alloc(5_000_000, " "));
  expect(bomb.length).toBeLessThan(100_000);
  expect((await exchange(coded(coding, bomb))).response).toMatchObject({
    message: "The answer is longer than 100000 bytes.",
  });
});

it("compression is asked for where it pays, and else declined", async () => {
  const plain = { headers: JSON_HEADERS, body: TEXT };
  expect((await exchange(plain)).asked).toBe("identity");
  expect((await exchange(plain, { asksForCompression: true })).asked).toBe("gzip, br, deflate");
});
