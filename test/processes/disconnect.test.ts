import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import { readGatewayEnvironment } from "../../gateway/settings/env";
import { startGateway } from "../../gateway/main";
import { compose } from "../federation/kit/world";
import { Persona } from "../kit/persona";

it("a client that goes takes its calls of subgraphs along, and others are served on", async () => {
  const held: ServerResponse[] = [];
  const subgraph = createServer((request, response) => {
    request.resume();
    held.push(response);
  }).listen(0, "127.0.0.1");
  await once(subgraph, "listening");
  const { port } = subgraph.address() as AddressInfo;
  const directory = await mkdtemp(join(tmpdir(), "area-clienti-"));
  const file = join(directory, "supergraph.graphql");
  const supergraph = compose({ small: "type Query { greeting: String }" });
  await writeFile(
    file,
    supergraph.replaceAll("http://small.invalid/graphql", `http://127.0.0.1:${port}/graphql`),
  );
  const environment = readGatewayEnvironment({ PORT: "0", SUPERGRAPH: file, OPEN_SUPERGRAPH: "true" });
  const gateway = await startGateway(environment, { logger: pino({ level: "silent" }) });
  try {
    const url = gateway.app.listeningOrigin;
    const client = new AbortController();
    const asking = fetch(`${url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: "{ greeting }" }),
      signal: client.signal,
    });
    await once(subgraph, "request");
    const closed = once(held[0]!, "close");
    client.abort();
    await expect(asking).rejects.toThrow("aborted");
    await closed;
    expect(held[0]!.writableFinished).toBe(false);

    const other = new Persona(url).ask("{ greeting }");
    await once(subgraph, "request");
    held[1]?.setHeader("content-type", "application/json").end('{"data":{"greeting":"good day"}}');
    expect(await other).toMatchObject({ data: { greeting: "good day" }, errors: [] });
  } finally {
    await gateway.stop();
    subgraph.closeAllConnections();
    await once(subgraph.close(), "close");
    await rm(directory, { recursive: true });
  }
}, 60_000);
