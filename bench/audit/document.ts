import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PROJECT } from "../project";
import type { Contender } from "./contenders";
import { CASES } from "./catalogue";
import { summaryOf } from "./report";
import type { CaseResult } from "./run";

export type Audited =
  | { readonly contender: Contender; readonly results: readonly CaseResult[] }
  /** It did not serve the supergraph, and said why. */
  | { readonly contender: Contender; readonly refusal: string };

const PACKAGES = [
  "@apollo/gateway",
  "@graphql-hive/gateway-runtime",
  "@graphql-hive/router-runtime",
] as const;

const HEAD = (versions: string) => `# The audit of access, held against others

Written by \`npm run audit:access -- --compare\`; do not edit. Same outcomes, same bytes.

One small federation of two subgraphs, one catalogue of ways around its rules (\`bench/audit/catalogue\`), asked over
plain HTTP of each gateway on loopback, one at a time. The rules are stated twice, where the same can be said: in our
access directives, and in federation's own \`@authenticated\`, \`@requiresScopes\` and \`@policy\`. Both texts are
composed by the same composer. Every persona has one token; its \`scope\` is what federation's directives decide on.

- **exact**: the expected data, siblings of a refused field alive, and one error at the path of each refused field.
  A field left out counts as null, and list indexes in paths are not compared.
- **closed**: nothing hidden was shown or done, but the answer is another one. What came is listed below the table.
- **open**: something hidden was shown, or a refused mutation did something.
- **cannot say**: federation's directives have no words for it, so it was not asked, and is not held against anybody.

The columns:

- **ours**: gateway and subgraphs, as the product runs: both layers decide.
- **ours, gateway alone**: before subgraphs that answer everybody everything, as all others have them. The gateway
  cuts what a caller may meet on no object at all; which object it is, the subgraphs decide, and they are taken away
  here. So what is open in this column is what the second layer is there for, and why a subgraph never runs without it.
- **Hive Gateway**: its \`genericAuth\` in the mode \`protect-granular\`, refusing field by field
  (\`rejectUnauthenticated: false\`); a policy is a scope of the token. With its JS engine, and with its Rust planner.
- **@apollo/gateway**: refuses to serve a supergraph that states such rules, which is the safe thing to do: Apollo
  enforces them in its Router only, which is a program of another kind and was not measured.

Versions: ${versions}.
`;

/** docs/access-audit.md: the same text for the same outcomes. */
export function auditDocument(audited: readonly Audited[]): string {
  const labels = audited.map(({ contender }) => contender.label);
  const rows = CASES.map(({ name, tries }) => [name, tries, ...audited.map((one) => cell(one, name))]);
  const totals = audited.map((one) => ("refusal" in one ? "did not serve" : summaryOf(one.results)));
  const table = [
    ["Case", "Tries", ...labels],
    ["---", "---", ...labels.map(() => "---")],
    ...rows,
    ["", "", ...totals],
  ];
  const lines = table.map((row) => `| ${row.join(" | ")} |`).join("\n");
  const sections = audited.map(details).filter((section) => section !== "");
  return `${HEAD(versions())}\n## Outcomes\n\n${lines}\n\n## What came instead\n\n${sections.join("\n\n")}\n\n${OTHERS}`;
}

const OTHERS = `## Against another gateway

\`\`\`
npm run audit:access -- --serve DIRECTORY                        # subgraphs; writes supergraph, tokens and key
npm run audit:access -- --url http://… --tokens DIRECTORY/tokens.json
\`\`\`

The gateway serves \`DIRECTORY/supergraph.graphql\` and verifies tokens with \`DIRECTORY/jwks.json\`. One that issues its
own tokens is told them with \`--token-for persona=…\`. \`--rules access\` states the rules in our directives instead.
The command ends with 1 when a case is open.
`;

function details(one: Audited): string {
  const { label } = one.contender;
  if ("refusal" in one) return `**${label}** did not start: \`${one.refusal}\``;
  const others = one.results.filter(({ outcome }) => outcome === "closed" || outcome === "open");
  if (others.length === 0) return "";
  const items = others.map(
    ({ name, outcome, got }) => `- ${name} (${outcome}), asked by ${got.replace(": ", ": `")}\``,
  );
  return `**${label}**\n\n${items.join("\n")}`;
}

function cell(one: Audited, name: string): string {
  if ("refusal" in one) return "–";
  const outcome = one.results.find((result) => result.name === name)?.outcome ?? "–";
  return outcome === "open" ? "**open**" : outcome;
}

function versions(): string {
  const { dependencies } = JSON.parse(
    readFileSync(join(PROJECT, "bench", "contenders", "package.json"), "utf8"),
  ) as { readonly dependencies: Readonly<Record<string, string>> };
  return PACKAGES.map((name) => `${name} ${dependencies[name] ?? "unknown"}`).join(", ");
}
