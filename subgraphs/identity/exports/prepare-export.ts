import { downloadUrl } from "../../../schema/download";
import { passingGrants } from "../../../schema/access/verdict";
import { recordAudit } from "../audit/record-audit";
import type { IdentityContext } from "../context";
import { signedInUser } from "../people/signed-in-user";
import type { Export } from "./export-token";

/** The mutation whose rule each file stands under: when it is asked for, and again when it is opened. */
export const EXPORTED_BY: Readonly<Record<Export["file"]["kind"], string>> = {
  users: "Mutation.exportUsers",
  auditLog: "Mutation.exportAuditLog",
};

/** The address at which the viewer, and nobody else, opens the file within five minutes. Recorded: data leaves here. */
export async function prepareExport(
  { caller, database, request, rules, services, now }: IdentityContext,
  file: Export["file"],
): Promise<{ readonly url: string; readonly expiresAt: number }> {
  const userId = signedInUser(caller);
  const { organizationId } = file;
  const action = EXPORTED_BY[file.kind];
  const path = { scopes: [{ kind: "ORGANIZATION" as const, id: organizationId }] };
  const target = { type: "Organization", id: organizationId, label: null };
  const grantId = passingGrants(caller, rules, action, path)[0]?.id ?? null;
  const at = now();
  await database.write((transaction) =>
    recordAudit(transaction, { at, request }, [
      { organizationIds: [organizationId], actorId: userId, grantId, action, target, outcome: "ALLOWED" },
    ]),
  );
  const { token, expiresAt } = await services.exports.seal({ file }, userId, at);
  return { url: downloadUrl("identity", token), expiresAt };
}
