import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv";
import { EMBEDDED_VARIABLES, SEPARATE_GATEWAY_VARIABLES } from "../../gateway/settings/env";
import { FIRST_PORT, subgraphDefinitions } from "../../subgraphs";
import { SUBGRAPH_VARIABLES } from "../../subgraphs/shared/env";
import {
  composeDocument,
  composeServices,
  interpolate,
  interpolatedNames,
  ownServices,
  ROOT,
} from "./compose-file";

/** The reader of a service's variables, by what it runs. */
function variablesOf(command: readonly string[] = []): readonly string[] {
  const isGateway = command.includes("dist/gateway/main.js");
  return Object.keys(isGateway ? SEPARATE_GATEWAY_VARIABLES : SUBGRAPH_VARIABLES);
}

describe("docker-compose.yml", () => {
  // The schema names its draft by its https address, which Ajv does not know; it is draft 7 all the same.
  const { $schema: _draft, ...schema } = JSON.parse(
    readFileSync(join(ROOT, "test", "processes", "compose-spec.schema.json"), "utf8"),
  ) as Record<string, unknown>;
  const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema);

  it("is valid by the compose specification's own schema, which finds a misspelt key", () => {
    expect(validate(composeDocument())).toBe(true);
    expect(validate({ services: { gateway: { image: "area-clienti", depend_on: ["identity"] } } })).toBe(
      false,
    );
  });

  it("runs the gateway, and each subgraph under the name and port that the supergraph gives it", () => {
    const supergraph = readFileSync(join(ROOT, "schema", "generated", "supergraph.graphql"), "utf8");
    const stated = [...supergraph.matchAll(/@join__graph\(name: "([^"]+)", url: "([^"]+)"\)/g)];
    const served = ownServices().flatMap(([name, { command, environment }]) =>
      command?.includes("dist/subgraphs/main.js")
        ? [[command.at(-1), `http://${name}:${environment?.["PORT"]}/graphql`] as const]
        : [],
    );
    expect(Object.fromEntries(served)).toEqual(
      Object.fromEntries(stated.map(([, name = "", url]) => [name, url])),
    );
    expect(served).toEqual(
      subgraphDefinitions.map(({ name }, index) => [name, `http://${name}:${FIRST_PORT + index}/graphql`]),
    );
    expect(composeServices()["gateway"]?.command).toContain("dist/gateway/main.js");
  });

  it("sets no variable that the process does not read", () => {
    const unknown = ownServices().flatMap(([name, { command, environment = {} }]) =>
      Object.keys(environment)
        .filter((variable) => !variablesOf(command).includes(variable))
        .map((variable) => `${name}: ${variable}`),
    );
    expect(unknown).toEqual([]);
  });

  it("lets every process that listens be measured and ended as the operator says", () => {
    const listening = ownServices().filter(([, { environment }]) => environment?.["PORT"] !== undefined);
    const passedOn = ["METRICS", "METRICS_PORT", "STOP_TIMEOUT_MS"];
    expect(listening).toHaveLength(subgraphDefinitions.length + 1);
    for (const [, { environment }] of listening)
      expect(environment).toMatchObject(
        Object.fromEntries(passedOn.map((variable) => [variable, `\${${variable}:-}`])),
      );
  });

  it("starts subgraphs on a migrated database only, and lets none of them migrate", () => {
    const subgraphs = ownServices().filter(([, { command }]) => command?.includes("dist/subgraphs/main.js"));
    expect(
      subgraphs.map(([, { depends_on, environment }]) => [depends_on, environment?.["MIGRATE"]]),
    ).toEqual(subgraphs.map(() => [{ migrate: { condition: "service_completed_successfully" } }, "false"]));
    expect(composeServices()["migrate"]?.depends_on).toEqual({ mysql: { condition: "service_healthy" } });
  });

  it("waits for a statement of MySQL's own user over TCP, which no server answers that is still being made", () => {
    expect(composeServices()["mysql"]?.healthcheck?.test).toEqual([
      "CMD-SHELL",
      'MYSQL_PWD="$$MYSQL_PASSWORD" mysql --protocol=tcp --host=127.0.0.1 --user="$$MYSQL_USER" --execute="SELECT 1"',
    ]);
  });

  it.each(["SEAL_SECRET", "IDENTITY_SECRET", "MYSQL_PASSWORD"])("does not start without %s", (name) => {
    const all = { SEAL_SECRET: "s", IDENTITY_SECRET: "i", MYSQL_PASSWORD: "p" };
    const text = JSON.stringify(composeServices());
    expect(() => interpolate(text, all)).not.toThrow();
    expect(() => interpolate(text, { ...all, [name]: "" })).toThrow(`${name}: set it to`);
  });

  it("gives identity's secret to identity alone", () => {
    const holders = ownServices().filter(
      ([, { environment }]) => environment?.["IDENTITY_SECRET"] !== undefined,
    );
    expect(holders.map(([name]) => name)).toEqual(["identity"]);
  });
});

const READ = [
  ...new Set(
    [EMBEDDED_VARIABLES, SEPARATE_GATEWAY_VARIABLES, SUBGRAPH_VARIABLES].flatMap((each) => Object.keys(each)),
  ),
];

it("docs/operations.md has a row for every variable that a process reads", () => {
  const rows = readFileSync(join(ROOT, "docs", "operations.md"), "utf8").match(/^\| `[A-Z].*$/gm) ?? [];
  const named = rows.flatMap((row) =>
    [...row.split("|")[1]!.matchAll(/`([A-Z_]+)`/g)].map(([, name]) => name),
  );
  expect(new Set(named)).toEqual(new Set(READ));
  expect(named).toHaveLength(READ.length);
});

describe(".env.example", () => {
  const lines = readFileSync(join(ROOT, ".env.example"), "utf8").split("\n");
  const named = lines.flatMap((line) => /^([A-Z_]+)=$/.exec(line)?.[1] ?? []);

  it("names every variable that a process reads or docker-compose.yml takes, each once, and no other", () => {
    expect(named.toSorted()).toEqual([...new Set([...READ, ...interpolatedNames()])].toSorted());
  });

  it("says of each in one line what it is for, and sets none", () => {
    const pairs = lines.flatMap((line, index) => (/^[A-Z_]+=/.test(line) ? [[lines[index - 1], line]] : []));
    expect(pairs.filter(([comment, line]) => !/^# .+[.…]$/.test(comment!) || !line!.endsWith("="))).toEqual(
      [],
    );
  });
});
