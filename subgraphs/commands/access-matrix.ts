import "reflect-metadata";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "csv-stringify/sync";
import { buildASTSchema, parse } from "graphql";
import { accessMatrix, MATRIX_COLUMNS, type MatrixRow } from "../../schema/access/matrix";
import { readRules } from "../../schema/access/read-rules";
import { generatedDirectory, readPublished } from "../shared/serving/published-files";

/** The access matrix of a supergraph by file name, as Markdown to read and as CSV to filter. */
export function matrixFiles(supergraphSdl: string): ReadonlyMap<string, string> {
  const schema = buildASTSchema(parse(supergraphSdl), { assumeValidSDL: true });
  const rows = accessMatrix(schema, readRules(schema)).filter(({ type }) => !/^(join|link)__/.test(type));
  return new Map([
    ["access-matrix.md", markdown(rows)],
    ["access-matrix.csv", csv(rows)],
  ]);
}

function csv(rows: readonly MatrixRow[]): string {
  const word = (cell: boolean | null) => (cell === null ? "" : cell ? "yes" : "no");
  return stringify([
    ["type", "field", "rule", ...MATRIX_COLUMNS.map(({ title }) => title)],
    ["", "", "given on", ...MATRIX_COLUMNS.map(({ scope }) => scope)],
    ...rows.map(({ type, field, rule, cells }) => [type, field, rule ?? "unguarded", ...cells.map(word)]),
  ]);
}

const INTRODUCTION = `# Who may meet which field

Written by \`npm run access:matrix\` from the supergraph; review it as you review code. Each cell asks the one decision
about somebody with one grant of that profile on the object's own path (an object, its contract, its company, their
holding). ● met, · refused. "Own user": the object is the viewer's own User. Fields without a rule are met by whoever
reaches their object; which objects those are is the scope of rows, not of fields.

Columns: A anonymous, S signed in without a grant, U own user, then one for each profile:
`;

/** Short heads, since a table of full profile names would be wider than any page. */
const HEADS = [
  "A",
  "S",
  "U",
  "LR",
  "HR",
  "MM",
  "A-inv",
  "A-use",
  "A-bill",
  "A-sim",
  "A-opt",
  "EU",
  "FO",
  "FM",
  "FS",
];

function markdown(rows: readonly MatrixRow[]): string {
  const legend = MATRIX_COLUMNS.map(({ title, scope }, index) => ({
    title,
    scope,
    head: HEADS[index] ?? title,
  }))
    .filter(({ scope }) => scope !== "")
    .map(({ title, scope, head }) => `- ${head}: ${title}, given on ${scope}`)
    .join("\n");
  const types = [...new Set(rows.map(({ type }) => type))].map(
    (type) => [type, rows.filter((row) => row.type === type)] as const,
  );
  const guarded = types.filter(([, fields]) => fields.some(({ rule }) => rule !== null));
  const open = types.filter(([, fields]) => fields.every(({ rule }) => rule === null));
  const openList = open.map(([type, fields]) => `- ${type}: ${namesOf(fields)}`).join("\n");
  return [
    INTRODUCTION,
    legend,
    ...guarded.map(([type, fields]) => section(type, fields)),
    `\n## Types without any rule\n\n${openList}\n`,
  ].join("\n");
}

function section(type: string, rows: readonly MatrixRow[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const ruled = rows.filter(({ rule }) => rule !== null);
  const unguarded = rows.filter(({ rule }) => rule === null);
  const table = [
    line(["Field", "Rule", ...MATRIX_COLUMNS.map(({ title }, index) => HEADS[index] ?? title)]),
    line(["---", "---", ...MATRIX_COLUMNS.map(() => ":-:")]),
    ...ruled.map(({ field, rule, cells }) =>
      line([field, rule ?? "", ...cells.map((cell) => (cell === true ? "●" : "·"))]),
    ),
  ].join("\n");
  const rest = unguarded.length === 0 ? "" : `\n\nUnguarded: ${namesOf(unguarded)}`;
  return `\n## ${type}\n\n${table}${rest}`;
}

function namesOf(rows: readonly MatrixRow[]): string {
  return rows.map(({ field }) => field).join(", ");
}

function main(): void {
  const directory = generatedDirectory();
  const { supergraphSdl } = readPublished("identity", directory);
  for (const [file, text] of matrixFiles(supergraphSdl)) writeFileSync(join(directory, file), text);
}

if (require.main === module) main();
