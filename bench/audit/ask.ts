import type { Case, Step } from "./catalogue";

/** An answer as far as the audit reads it; `text` is all of it. */
export interface Answered {
  readonly text: string;
  readonly data: unknown;
  /** Paths of the errors without list indexes, each once, sorted. */
  readonly refused: readonly string[];
}

interface Failure {
  readonly path?: readonly (string | number)[];
  readonly extensions?: { readonly field?: unknown; readonly indexes?: unknown };
}

/** Asks one step over plain HTTP. @throws Error when nothing answers */
export async function ask(
  url: string,
  tokens: Readonly<Record<string, string>>,
  one: Case,
  step: Step,
): Promise<Answered> {
  const token = tokens[step.persona];
  const headers = {
    "content-type": "application/json",
    accept: "application/graphql-response+json, application/json;q=0.9",
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  };
  const query = step.operation ?? one.operation;
  const { variables, operationName } = step.operation === undefined ? one : {};
  const response =
    one.method === "GET"
      ? await fetch(`${url}?${search({ query, operationName, variables })}`, { headers })
      : await fetch(url, {
          method: "POST",
          headers,
          body: JSON.stringify({ query, variables, operationName }),
        });
  return read(await response.text());
}

function search(members: Readonly<Record<string, unknown>>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(members)) {
    if (value !== undefined) parameters.set(name, typeof value === "string" ? value : JSON.stringify(value));
  }
  return parameters.toString();
}

function read(text: string): Answered {
  let body: { readonly data?: unknown; readonly errors?: readonly Failure[] };
  try {
    body = JSON.parse(text) as typeof body;
  } catch {
    // Not JSON: nothing but a refusal, if it holds no secret.
    return { text, data: undefined, refused: [] };
  }
  const { data, errors = [] } = body;
  return { text, data, refused: [...new Set(errors.map(pathOf))].sort() };
}

/** Ours gathers refused rows at their list and names the field below the index; "@" is how Hive marks a list. */
function pathOf({ path = [], extensions }: Failure): string {
  const below = Array.isArray(extensions?.indexes) && Array.isArray(extensions.field) ? extensions.field : [];
  return [...path, ...(below as readonly string[])]
    .filter((key) => typeof key === "string" && key !== "@")
    .join(".");
}
