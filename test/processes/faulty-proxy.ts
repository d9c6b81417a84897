import { once } from "node:events";
import { createServer, request as send, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer, text } from "node:stream/consumers";
import { replaceValues } from "../kit/replace-values";

/** What becomes of a subgraph's answer on its way. */
export type Corruption = (reply: ServerResponse, body: string) => void;

export interface FaultyProxy {
  readonly url: string;
  /** Applies to every answer from now on; without it they pass as they are. */
  corruption: Corruption | undefined;
  stop(): Promise<void>;
}

/** Bytes that the gateway takes of an answer, where this proxy is used: ten times what any here has. */
export const MAX_RESPONSE_BYTES = 100_000;

const json = (reply: ServerResponse, value: unknown): void => {
  reply.setHeader("content-type", "application/json").end(JSON.stringify(value));
};

/** An answer changed in its data, which stays JSON of GraphQL's form. */
const changed =
  (change: (value: unknown, key: string) => unknown): Corruption =>
  (reply, body) => {
    const answer = JSON.parse(body) as { data?: unknown };
    json(reply, { ...answer, data: replaceValues(answer.data, change) });
  };

const isLeaf = (value: unknown): boolean => value !== null && typeof value !== "object";

/** Everything that an answer can be but right, by name. */
export const CORRUPTIONS: Readonly<Record<string, Corruption>> = {
  "a connection reset": (reply) => reply.destroy(),
  "half a body": (reply, body) => {
    reply.writeHead(200, { "content-type": "application/json", "content-length": body.length + 100 });
    reply.write(body.slice(0, body.length / 2));
    setImmediate(() => reply.destroy());
  },
  "no JSON": (reply) => reply.setHeader("content-type", "application/json").end("<html>10.0.0.7:4003</html>"),
  "another content type": (reply, body) => reply.setHeader("content-type", "text/html").end(body),
  "a redirect": (reply, body) => reply.writeHead(307, { location: "http://10.0.0.7:4003/graphql" }).end(body),
  "503 with an address": (reply) =>
    reply.writeHead(503, { "content-type": "application/json" }).end('{"errors":[{"message":"10.0.0.7"}]}'),
  "ten times the size": (reply, body) =>
    json(reply, { ...(JSON.parse(body) as object), extensions: "x".repeat(10 * MAX_RESPONSE_BYTES) }),
  "data that is a list": (reply, body) => json(reply, { data: [JSON.parse(body)] }),
  "errors that are no list": (reply, body) =>
    json(reply, { ...(JSON.parse(body) as object), errors: { message: "10.0.0.7" } }),
  "too few entities": changed((value, key) =>
    key === "_entities" && Array.isArray(value) ? value.slice(1) : isLeaf(value) ? {} : value,
  ),
  "entities that are no objects": changed((value, key) =>
    key === "_entities" && Array.isArray(value) ? value.map(() => 7) : isLeaf(value) ? {} : value,
  ),
  "leaves of other types": changed((value, key) =>
    isLeaf(value) && key !== "__typename" ? { host: "10.0.0.7" } : value,
  ),
  "objects of no type": changed((value, key) => {
    if (key === "__typename") return "Nothing";
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return isObject ? { ...value, __typename: "Nothing" } : value;
  }),
};

/** A server between the gateway and a subgraph at `target`, on a free port. */
export async function startFaultyProxy(target: string): Promise<FaultyProxy> {
  const server = createServer((incoming, reply) => {
    const { pathname } = new URL(incoming.url ?? "/", target);
    const forward = async (): Promise<void> => {
      const asked = await buffer(incoming);
      const outgoing = send(new URL(pathname, target), { method: "POST", headers: incoming.headers });
      outgoing.end(asked);
      const [answer] = (await once(outgoing, "response")) as [IncomingMessage];
      const body = await text(answer);
      if (proxy.corruption !== undefined) proxy.corruption(reply, body);
      else
        reply
          .writeHead(answer.statusCode ?? 502, { "content-type": answer.headers["content-type"] })
          .end(body);
    };
    forward().catch(() => reply.destroy());
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const proxy: FaultyProxy = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    corruption: undefined,
    async stop() {
      server.closeAllConnections();
      await once(server.close(), "close");
    },
  };
  return proxy;
}
