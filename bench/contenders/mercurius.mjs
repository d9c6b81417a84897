import mercuriusGateway from "@mercuriusjs/gateway";
import Fastify from "fastify";
import { announce, assignment } from "../../dist/bench/gateway/contenders/child.js";

const { subgraphs } = assignment();

const app = Fastify();
await app.register(mercuriusGateway, {
  gateway: {
    services: subgraphs.map(({ name, url, federation1Sdl }) => ({
      name,
      url,
      schema: federation1Sdl,
      rewriteHeaders: (headers) => ({ authorization: headers.authorization }),
    })),
  },
  jit: 1,
});
await app.listen({ port: 0, host: "127.0.0.1" });
announce(`http://127.0.0.1:${app.server.address().port}/graphql`);
