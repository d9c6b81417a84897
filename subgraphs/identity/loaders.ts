import type { SubgraphContext } from "../shared/subgraph/definition";
import { holdingLoaders } from "./companies/holding.loaders";
import { organizationLoaders } from "./companies/organization.loaders";
import { grantLoaders } from "./grants/grant.loaders";
import { holderLoaders } from "./grants/holders/holder.loaders";
import { userLoaders } from "./people/user.loaders";
import { accessRequestLoaders } from "./requests/access-request.loaders";
import type { RequestsLoaders } from "./requests/context";

/** Every loader that a folder of identity names. They are one request's and one caller's: they remember in that caller's scope. */
export type IdentityLoaders = RequestsLoaders;

/** Makes the loaders of a request. */
export function identityLoaders(
  context: Omit<SubgraphContext<unknown, unknown>, "loaders">,
): IdentityLoaders {
  const { caller, rules } = context;
  const reader = context.database.read;
  return {
    organization: organizationLoaders(reader, caller),
    holding: holdingLoaders(reader, caller, rules),
    user: userLoaders(reader),
    grant: grantLoaders(reader, context),
    holder: holderLoaders(reader, caller),
    accessRequest: accessRequestLoaders(reader),
  };
}
