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
  /** Code by path, `own.sim.imsi` → FORBIDDEN; each row that a gathered error stands for has its own. */
  readonly refused: Readonly<Record<string, unknown>>;
}

/** The answer to `{ viewer { … } }` with a token that was good once: the client is to refresh, not to cache a stranger's null. */
export const TOKEN_REFUSED = { data: { viewer: null }, refused: { viewer: "UNAUTHENTICATED" } };

/** Somebody with a client, signed in or not, talking to one gateway over HTTP. */
export class Persona {
  constructor(
    private readonly url: string,
    readonly accessToken?: string,
    private readonly headers: Readonly<Record<string, string>> = {},
  ) {}

  /** The same session at another address, such as that of a system that was started again. */
  at(url: string): Persona {
    return new Persona(url, this.accessToken);
  }

  async ask(query: string, variables: Record<string, unknown> = {}): Promise<GraphQLAnswer> {
    const headers: Record<string, string> = { "content-type": "application/json", ...this.headers };
    if (this.accessToken !== undefined) headers["authorization"] = `Bearer ${this.accessToken}`;
    const response = await fetch(`${this.url}/graphql`, {
      method: "POST",
      headers,
      body: JSON.stringify({ query, variables }),
    });
    const text = await response.text();
    const { data, errors = [] } = JSON.parse(text) as { data?: unknown; errors?: GraphQLAnswer["errors"] };
    const refused = errors.flatMap((error) =>
      placesOf(error).map((place) => [place, error.extensions["code"]] as const),
    );
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

/** Every path that an error stands for: of refused rows it names the list, their indexes and the field below. */
function placesOf({ path = [], extensions }: GraphQLAnswer["errors"][number]): string[] {
  const { indexes, field } = extensions as { indexes?: readonly number[]; field?: readonly string[] };
  if (indexes === undefined || field === undefined) return [path.join(".")];
  return indexes.map((index) => [...path, index, ...field].join("."));
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
