import { once } from "node:events";
import { connect, type AddressInfo } from "node:net";
import { setTimeout } from "node:timers/promises";
import Fastify from "fastify";
import { connectionLimits } from "../../gateway/http/connections";
import { UnsentAnswers } from "../../gateway/http/unsent-answers";

/** More than the buffers of a connection take on both sides. */
const LARGE = Buffer.alloc(30_000_000, " ");

describe("answers that nobody reads", () => {
  const app = Fastify(connectionLimits(1_500));
  const unsent = new UnsentAnswers(40_000_000, 1_500);
  let url = "";

  beforeAll(async () => {
    app.addHook("onSend", (_request, reply, payload, done) => {
      done(null, Buffer.isBuffer(payload) ? unsent.admit(payload, reply) : payload);
    });
    app.get("/large", () => LARGE);
    app.get("/small", () => Buffer.from("small"));
    await app.listen({ port: 0, host: "127.0.0.1" });
    url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  });
  afterAll(() => app.close());

  it("count together: past their bound the next large one is refused, and small ones go on", async () => {
    const { hostname, port } = new URL(url);
    const deaf = connect(Number(port), hostname);
    deaf.on("error", () => undefined);
    deaf.pause();
    const begun = once(app.server, "request");
    deaf.write("GET /large HTTP/1.1\r\nhost: test\r\n\r\n");
    await begun;
    await setTimeout(100);
    const refused = await fetch(`${url}/large`);
    expect(refused.status).toBe(503);
    expect(refused.headers.get("retry-after")).toBe("1");
    expect(await refused.json()).toEqual({
      errors: [
        { message: expect.stringContaining("waiting for clients"), extensions: { code: "RATE_LIMITED" } },
      ],
    });
    expect(await (await fetch(`${url}/small`)).text()).toBe("small");
    // Nobody reads at the other end still: only the server can have given the answer up.
    let status = 503;
    for (let tries = 0; status === 503 && tries < 100; tries += 1) {
      await setTimeout(100);
      const answer = await fetch(`${url}/large`);
      ({ status } = answer);
      await answer.arrayBuffer();
    }
    expect(status).toBe(200);
    deaf.destroy();
  });
});
