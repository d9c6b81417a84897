import type { ScopePath } from "../../schema/access/decide";
import { actsThroughIdentity, createActs } from "../shared/act";
import { isOneOf, type Writer } from "../shared/database";
import type { MobileContext } from "./context";
import { linePath, type OfLine } from "./scope";

/** The one way to change something in this subgraph (docs/acts.md). */
export const { act } = createActs<MobileContext, never>(
  actsThroughIdentity(async (transaction, objects) => {
    const paths = await linePaths(
      transaction,
      objects.filter(({ type }) => type === "MobileLine").map(({ id }) => id),
    );
    return objects.map(({ type, id }) => (type === "MobileLine" ? (paths.get(id) ?? null) : null));
  }),
);

/** Where these lines lie now, locked until the transaction ends: the feed may move a line to another contract. */
async function linePaths(
  transaction: Writer,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ScopePath>> {
  const condition = isOneOf("l.id", ids);
  // SQLite lets only one transaction write from its begin on.
  const lock = transaction.dialect === "mysql" ? " FOR UPDATE" : "";
  const rows = await transaction.rows<OfLine>(
    "SELECT l.id AS lineId, l.contract_id AS contractId, l.organization_id AS organizationId" +
      ` FROM mobile_line l WHERE ${condition.sql} ORDER BY l.id${lock}`,
    condition.parameters,
  );
  return new Map(rows.map((row) => [row.lineId, linePath(row)]));
}
