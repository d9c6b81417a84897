import { constants } from "node:zlib";
import compress from "@fastify/compress";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { recordOf } from "../observe/request-record";

/** Bytes from which an answer is compressed: a smaller one fits into one packet anyway. */
const SMALLEST = 1_024;
/** Bytes up to which the event loop compresses at once; a longer answer goes through zlib's own threads in parts. */
const AT_ONCE = 32_768;

/** zlib's level for gzip; `npm run bench compression` says why this one (decision 0100). */
export const GZIP_LEVEL = 3;
/** Brotli's quality, by the same bench. */
export const BROTLI_QUALITY = 3;
/** Brotli's window, as a power of two in bytes. The default of 4 MiB would be kept for each answer under way. */
export const BROTLI_WINDOW = 18;

/**
 * Answers of 1 kB and more go out in brotli or gzip, as the client's Accept-Encoding says (RFC 9110, 12.5.3). Bodies of
 * requests are never decompressed: a small one could become a large one. Register it before any route.
 */
export async function compressAnswers(app: FastifyInstance): Promise<void> {
  await app.register(compress, {
    threshold: SMALLEST,
    syncThreshold: AT_ONCE,
    encodings: ["br", "gzip"],
    globalDecompression: false,
    zlibOptions: { level: GZIP_LEVEL },
    brotliOptions: {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
        [constants.BROTLI_PARAM_LGWIN]: BROTLI_WINDOW,
        [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      },
    },
  });
}

/**
 * Leaves an answer as it is where it may hold a credential: only mutations give out tokens, secrets of a second factor
 * and recovery codes. The length of a compressed answer says something of its content to whoever watches the wire and
 * can place text of their own in it (decision 0100).
 */
export function keepMutationsPlain(request: FastifyRequest): void {
  // The plugin's own way to be told so. No answer has been looked at yet when this runs in a hook of the server.
  if (recordOf(request).operation === "mutation") request.headers["x-no-compression"] = "mutation";
}
