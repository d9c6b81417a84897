import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DocumentNode } from "graphql";
import { createAccessCut } from "../../gateway/access/cut";
import { finishErrors } from "../../gateway/access/finish-errors";
import { rulesOfSupergraph } from "../../gateway/access/supergraph-rules";
import { createEngine, inProcessTransport, type Engine } from "../../gateway/engine";
import { anonymousCaller, type Caller } from "../../schema/access/caller";
import { openInProcess, sealInProcess } from "../../schema/access/seal";
import type { RequestFacts } from "../../schema/access/request-facts";
import { subgraphDefinitions } from "../../subgraphs";
import type { DatabaseLocation } from "../../subgraphs/shared/database";
import { readPublished } from "../../subgraphs/shared/serving/published-files";
import { readSubgraphEnvironment } from "../../subgraphs/shared/env";
import { startSubgraphs } from "../../subgraphs/start";
import { loadWorld, sessionOf } from "./world/load-world";
import { NOW, type World } from "./world/world";

interface Context {
  readonly caller: Caller;
}

/** The whole product in this process, with one world in it. */
export interface System {
  readonly schema: Engine<Context>["apiSchema"];
  readonly costCenterIds: ReadonlyMap<string, string>;
  /** As the person, or as nobody. */
  ask(person: string | null, document: DocumentNode, source: string, variables: object): Promise<Answered>;
  close(): Promise<void>;
}

export interface Answered {
  readonly data?: unknown;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[] | undefined;
    readonly extensions?: Readonly<Record<string, unknown>>;
  }[];
}

const FACTS: RequestFacts = { requestId: "oracle", userAgent: null, ipAddress: null, acceptLanguage: null };
const IDENTITY = {
  TOKEN_ISSUER: "https://identity.test",
  TOKEN_AUDIENCE: "https://gateway.test",
  IDENTITY_SECRET: "a secret of at least thirty-two characters",
  PORTAL_URL: "https://portal.test",
};

/** @param location where the databases are; default: SQLite files of its own, which go when it is closed */
export async function startSystem(world: World, location?: DatabaseLocation): Promise<System> {
  const directory = await mkdtemp(join(tmpdir(), "oracle-"));
  const failures: unknown[] = [];
  const fail = (details: object) => void failures.push(details);
  const subgraphs = await startSubgraphs(
    subgraphDefinitions.map(({ name }) => name),
    {
      location: location ?? { kind: "sqlite", directory },
      settings: readSubgraphEnvironment(
        { ...IDENTITY, DATA_DIR: directory, DEMO: "true" },
        { seal: false, identity: true },
      ),
      now: () => NOW,
      logger: { info: () => undefined, warn: fail, error: fail },
    },
  );
  const costCenterIds = await loadWorld(world, (name) => subgraphs.databaseOf(name));
  const { supergraphSdl } = readPublished("identity");
  const rules = rulesOfSupergraph(supergraphSdl, false);
  const cut = createAccessCut(rules);
  const engine = createEngine<Context>({
    supergraphSdl,
    transport: ({ name }) =>
      inProcessTransport(
        ({ query, operationName, variables, context }) =>
          subgraphs
            .of(name)
            .execute(
              { query, operationName, variables },
              openInProcess(sealInProcess(context.caller)),
              FACTS,
            ),
        { ownsResponses: true },
      ),
    planTimeoutMs: 10_000,
    // Small worlds, deep questions: what they could cost in larger ones is not what is held here.
    cost: { max: Infinity },
    cut: ({ caller }) => cut(caller),
    finishErrors: (errors) => finishErrors(errors, rules),
  });
  const callers = new Map<string | null, Promise<Caller>>();

  async function callerOf(person: string | null): Promise<Caller> {
    if (person === null) return anonymousCaller(NOW);
    const session = { userId: person, sessionId: sessionOf(person) };
    const caller = (await subgraphs.of("identity").internal("caller", session, null)) as Caller | null;
    return caller ?? anonymousCaller(NOW);
  }

  return {
    schema: engine.apiSchema,
    costCenterIds,
    async ask(person, document, source, variables) {
      let caller = callers.get(person);
      if (caller === undefined) callers.set(person, (caller = callerOf(person)));
      const given = { document, source, variables: { ...variables }, context: { caller: await caller } };
      const answer = (await engine.execute(given)) as Answered;
      if (failures.length > 0) throw new Error(`The system failed: ${JSON.stringify(failures.splice(0))}`);
      return answer;
    },
    async close() {
      await engine.close();
      await subgraphs.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
