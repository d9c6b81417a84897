import type { ScopePath } from "../../../schema/access/decide";
import { scopedList, scopedRows } from "../../shared/inventory";
import type { MobileContext } from "../context";
import { LINE_COLUMNS, LINE_ROWS } from "../scope";
import { lineNarrowings } from "./line-filter";
import type { LineListArguments } from "./line-arguments.type";
import { lineOrder } from "./line-order";
import { LINE_SOURCE, toLine } from "./line.repository";

/** An organization or a contract whose lines are listed or counted. */
export interface LineParent {
  readonly path: ScopePath;
  readonly organizationId: string;
}

/** A page of the lines below the parent that the viewer may see. @param name the field, to which its cursors belong */
export async function listLines(
  name: string,
  parent: LineParent,
  { filter, orderBy, ...page }: LineListArguments,
  context: MobileContext,
) {
  const { caller, rules } = context;
  return await scopedList({
    reader: context.database.read,
    source: LINE_SOURCE,
    scope: scopedRows(caller, LINE_ROWS, parent.path, LINE_COLUMNS),
    narrowings: lineNarrowings(filter, { caller, rules, organizationId: parent.organizationId }),
    list: { name, parent: parent.path.scopes[0]?.id ?? null, filter },
    arguments: page,
    order: lineOrder(orderBy),
    asOf: caller.at,
    node: toLine,
  });
}
