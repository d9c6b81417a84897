import type { SubgraphContext } from "../shared/subgraph/definition";
import { grantLoaders, type GrantLoaders } from "./grants/grant.loaders";
import { holdingLoaders, type HoldingLoaders } from "./companies/holding.loaders";
import { holderLoaders, type HolderLoaders } from "./grants/holders/holder.loaders";
import { accessRequestLoaders, type AccessRequestLoaders } from "./requests/access-request.loaders";
import { organizationLoaders, type OrganizationLoaders } from "./companies/organization.loaders";
import { userLoaders, type UserLoaders } from "./people/user.loaders";

/** Loaders are one request's and one caller's: what they remember is in that caller's scope. */
export interface IdentityLoaders {
  readonly organization: OrganizationLoaders;
  readonly holding: HoldingLoaders;
  readonly user: UserLoaders;
  readonly grant: GrantLoaders;
  readonly holder: HolderLoaders;
  readonly accessRequest: AccessRequestLoaders;
}

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
