/** A file on its way to one viewer: what a subgraph streams and the gateway passes on. */
export interface Download {
  readonly contentType: string;
  /** What a browser would save it as; letters, digits, `.` and `-` only. */
  readonly fileName: string;
  /** Piece by piece, in constant memory. It throws where the file cannot be finished, and the transfer breaks off. */
  readonly body: AsyncIterable<string | Uint8Array>;
}

/** Where the gateway opens downloads: `/download/<subgraph>?file=<token>`, relative to its own address. */
export function downloadUrl(subgraph: string, token: string): string {
  return `/download/${subgraph}?file=${encodeURIComponent(token)}`;
}
