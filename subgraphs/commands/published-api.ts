import "reflect-metadata";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildSchema, findBreakingChanges, type GraphQLSchema } from "graphql";
import { readRules } from "../../schema/access/read-rules";

/** What clients rely on: the client API as it was last published, rules included. */
const PUBLISHED = "schema/published/api.graphql";
const GENERATED = "schema/generated/api.graphql";
const DECISIONS = "docs/decisions";

/**
 * Every way in which the new API breaks a client of the old one, a sentence each, sorted: what was removed or narrowed
 * (graphql-js's own list), and every access rule that was lost, added or changed on a coordinate that both have.
 * @param published SDL of the API that clients were promised
 * @param generated SDL of the API as the code makes it
 */
export function breaksBetween(published: string, generated: string): string[] {
  const [before, after] = [buildSchema(published), buildSchema(generated)];
  const changes = findBreakingChanges(before, after).map(({ description }) => description);
  return [...changes, ...changedRules(before, after)].toSorted();
}

/** The breaks that decision records name, one in each line that begins with `breaks: `. */
export function namedBreaks(records: readonly string[]): Set<string> {
  return new Set(
    records.flatMap((text) => [...text.matchAll(/^breaks: (.+)$/gm)].map(([, sentence = ""]) => sentence)),
  );
}

function changedRules(before: GraphQLSchema, after: GraphQLSchema): string[] {
  const [old, now] = [readRules(before), readRules(after)];
  const coordinates = new Set([...old.all(), ...now.all()].map(({ coordinate }) => coordinate));
  return [...coordinates].flatMap((coordinate) => {
    // A coordinate that only one side has is an addition, or a removal that the list of changes names.
    if (!stands(coordinate, before) || !stands(coordinate, after)) return [];
    const [was, is] = [old, now].map((rules) => JSON.stringify(rules.of(coordinate) ?? null));
    return was === is ? [] : [`${coordinate} has other access rules.`];
  });
}

function stands(coordinate: string, schema: GraphQLSchema): boolean {
  const [typeName = "", field] = coordinate.split(".");
  const type = schema.getType(typeName);
  if (type === undefined || field === undefined) return type !== undefined;
  return "getFields" in type && Object.hasOwn(type.getFields(), field);
}

function main(): void {
  const [published, generated] = [PUBLISHED, GENERATED].map((path) => readFileSync(path, "utf8"));
  const named = namedBreaks(
    readdirSync(DECISIONS)
      .filter((name) => name.endsWith(".md"))
      .map((name) => readFileSync(join(DECISIONS, name), "utf8")),
  );
  const unnamed = breaksBetween(published ?? "", generated ?? "").filter((sentence) => !named.has(sentence));
  if (unnamed.length > 0) {
    const lines = unnamed.map((sentence) => `breaks: ${sentence}\n`).join("");
    process.stderr.write(
      `The API breaks clients of ${PUBLISHED}. Name each break in a record in ${DECISIONS}:\n${lines}`,
    );
    process.exitCode = 1;
  } else if (process.argv.includes("--accept")) {
    writeFileSync(PUBLISHED, generated ?? "");
  } else if (published !== generated) {
    process.stderr.write(
      `${PUBLISHED} lacks what the API has now. Run \`npm run fix:published\` and review.\n`,
    );
    process.exitCode = 1;
  }
}

if (require.main === module) main();
