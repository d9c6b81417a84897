import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { BROTLI_WINDOW } from "../../gateway/http/compression";

export interface Setting {
  readonly encoding: "gzip" | "br";
  readonly level: number;
}

/** What one setting makes of one answer. */
export interface Squeezed extends Setting {
  readonly answer: string;
  /** Bytes before. */
  readonly plain: number;
  /** Bytes after. */
  readonly bytes: number;
  /** Of CPU for one answer, over as many as went into the time. */
  readonly milliseconds: number;
}

const LEVELS = { gzip: [1, 2, 3, 4, 5, 6, 9], br: [0, 1, 2, 3, 4, 5, 6] } as const;

export const SETTINGS: readonly Setting[] = (["gzip", "br"] as const).flatMap((encoding) =>
  LEVELS[encoding].map((level) => ({ encoding, level })),
);

/** Compresses the answer again and again as the gateway would. @param seconds of CPU to spend */
export function squeeze(title: string, answer: Buffer, setting: Setting, seconds: number): Squeezed {
  const compress = compressor(setting);
  const bytes = compress(answer).length;
  perRound(compress, answer, seconds * WARM_UP);
  return {
    answer: title,
    plain: answer.length,
    bytes,
    milliseconds: perRound(compress, answer, seconds),
    ...setting,
  };
}

/** Share of the time that goes to rounds that do not count. */
const WARM_UP = 0.3;

/** Milliseconds of CPU. */
function perRound(compress: (answer: Buffer) => Buffer, answer: Buffer, seconds: number): number {
  const begun = process.cpuUsage();
  let rounds = 0;
  let spent = 0;
  while (spent < seconds * 1e6) {
    compress(answer);
    rounds += 1;
    const { user, system } = process.cpuUsage(begun);
    spent = user + system;
  }
  return spent / rounds / 1e3;
}

function compressor({ encoding, level }: Setting): (answer: Buffer) => Buffer {
  if (encoding === "gzip") return (answer) => gzipSync(answer, { level });
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: level,
    [constants.BROTLI_PARAM_LGWIN]: BROTLI_WINDOW,
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
  };
  return (answer) => brotliCompressSync(answer, { params });
}
