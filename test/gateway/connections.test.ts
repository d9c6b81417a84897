import { connect, type Socket } from "node:net";
import { once } from "node:events";
import { setTimeout } from "node:timers/promises";
import { eachWorld, type World } from "../kit/world";
import { postOperation } from "./raw";

function open(world: World): Socket {
  const { hostname, port } = new URL(world.url);
  const socket = connect(Number(port), hostname);
  // How the server closes it, by an end or a reset, is the server's affair.
  socket.on("error", () => undefined);
  return socket;
}

function head(length: number, token = ""): string {
  return [
    "POST /graphql HTTP/1.1",
    "host: test",
    "content-type: application/json",
    `authorization: Bearer ${token}`,
    `content-length: ${length}`,
    "",
    "",
  ].join("\r\n");
}

eachWorld(
  "a connection that does not go on is closed, and others are served:",
  (world) => {
    it("a request whose body comes byte by byte", async () => {
      const socket = open(world);
      socket.write(head(1_000));
      const drip = setInterval(() => socket.write("x"), 100);
      socket.resume();
      await once(socket, "close");
      clearInterval(drip);
      expect((await postOperation(world, { query: "{ __typename }" })).status).toBe(200);
    });

    it("connections past their number", async () => {
      const sockets = Array.from({ length: 60 }, () => open(world));
      const closed = await Promise.race([
        Promise.any(sockets.map((socket) => once(socket.resume(), "close"))).then(() => true),
        setTimeout(900, false),
      ]);
      for (const socket of sockets) socket.destroy();
      expect(closed).toBe(true);
    });
  },
  { SOCKET_TIMEOUT_MS: "1000", MAX_CONNECTIONS: "40" },
);
