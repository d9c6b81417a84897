import { downloadUrl } from "../../../schema/download";
import { act } from "../act/act";
import type { IdentityContext } from "../context";
import { signedInUser } from "../people/signed-in-user";
import type { Export } from "./export-token";

/** The mutation whose rule each file stands under: when it is asked for, and again when it is opened. */
export const EXPORTED_BY: Readonly<Record<Export["file"]["kind"], `Mutation.${string}`>> = {
  users: "Mutation.exportUsers",
  auditLog: "Mutation.exportAuditLog",
};

/**
 * The address at which the viewer, and nobody else, opens the file within five minutes. Recorded: data leaves here.
 * @param fileOf checks the arguments: what the list would refuse is refused here, not when the file is opened
 */
export async function prepareExport(
  context: IdentityContext,
  kind: Export["file"]["kind"],
  fileOf: () => Export["file"],
) {
  const { caller, services, now } = context;
  return await act(
    context,
    {
      mutation: EXPORTED_BY[kind],
      prepare: () => Promise.resolve(fileOf()),
      async answer(file: Export["file"]) {
        const { token, expiresAt } = await services.exports.seal({ file }, signedInUser(caller), now());
        return { url: downloadUrl("identity", token), expiresAt };
      },
    },
    ({ audit }, file) => {
      audit({ target: { type: "Organization", id: file.organizationId, label: null } });
      return Promise.resolve(file);
    },
  );
}
