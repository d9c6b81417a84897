import type { FastifyInstance } from "fastify";

/**
 * Closes a server: it listens no more, answers what it has begun, and lets nobody keep a connection. What is not
 * answered by then is cut off, so that a client or a neighbour that hangs does not keep the process.
 */
export async function closeServer(app: FastifyInstance, withinMs: number): Promise<void> {
  const timer = setTimeout(() => app.server.closeAllConnections(), withinMs);
  try {
    await app.close();
  } finally {
    clearTimeout(timer);
  }
}

/** From the first step of closing on, every answer asks the client to leave: a kept connection would keep the process. */
export function leaveOnClose(app: FastifyInstance): { readonly isClosing: () => boolean } {
  let isClosing = false;
  app.addHook("preClose", (done) => {
    isClosing = true;
    done();
  });
  app.addHook("onSend", (_request, reply, _payload, done) => {
    if (isClosing) reply.header("connection", "close");
    done();
  });
  return { isClosing: () => isClosing };
}
