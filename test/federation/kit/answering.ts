import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** What a subgraph answers over HTTP, byte by byte. */
export interface RawAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

/** A server on a free port that answers each body as told. */
export async function startAnswering(
  answer: (body: string, headers: NodeJS.Dict<string | string[]>) => RawAnswer,
): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const server = createServer((request, response) => {
    void (async () => {
      const told = answer(await text(request), request.headers);
      const { status = 200, headers = { "content-type": "application/json" } } = told;
      response.writeHead(status, headers).end(told.body);
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
