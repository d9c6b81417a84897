import { ApolloGateway, RemoteGraphQLDataSource } from "@apollo/gateway";
import { ApolloServer } from "@apollo/server";
import { ApolloServerPluginUsageReportingDisabled } from "@apollo/server/plugin/disabled";
import { fastifyApolloHandler } from "@as-integrations/fastify";
import Fastify from "fastify";
import { announce, assignment } from "../../dist/bench/gateway/contenders/child.js";

const { supergraphSdl } = assignment();

class Forwarding extends RemoteGraphQLDataSource {
  willSendRequest({ request, context }) {
    if (context.authorization) request.http?.headers.set("authorization", context.authorization);
  }
}

const gateway = new ApolloGateway({ supergraphSdl, buildService: ({ url }) => new Forwarding({ url }) });
const server = new ApolloServer({ gateway, plugins: [ApolloServerPluginUsageReportingDisabled()] });
await server.start();
const app = Fastify();
app.route({
  url: "/graphql",
  method: "POST",
  handler: fastifyApolloHandler(server, {
    context: (request) => Promise.resolve({ authorization: request.headers.authorization }),
  }),
});
await app.listen({ port: 0, host: "127.0.0.1" });
announce(`http://127.0.0.1:${app.server.address().port}/graphql`);
