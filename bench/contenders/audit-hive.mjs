import { createServer } from "node:http";
import { createGatewayRuntime } from "@graphql-hive/gateway-runtime";
import { unifiedGraphHandler } from "@graphql-hive/router-runtime";
import { importSPKI, jwtVerify } from "jose";
import { announce, assignment, listen } from "../../dist/bench/gateway/contenders/child.js";
import { AUDIENCE, ISSUER } from "../../dist/bench/gateway/world/identity.js";

const { supergraphSdl, form, publicKey } = assignment();
const key = await importSPKI(publicKey, "EdDSA");

/** Who the token says it is; nobody where there is none, or none that holds. */
async function resolveUserFn({ request }) {
  const token = /^Bearer (.+)$/.exec(request.headers.get("authorization") ?? "")?.[1];
  if (token === undefined) return null;
  const verified = await jwtVerify(token, key, { issuer: ISSUER, audience: AUDIENCE }).catch(() => null);
  return verified?.payload ?? null;
}

// Federation's own directives, field by field; a policy is a scope of the token here.
const runtime = createGatewayRuntime({
  supergraph: supergraphSdl,
  ...(form === "rust" ? { unifiedGraphHandler } : {}),
  genericAuth: {
    mode: "protect-granular",
    rejectUnauthenticated: false,
    resolveUserFn,
    extractPolicies: ({ scope }) => scope.split(" "),
  },
  propagateHeaders: {
    fromClientToSubgraphs: ({ request }) => ({ authorization: request.headers.get("authorization") }),
  },
  landingPage: false,
  graphiql: false,
  logging: false,
});
announce(await listen(createServer((request, response) => void runtime(request, response))));
