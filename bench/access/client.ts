import { Agent, request as httpRequest } from "node:http";
import { DEMO_PASSWORD } from "../../subgraphs/commands/demo";

/** Asks with one signed-in person's token; the text of the answer, errors and all. */
export type Ask = (query: string, variables: Readonly<Record<string, unknown>>) => Promise<string>;

/** Signs a demo account in. @throws Error when that fails */
export async function signIn(url: string, username: string): Promise<Ask> {
  // One kept-alive connection and no decoding beyond text: the client runs in the measured process.
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const mutation =
    "mutation ($username: String!, $password: String!) { signIn(username: $username, password: $password) { accessToken } }";
  const answer = await post(url, agent, {}, mutation, { username, password: DEMO_PASSWORD });
  const { data } = JSON.parse(answer) as {
    readonly data: { readonly signIn: { readonly accessToken: string } };
  };
  const headers = { authorization: `Bearer ${data.signIn.accessToken}` };
  return (query, variables) => post(url, agent, headers, query, variables);
}

function post(
  url: string,
  agent: Agent,
  headers: Readonly<Record<string, string>>,
  query: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<string> {
  const body = JSON.stringify({ query, variables });
  return new Promise((resolve, reject) => {
    const all = { "content-type": "application/json", "content-length": Buffer.byteLength(body), ...headers };
    const outgoing = httpRequest(`${url}/graphql`, { agent, method: "POST", headers: all }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
      incoming.on("error", reject);
      incoming.on("end", () => {
        const text = Buffer.concat(chunks).toString("utf8");
        if (incoming.statusCode === 200) resolve(text);
        else reject(new Error(`${url} answered ${incoming.statusCode}: ${text.slice(0, 500)}`));
      });
    });
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}
