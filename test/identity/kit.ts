import { Readable } from "node:stream";
import { freezeCaller, type Caller, type CallerGrant } from "../../schema/access/caller";
import { identityImports } from "../../subgraphs/identity/import";
import { importKinds } from "../../subgraphs/shared/import";
import { createIdentityServices, type IdentitySettings } from "../../subgraphs/identity/services";
import { identity } from "../../subgraphs/identity/subgraph";
import type { Database } from "../../subgraphs/shared/database";
import { importFile, type ImportReport } from "../../subgraphs/shared/import";
import type { InternalCall, Logger, RequestFacts } from "../../subgraphs/shared/subgraph/definition";
import { createSubgraph, type SubgraphAnswer } from "../../subgraphs/shared/serving/executable";
import { readPublished } from "../../subgraphs/shared/serving/published-files";
import type { TestDatabases } from "../kit/databases";
import { FEED } from "./feed";

export const SETTINGS = {
  issuer: "https://identity.test",
  audience: "https://gateway.test",
  secret: "a secret of at least thirty-two characters",
  portalUrl: "https://portal.test",
};
export const NOON = Date.parse("2026-06-15T12:00:00Z");
/** Says nothing. */
export const SILENT: Logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;

/** Every table but the keys', parents first. */
export const TABLES = [
  "holding",
  "organization",
  "user_account",
  "organization_membership",
  "invitation",
  "email_change",
  "registration",
  "mobile_number_proof",
  "one_time_code",
  "profile_grant",
  "profile_grant_service",
  "session",
  "known_address",
  "second_factor",
  "recovery_code",
  "second_factor_ending",
  "sign_in_challenge",
  "recovery_request",
  "password_reset",
  "throttle",
];

const FACTS: RequestFacts = {
  requestId: "request-1",
  userAgent: "Test/1.0",
  ipAddress: "192.0.2.1",
  acceptLanguage: null,
};

export interface Identity {
  readonly database: Database;
  readonly clock: { now: number };
  /** What identity asked of other subgraphs, in order. */
  readonly asked: unknown[][];
  readonly log: string[];
  run(query: string, caller: Caller, variables?: Record<string, unknown>): Promise<SubgraphAnswer>;
  entities(caller: Caller, representations: readonly object[], selection: string): Promise<SubgraphAnswer>;
  internal(name: string, input: unknown): Promise<unknown>;
  import(kind: string, csv: string, batchSize?: number): Promise<ImportReport>;
}

/** Identity on an empty database. `internal` answers for the other subgraphs; `changes` are to SETTINGS. */
export async function startIdentity(
  databases: TestDatabases,
  internal: InternalCall = () => Promise.reject(new Error("nobody is there")),
  changes: Partial<IdentitySettings> = {},
): Promise<Identity> {
  const clock = { now: NOON };
  const asked: unknown[][] = [];
  const log: string[] = [];
  const { entities, migrations } = identity;
  const database = await databases.open({
    subgraph: "identity",
    entities: [...entities],
    migrations: [...migrations],
  });
  const now = () => clock.now;
  const note = (_details: object, message: string) => void log.push(message);
  const logger = { info: note, warn: note, error: note };
  const subgraph = createSubgraph(
    identity,
    {
      database,
      now,
      logger,
      services: await createIdentityServices({ ...SETTINGS, ...changes }, { database, now, logger }),
      internal(subgraph, contract, input, caller) {
        asked.push([subgraph, contract.name, input, caller]);
        return internal(subgraph, contract, input, caller);
      },
    },
    readPublished("identity"),
  );
  const run: Identity["run"] = (query, caller, variables) =>
    subgraph.execute({ query, variables }, caller, FACTS);
  return {
    database,
    clock,
    asked,
    log,
    run,
    entities: (caller, representations, selection) =>
      run(
        `query ($representations: [_Any!]!) { _entities(representations: $representations) { ${selection} } }`,
        caller,
        { representations },
      ),
    internal: (name, input) => subgraph.internal(name, input, null),
    import(kindName, csv, batchSize = 500) {
      const kind = importKinds(identityImports, database, now).find(({ name }) => name === kindName);
      if (kind === undefined) throw new Error(`no kind ${kindName}`);
      return importFile(kind, Readable.from([csv]), { batchSize });
    },
  };
}

/** The same with the companies and people of feed.ts, all rows of which are taken. */
export async function startWithFeed(databases: TestDatabases, internal?: InternalCall): Promise<Identity> {
  const started = await startIdentity(databases, internal);
  await importFeed(started);
  return started;
}

async function importFeed(system: Identity): Promise<void> {
  for (const [kind, csv] of Object.entries(FEED)) {
    const { rejects } = await system.import(kind, csv);
    if (rejects.length > 0) throw new Error(`${kind}: ${JSON.stringify(rejects)}`);
  }
}

/** Back to noon and to what feed.ts says, or to nothing: a new database for every test would take its time. */
export async function startOver(system: Identity, feed: "with feed" | "empty" = "with feed"): Promise<void> {
  system.clock.now = NOON;
  await system.database.write(async (transaction) => {
    for (const table of TABLES.toReversed()) await transaction.execute(`DELETE FROM \`${table}\``);
  });
  if (feed === "with feed") await importFeed(system);
}

/** A caller out of thin air, as the gateway would have sealed them. */
export function callerWith(
  userId: string,
  grants: readonly (Pick<CallerGrant, "profile" | "scope"> & Partial<CallerGrant>)[],
  organizationIds: readonly string[] = [],
): Caller {
  return freezeCaller({
    userId,
    sessionId: `session-of-${userId}`,
    organizationIds,
    at: NOON,
    grants: grants.map((grant, index) => ({
      id: `grant-${index}`,
      services: [],
      organizationIds: grant.scope.kind === "ORGANIZATION" ? [grant.scope.id] : [],
      contractId: grant.scope.kind === "MOBILE_CONTRACT" ? grant.scope.id : null,
      validFrom: 0,
      validUntil: null,
      ...grant,
    })),
  });
}
