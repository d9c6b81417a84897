import { createAccessCut } from "../../gateway/access/cut";
import { rulesOfSupergraph } from "../../gateway/access/supergraph-rules";
import { freezeCaller, type Caller } from "../../schema/access/caller";
import { readPublished } from "../../subgraphs/shared/serving/published-files";
import { median } from "../table";
import type { Ask } from "./client";
import { ORGANIZATION } from "./operation";

/** Microseconds. */
export interface CutFigures {
  /** Every rule of the schema decided for holdings not met before. */
  readonly computed: number;
  /** The same for holdings that some caller had before. */
  readonly cached: number;
  /** A request whose document and holdings are new: validated, cut, planned, run. */
  readonly firstRequest: number;
  readonly nextRequest: number;
}

const OF_THE_CUT = 200;
const REQUESTS = 40;

/** The cut by itself and as part of a small request through the gateway, the first time and from cache; medians. */
export async function measureCut(ask: Ask): Promise<CutFigures> {
  const rules = rulesOfSupergraph(readPublished("identity").supergraphSdl, false);
  const computed: number[] = [];
  const cached: number[] = [];
  for (let turn = 0; turn < OF_THE_CUT; turn++) {
    const cut = createAccessCut(rules);
    computed.push(clock(() => cut(referent())));
    cached.push(clock(() => cut(referent())));
  }
  const first: number[] = [];
  const next: number[] = [];
  for (let turn = 0; turn < REQUESTS; turn++) {
    const query = `query Cut${turn}($id: ID!) { organization(id: $id) { legalName mobileLines(first: 1) { edges { node { sim { imsi } } } } } }`;
    first.push(await clockAsync(() => ask(query, { id: ORGANIZATION })));
    next.push(await clockAsync(() => ask(query, { id: ORGANIZATION })));
  }
  return {
    computed: median(computed),
    cached: median(cached),
    firstRequest: median(first),
    nextRequest: median(next),
  };
}

/** As identity makes one for each request. */
function referent(): Caller {
  const scope = { kind: "HOLDING", id: "hold-levante" } as const;
  const validity = { validFrom: 0, validUntil: null };
  const grant = {
    id: "grant",
    profile: "HOLDING_REFERENT",
    services: [],
    scope,
    contractId: null,
    ...validity,
  } as const;
  const grants = [{ ...grant, organizationIds: ["org-aurora", "org-borea"] }];
  return freezeCaller({ userId: "user", sessionId: "session", organizationIds: [], grants, at: Date.now() });
}

function clock(run: () => unknown): number {
  const begun = performance.now();
  run();
  return (performance.now() - begun) * 1_000;
}

async function clockAsync(run: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await run();
  return (performance.now() - begun) * 1_000;
}
