import type { Caller } from "../../schema/access/caller";
import type { ScopePath } from "../../schema/access/decide";
import { actsThroughIdentity, createActs, personActsThroughIdentity } from "../shared/act";
import { allOf, isOneOf, type SqlFragment, type Writer } from "../shared/database";
import { organizationPath } from "../shared/scope/organization";
import type { MobileContext } from "./context";
import { contractsById } from "./contract/contract.repository";
import { contractPath, linePath, visibleLines, type OfLine } from "./scope";

/** What an act in this subgraph needs of it: where its objects lie, and the lock on lines. */
const identityPorts = actsThroughIdentity<MobileContext>(async (transaction, objects) => {
  const idsOf = (type: string) => objects.filter((object) => object.type === type).map(({ id }) => id);
  const lines = await linePaths(transaction, isOneOf("l.id", idsOf("MobileLine")));
  const contractIds = idsOf("MobileContract");
  const contracts = contractIds.length === 0 ? [] : await contractsById(transaction, contractIds);
  const contractPaths = new Map(contracts.map((contract) => [contract.id, contractPath(contract)]));
  return objects.map(({ type, id }) => {
    if (type === "Organization") return organizationPath({ id });
    return (type === "MobileLine" ? lines : contractPaths).get(id) ?? null;
  });
});

/** After the commit records go to identity, and actions to the operator's systems. */
export const ports: typeof identityPorts = {
  ...identityPorts,
  wake(context) {
    identityPorts.wake(context);
    context.services.own.wake("actions");
  },
};

/** The same for work that goes on after its requester's session: identity says who they are now. */
export const personPorts = personActsThroughIdentity(ports);

/** The one way to change something in this subgraph (docs/acts.md). */
export const { act, ownAct } = createActs<MobileContext, never>(ports);

/** Where the lines of a job's scope lie that the caller may see, by id. The others are out of scope. */
export async function visibleLinePaths(
  transaction: Writer,
  caller: Caller,
  ids: readonly string[],
  { scopeType, scopeId }: { readonly scopeType: "MobileContract" | "Organization"; readonly scopeId: string },
): Promise<ReadonlyMap<string, ScopePath>> {
  const column = scopeType === "MobileContract" ? "l.contract_id" : "l.organization_id";
  const within = { sql: `${column} = ?`, parameters: [scopeId] };
  return await linePaths(transaction, allOf([isOneOf("l.id", ids), within, visibleLines(caller)]));
}

/** Where these lines lie now, locked until the transaction ends: the feed may move a line to another contract. */
async function linePaths(
  transaction: Writer,
  condition: SqlFragment,
): Promise<ReadonlyMap<string, ScopePath>> {
  if (condition.parameters.length === 0) return new Map();
  // SQLite lets only one transaction write from its begin on.
  const lock = transaction.dialect === "mysql" ? " FOR UPDATE" : "";
  const rows = await transaction.rows<OfLine>(
    "SELECT l.id AS lineId, l.contract_id AS contractId, l.organization_id AS organizationId" +
      ` FROM mobile_line l WHERE ${condition.sql} ORDER BY l.id${lock}`,
    condition.parameters,
  );
  return new Map(rows.map((row) => [row.lineId, linePath(row)]));
}
