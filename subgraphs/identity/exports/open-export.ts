import { decide } from "../../../schema/access/decide";
import type { Download } from "../../../schema/download";
import { readCaller } from "../grants/callers/caller.repository";
import type { IdentityContext } from "../context";
import type { Export, Pages } from "./export-token";
import { auditLogRows } from "../audit/audit-log-file";
import { EXPORTED_BY } from "./prepare-export";
import { usersRows } from "../people/users-file";

/**
 * The file that a token of ours names; null unless this very viewer asked for it within the last five minutes and may
 * still do so.
 */
export async function openExport(token: string, context: IdentityContext): Promise<Download | null> {
  const { caller, services, now } = context;
  if (caller.userId === null) return null;
  const opened = await services.exports.open(token, caller.userId, now());
  if (opened === null || !(await mayExport(opened.file, context))) return null;
  return fileOf(opened.file, context);
}

function fileOf(file: Export["file"], context: IdentityContext): Download {
  switch (file.kind) {
    case "users":
      return {
        contentType: "text/csv; charset=utf-8; header=present",
        fileName: "users.csv",
        body: whileAllowed(file, context, usersRows(file, context)),
      };
    case "auditLog":
      return {
        contentType: "application/x-ndjson; charset=utf-8",
        fileName: "audit-log.ndjson",
        body: whileAllowed(file, context, auditLogRows(file, context)),
      };
    default:
      return file satisfies never;
  }
}

/** The rule is decided anew before each page: a revocation stops a long file where it is. */
async function* whileAllowed(file: Export["file"], context: IdentityContext, pages: Pages): Pages {
  for await (const page of pages) {
    if (!(await mayExport(file, context))) throw new Error("The right to this file ended on the way");
    yield page;
  }
}

async function mayExport(
  { kind, organizationId }: Export["file"],
  context: IdentityContext,
): Promise<boolean> {
  const { caller, database, rules, services, now } = context;
  const { userId, sessionId } = caller;
  const statement = rules.of(EXPORTED_BY[kind]);
  if (userId === null || sessionId === null || statement === undefined) return false;
  const present = await readCaller(database.read, services, { userId, sessionId }, now());
  const path = { scopes: [{ kind: "ORGANIZATION" as const, id: organizationId }] };
  return present !== null && decide(present, statement, path).allowed;
}
