import { isUtf8 } from "node:buffer";
import type { IncomingHttpHeaders } from "node:http";
import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflate, inflateRaw, type ZlibOptions } from "node:zlib";
import { SubgraphUnavailableError } from "../contract/errors";

type Decompress = (body: Buffer, options: ZlibOptions) => Promise<Buffer>;

const inflated = promisify(inflate) as Decompress;
const inflatedRaw = promisify(inflateRaw) as Decompress;
const gunzipped = promisify(gunzip) as Decompress;

/** By content coding (RFC 9110, section 8.4.1); some servers leave the zlib frame of `deflate` out. */
const DECOMPRESS: Readonly<Record<string, Decompress>> = {
  gzip: gunzipped,
  "x-gzip": gunzipped,
  br: promisify(brotliDecompress),
  deflate: (body, options) => (hasZlibFrame(body) ? inflated : inflatedRaw)(body, options),
};
/** One coding upon another is allowed; nobody sends more than these. */
const MAX_CODINGS = 2;

/** The names of the codings that are read, for `accept-encoding`. */
export const READ_CODINGS = "gzip, br, deflate";

/** How an answer's bytes become text, told by its head. */
export interface BodyReading {
  /** The first to be undone first. */
  readonly codings: readonly string[];
  readonly charset: string;
}

/** Reads what the head says of the body. Answers why it cannot be read, when nobody here can. */
export function bodyReading(headers: IncomingHttpHeaders): BodyReading | SubgraphUnavailableError {
  const named = (headers["content-encoding"] ?? "")
    .toLowerCase()
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "" && name !== "identity");
  if (named.length > MAX_CODINGS || named.some((name) => !Object.hasOwn(DECOMPRESS, name)))
    return new SubgraphUnavailableError(`The answer is compressed by ${named.join(", ").slice(0, 100)}.`);
  const charset = /;\s*charset="?([^";\s]+)/i.exec(headers["content-type"] ?? "")?.[1] ?? "utf-8";
  if (!isKnownCharset(charset))
    return new SubgraphUnavailableError(`The charset of the answer is ${charset.slice(0, 100)}.`);
  return { codings: named.toReversed(), charset };
}

function isKnownCharset(charset: string): boolean {
  try {
    return new TextDecoder(charset).encoding !== "";
  } catch {
    return false;
  }
}

/**
 * The text of an answer, decompressed and decoded.
 * @param maxBytes of the answer without its compression: no more is ever made of it
 * @throws SubgraphUnavailableError with the reason when it is not what its head says
 */
export async function readBody(
  body: Buffer,
  { codings, charset }: BodyReading,
  maxBytes: number,
): Promise<string> {
  let bytes = body;
  for (const coding of codings) {
    try {
      bytes = (await DECOMPRESS[coding]?.(bytes, { maxOutputLength: maxBytes })) ?? bytes;
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE") throw tooLong(maxBytes);
      throw new SubgraphUnavailableError(`The answer is not compressed by ${coding}.`, undefined, { cause });
    }
  }
  return textOf(bytes, charset);
}

/** For an answer, or what it decompresses to, that is longer than it may be. */
export function tooLong(maxBytes: number): SubgraphUnavailableError {
  return new SubgraphUnavailableError(`The answer is longer than ${maxBytes} bytes.`);
}

/** Whether it needs neither decompression nor another charset: then its text is there at once. */
export function isPlain({ codings, charset }: BodyReading): boolean {
  return codings.length === 0 && /^utf-?8$/i.test(charset);
}

/**
 * The text of bytes in a charset. What the bytes say themselves goes first: a byte order mark, or zeros where UTF-16
 * has them in JSON, whose first character is ASCII.
 * @throws SubgraphUnavailableError when they are none of that
 */
export function textOf(bytes: Buffer, charset: string): string {
  const own = wideCharset(bytes) ?? charset;
  if (/^utf-?8$/i.test(own)) {
    if (!isUtf8(bytes)) throw new SubgraphUnavailableError("The answer is not valid UTF-8.");
    const text = bytes.toString("utf8");
    // A byte order mark is no part of JSON (RFC 8259, section 8.1).
    return text.startsWith("\uFEFF") ? text.slice(1) : text;
  }
  try {
    return new TextDecoder(own, { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new SubgraphUnavailableError(`The answer is not in ${own}.`, undefined, { cause });
  }
}

function wideCharset(bytes: Buffer): string | undefined {
  const [first, second] = bytes;
  if (first === undefined || second === undefined) return undefined;
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return "utf-16le";
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) return "utf-16be";
  return undefined;
}

/** RFC 1950, section 2.2: the method is 8, and the two bytes are a multiple of 31. */
function hasZlibFrame(body: Buffer): boolean {
  return body.length > 1 && ((body[0] ?? 0) & 0x0f) === 8 && body.readUInt16BE(0) % 31 === 0;
}
