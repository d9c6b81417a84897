import { DEMO_PASSWORD } from "../../subgraphs/commands/demo";

export interface GraphQLAnswer {
  readonly status: number;
  // What a query answers is as varied as queries are: tests state the whole shape they expect.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly data: any;
  readonly errors: readonly {
    message: string;
    path?: (string | number)[];
    extensions: Record<string, unknown>;
  }[];
  /** Code by path, `own.sim.imsi` → FORBIDDEN. */
  readonly refused: Readonly<Record<string, unknown>>;
}

/** Somebody with a client, signed in or not, talking to one gateway over HTTP. */
export class Persona {
  constructor(
    private readonly url: string,
    readonly accessToken?: string,
  ) {}

  async ask(query: string, variables: Record<string, unknown> = {}): Promise<GraphQLAnswer> {
    const headers: Record<string, string> = { "content-type": "application/json" };
    if (this.accessToken !== undefined) headers["authorization"] = `Bearer ${this.accessToken}`;
    const response = await fetch(`${this.url}/graphql`, {
      method: "POST",
      headers,
      body: JSON.stringify({ query, variables }),
    });
    const text = await response.text();
    const { data, errors = [] } = JSON.parse(text) as { data?: unknown; errors?: GraphQLAnswer["errors"] };
    const refused = errors.map((error) => [error.path?.join(".") ?? "", error.extensions["code"]] as const);
    return { status: response.status, data, errors, refused: Object.fromEntries(refused) };
  }

  /** The data of a query that nothing may go wrong with. @throws Error quoting query and answer. */
  async read(query: string, variables: Record<string, unknown> = {}): Promise<GraphQLAnswer["data"]> {
    const answer = await this.ask(query, variables);
    if (answer.errors.length === 0) return answer.data;
    throw new Error(
      `Unexpected errors.\nQuery: ${query}\nVariables: ${JSON.stringify(variables)}\nAnswer: ${JSON.stringify(answer, null, 2)}`,
    );
  }
}

/** Signs a demo account in. */
export async function signIn(url: string, username: string, password = DEMO_PASSWORD): Promise<Persona> {
  const { signIn: payload } = await new Persona(url).read(
    `mutation ($username: String!, $password: String!) {
      signIn(username: $username, password: $password) { accessToken userErrors { code message } }
    }`,
    { username, password },
  );
  if (typeof payload.accessToken !== "string")
    throw new Error(`${username}: ${JSON.stringify(payload.userErrors)}`);
  return new Persona(url, payload.accessToken);
}
