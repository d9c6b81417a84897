import { createServer } from "node:http";
import { createGatewayRuntime } from "@graphql-hive/gateway-runtime";
import { unifiedGraphHandler } from "@graphql-hive/router-runtime";
import { announce, assignment, listen } from "../../dist/bench/gateway/contenders/child.js";

const { supergraphSdl, form } = assignment();

// Requests with headers of their own are never alike, so nothing in flight is shared; said here as well.
const runtime = createGatewayRuntime({
  supergraph: supergraphSdl,
  ...(form === "rust" ? { unifiedGraphHandler } : {}),
  transportEntries: { "*.http": { options: { deduplicateInflightRequests: false } } },
  propagateHeaders: {
    fromClientToSubgraphs: ({ request }) => ({ authorization: request.headers.get("authorization") }),
  },
  landingPage: false,
  graphiql: false,
  logging: false,
});
announce(await listen(createServer((request, response) => void runtime(request, response))));
