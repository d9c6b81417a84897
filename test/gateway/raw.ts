import type { World } from "../kit/world";

export interface RawAnswer {
  readonly status: number;
  readonly text: string;
  /** Message and code of each error. */
  readonly errors: readonly { readonly message: string; readonly code: unknown }[];
}

const JSON_BODY = { "content-type": "application/json" };

/** Sends whatever bytes, with whatever headers, as no client of ours would. */
export async function send(world: World, path: string, init: RequestInit): Promise<RawAnswer> {
  const response = await fetch(world.url + path, init);
  const text = await response.text();
  const { errors = [] } = JSON.parse(text) as {
    errors?: readonly { message: string; extensions?: { code?: unknown } }[];
  };
  return {
    status: response.status,
    text,
    errors: errors.map(({ message, extensions }) => ({ message, code: extensions?.code })),
  };
}

/** Posts a body to `/graphql` as it is. */
export function post(
  world: World,
  body: string,
  headers: Record<string, string> = JSON_BODY,
): Promise<RawAnswer> {
  return send(world, "/graphql", { method: "POST", headers, body });
}

/** Posts an operation, signed in with the token where there is one. */
export function postOperation(
  world: World,
  operation: Readonly<Record<string, unknown>>,
  token?: string,
): Promise<RawAnswer> {
  const authorization: Record<string, string> =
    token === undefined ? {} : { authorization: `Bearer ${token}` };
  return post(world, JSON.stringify(operation), { ...JSON_BODY, ...authorization });
}
