import { freezeCaller, type Caller, type CallerGrant } from "../../schema/access/caller";
import { SCOPE_KIND_OF, type Profile, type Service } from "../../schema/access/vocabulary";
import type { Database } from "../../subgraphs/shared/database";
import type { SubgraphDefinition } from "../../subgraphs/shared/subgraph/definition";
import { createSubgraph, type ExecutableSubgraph } from "../../subgraphs/shared/serving/executable";
import type { TestDatabases } from "./databases";
import { publish } from "./publish";

/** The instant of every request, 15 June 2026 at noon in Italy. */
export const NOW = Date.parse("2026-06-15T10:00:00Z");

/** A subgraph on a database of its own, asked without a gateway. */
export interface TestSubgraph {
  readonly database: Database;
  readonly subgraph: ExecutableSubgraph;
  /** Asks as the caller; `refused` tells each refused path with its code, other errors by their path too. */
  ask(caller: Caller, query: string, variables?: Record<string, unknown>): Promise<Answer>;
}

export interface Answer {
  // Answers are as varied as queries are: tests state the whole shape they expect.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly data: any;
  readonly refused: Readonly<Record<string, unknown>>;
}

/**
 * The subgraph on an empty database. What is asked of it must need no services and call nobody.
 * @param beside the subgraphs whose fields it requires: they are composed with it, and not started
 */
export async function openSubgraph<Loaders, Services>(
  definition: SubgraphDefinition<Loaders, Services>,
  open: TestDatabases["open"],
  beside: readonly SubgraphDefinition[] = [],
): Promise<TestSubgraph> {
  const { name, entities, migrations } = definition;
  const published = publish(definition as SubgraphDefinition, ...beside).get(name)!;
  const database = await open({ subgraph: name, entities: [...entities], migrations: [...migrations] });
  const logged: unknown[] = [];
  const log = (details: object) => void logged.push(details);
  const subgraph = createSubgraph(
    definition,
    {
      database,
      now: () => NOW,
      logger: { info: log, warn: log, error: log },
      services: undefined as Services,
      internal: () => Promise.reject(new Error("nobody to call")),
    },
    published,
  );
  return {
    database,
    subgraph,
    async ask(caller, query, variables = {}) {
      const facts = { requestId: "test", userAgent: null, ipAddress: null, acceptLanguage: null };
      const { data, errors = [] } = await subgraph.execute({ query, variables }, caller, facts);
      if (errors.some(({ extensions }) => extensions?.["code"] === "INTERNAL"))
        throw new Error(
          `${JSON.stringify(errors)}: ${logged.map(String).join("; ")} ${JSON.stringify(logged)}`,
        );
      const refused = errors.flatMap(({ path = [], message, extensions = {} }) => {
        const paths = (extensions["paths"] ?? [path]) as (string | number)[][];
        const code =
          extensions["code"] === "BAD_USER_INPUT" ? `BAD_USER_INPUT ${message}` : extensions["code"];
        return paths.map((each) => [each.join("."), code ?? message] as const);
      });
      return { data: JSON.parse(JSON.stringify(data ?? null)), refused: Object.fromEntries(refused) };
    },
  };
}

export interface GrantOf {
  readonly profile: Profile;
  readonly on: string;
  readonly services?: readonly Service[];
  /** The organizations that the scope lies in; of an ORGANIZATION itself. */
  readonly organizations?: readonly string[];
  readonly contract?: string;
  readonly from?: string;
}

let grants = 0;

/** A grant in force; its id is `grant-<profile>-<scope>`, so that coverage can be told. */
export function grant(of: GrantOf): CallerGrant {
  const kind = SCOPE_KIND_OF[of.profile];
  grants += 1;
  return {
    id: `grant-${of.profile}-${of.on}`,
    profile: of.profile,
    services: of.services ?? [],
    scope: { kind, id: of.on },
    organizationIds: of.organizations ?? [of.on],
    contractId: kind === "MOBILE_CONTRACT" ? of.on : (of.contract ?? null),
    validFrom: Date.parse(of.from ?? "2024-01-01T00:00:00Z"),
    validUntil: null,
  };
}

export function caller(of: readonly GrantOf[], registered: readonly string[] = []): Caller {
  return freezeCaller({
    userId: `user-${grants}`,
    sessionId: "session",
    organizationIds: registered,
    grants: of.map(grant),
    at: NOW,
  });
}

/** A caller for each name; `registered` names the companies of those who are registered with any. */
export function personasOf<Name extends string>(
  grantsOf: Readonly<Record<Name, readonly GrantOf[]>>,
  registered: { readonly [Each in Name]?: readonly string[] } = {},
): Record<Name, Caller> {
  const names = Object.keys(grantsOf) as Name[];
  const entries = names.map((name) => [name, caller(grantsOf[name], registered[name])]);
  return Object.fromEntries(entries) as Record<Name, Caller>;
}

/** A representation for `_entities`. */
export function entity(typename: string, id: string) {
  return { __typename: typename, id };
}
