import type { Caller } from "../../../schema/access/caller";
import { decide } from "../../../schema/access/decide";
import type { Download } from "../../../schema/download";
import type { SubgraphContext } from "../subgraph/definition";
import type { CompanyFile, FileServices } from "./company-file";

/**
 * The file that a token of ours names; null unless this very viewer asked for it within the last five minutes and may
 * still do so. The rule is decided anew before each page: a revocation stops a long file where it is.
 * @param files every kind that the subgraph has
 * @param freshCaller who the viewer is by now; null once the session has ended
 */
export async function openFile<Context extends SubgraphContext<unknown, FileServices>>(
  token: string,
  context: Context,
  files: readonly CompanyFile<Context, unknown>[],
  freshCaller: () => Promise<Caller | null>,
): Promise<Download | null> {
  const { caller, services, now, rules } = context;
  if (caller.userId === null) return null;
  const opened = await services.files.open(token, caller.userId, now());
  const file = files.find(({ kind }) => kind === opened?.kind);
  if (opened === null || file === undefined) return null;
  const { organizationId } = opened;
  const path = { scopes: [{ kind: "ORGANIZATION" as const, id: organizationId }] };
  const statement = rules.of(file.mutation);
  const mayRead = async (): Promise<boolean> => {
    const present = statement === undefined ? null : await freshCaller();
    return present !== null && statement !== undefined && decide(present, statement, path).allowed;
  };
  if (!(await mayRead())) return null;
  const pages = file.pages(organizationId, file.filter.parse(opened.filter), context);
  return { contentType: file.contentType, fileName: file.fileName, body: whileAllowed(pages, mayRead) };
}

async function* whileAllowed(
  pages: AsyncIterable<string>,
  mayRead: () => Promise<boolean>,
): AsyncIterable<string> {
  for await (const page of pages) {
    if (!(await mayRead())) throw new Error("The right to this file ended on the way");
    yield page;
  }
}
