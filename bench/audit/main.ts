import "../production";
import { inspect, parseArgs } from "node:util";
import { compareAll } from "./compare";
import { serveForOthers, tokensOf } from "./external";
import { DIALECTS, type Dialect } from "./catalogue";
import { runCatalogue } from "./run";
import { report, summaryOf } from "./report";

const HELP = `npm run audit:access -- [options]
  The catalogue of bypasses, over plain HTTP.
  --url URL                 against the gateway there, which serves the catalogue's supergraph
    --token-for P=TOKEN       the persona's access token; repeatable
    --tokens FILE             all of them, as --serve wrote them
    --rules access|federation whose directives state the rules (federation)
  --serve DIRECTORY         serves the catalogue's subgraphs and writes what a gateway under test needs: the
                            supergraph, the tokens, the public key; until it is ended
    --port N                  the subgraphs' port (4100)
  --compare                 against ours, Hive Gateway and @apollo/gateway, one at a time; writes docs/access-audit.md`;

async function main(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      url: { type: "string" },
      "token-for": { type: "string", multiple: true, default: [] },
      tokens: { type: "string" },
      rules: { type: "string", default: "federation" },
      serve: { type: "string" },
      port: { type: "string", default: "4100" },
      compare: { type: "boolean", default: false },
    },
  });
  const dialect = DIALECTS.find((one) => one === values.rules);
  if (dialect === undefined) throw new Error(`--rules is one of ${DIALECTS.join(", ")}`);
  if (values.compare) return compareAll();
  if (values.serve !== undefined) return serveForOthers(values.serve, dialect, Number(values.port));
  if (values.url !== undefined) return auditOne(values.url, dialect, values.tokens, values["token-for"]);
  process.stdout.write(`${HELP}\n`);
}

async function auditOne(url: string, dialect: Dialect, file: string | undefined, given: readonly string[]) {
  const results = await runCatalogue({ url, dialect, tokens: tokensOf(file, given) });
  process.stdout.write(`${report(results)}\n\n${summaryOf(results)}\n`);
  if (results.some(({ outcome }) => outcome === "open")) process.exitCode = 1;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : inspect(error)}\n`);
  process.exitCode = 1;
});
