import { compare } from "./distribution";
import type { Flow } from "./flows";
import type { Measured } from "./report";

/** What comes anew with each answer and says nothing: its date, and the id of a registration. */
const ALWAYS_NEW = /"registrationId":"[\w-]+"/;
const HEADERS_COMPARED = ["content-type", "content-length", "cache-control", "retry-after"];

interface Answer {
  /** Status, headers and body, without what is always new. */
  readonly content: string;
  readonly milliseconds: number;
}

/** Asks for known and unknown in turn, which of both first being a coin's choice. @param before each call */
export async function askInTurn(
  url: string,
  { title, query, known, unknown }: Flow,
  { calls, warmUp }: { readonly calls: number; readonly warmUp: number },
  before: () => Promise<unknown>,
): Promise<Measured> {
  const contents = new Set<string>();
  const times = { known: [] as number[], unknown: [] as number[] };
  for (let count = -warmUp; count < calls; count += 1) {
    const pair = [
      { side: "known", variables: known[(count + warmUp) % known.length] },
      { side: "unknown", variables: unknown[(count + warmUp) % unknown.length] },
    ] as const;
    for (const { side, variables } of Math.random() < 0.5 ? pair : pair.toReversed()) {
      await before();
      const { content, milliseconds } = await ask(url, query, variables ?? {});
      contents.add(content);
      if (count >= 0) times[side].push(milliseconds);
    }
  }
  return { title, calls, contents: [...contents], ...compare(times.known, times.unknown) };
}

async function ask(url: string, query: string, variables: object): Promise<Answer> {
  const body = JSON.stringify({ query, variables });
  const begun = performance.now();
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body,
  });
  const text = await response.text();
  const milliseconds = performance.now() - begun;
  const headers = HEADERS_COMPARED.map((name) => `${name}: ${response.headers.get(name) ?? ""}`);
  const content = [response.status, ...headers, text.replace(ALWAYS_NEW, '"registrationId":"…"')].join("\n");
  return { content, milliseconds };
}
