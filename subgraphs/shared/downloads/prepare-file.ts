import { downloadUrl } from "../../../schema/download";
import { CodedError } from "../../../schema/errors";
import type { Acts } from "../act";
import type { SubgraphContext } from "../subgraph/definition";
import type { CompanyFile, FileServices } from "./company-file";

/**
 * The address at which the viewer, and nobody else, opens the file within five minutes. Recorded: data leaves here.
 * @param filterOf checks the arguments: what the list would refuse is refused here, not when the file is opened
 * @throws CodedError UNAUTHENTICATED for nobody
 */
export async function prepareFile<Context extends SubgraphContext<unknown, FileServices>, Filter>(
  act: Acts<Context, never>["act"],
  context: Context,
  { subgraph, file }: { readonly subgraph: string; readonly file: CompanyFile<Context, Filter> },
  organizationId: string,
  filterOf: () => Filter,
) {
  const { caller, services, now } = context;
  return await act(
    context,
    {
      mutation: file.mutation,
      prepare: () => Promise.resolve(filterOf()),
      async answer(filter: Filter) {
        if (caller.userId === null) throw new CodedError("UNAUTHENTICATED", "Sign in first");
        const claims = { kind: file.kind, organizationId, filter };
        const { token, expiresAt } = await services.files.seal(claims, caller.userId, now());
        return { url: downloadUrl(subgraph, token), expiresAt };
      },
    },
    ({ audit }, filter) => {
      audit({ target: { type: "Organization", id: organizationId, label: null } });
      return Promise.resolve(filter);
    },
  );
}
