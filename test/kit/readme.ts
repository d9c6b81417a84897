import { readFileSync } from "node:fs";

export interface ReadmeQuery {
  readonly username: string;
  readonly query: string;
  readonly answer: string;
}

const BLOCK = /<!-- query as ([\w.]+) -->\s+```graphql\n(.*?)```\s+```json\n(.*?)```/gs;

/** The queries of the README with the account that asks and the answer that it promises. */
export function readmeQueries(path = "README.md"): ReadmeQuery[] {
  const blocks = readFileSync(path, "utf8").matchAll(BLOCK);
  return [...blocks].map(([, username = "", query = "", answer = ""]) => ({ username, query, answer }));
}
