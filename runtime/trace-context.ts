import type { IncomingHttpHeaders } from "node:http";

/** The headers of W3C Trace Context, Level 1, as they are sent on. */
export type TraceContext = Readonly<Record<"traceparent", string>> &
  Readonly<Partial<Record<"tracestate", string>>>;

/** Version, trace, parent and flags. Only version 00 is known; later ones begin alike (section 3.2.2). */
const TRACEPARENT = /^(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(?:$|-)/;
/** Characters that a vendor's state has to be let through in (section 3.3.1.5). */
const STATE_LENGTH = 512;

/** What the sender says of its trace; undefined when it says nothing that can be read. */
export function readTraceContext({ traceparent, tracestate }: IncomingHttpHeaders): TraceContext | undefined {
  if (typeof traceparent !== "string" || !TRACEPARENT.test(traceparent)) return undefined;
  const parent = traceparent.slice(0, 55);
  if (typeof tracestate !== "string" || tracestate.length > STATE_LENGTH) return { traceparent: parent };
  return { traceparent: parent, tracestate };
}

/** The id that all spans of the trace share, 32 hexadecimal digits. */
export function traceIdOf(trace: TraceContext | undefined): string | undefined {
  return trace?.traceparent.slice(3, 35);
}
