import type { ActingContext } from "../act/context";
import type { GrantsContext, GrantsLoaders } from "../grants/context";
import type { AccessRequestLoaders } from "./access-request.loaders";

/** Loaders of access requests, and of the grants that they become. */
export interface RequestsLoaders extends GrantsLoaders {
  readonly accessRequest: AccessRequestLoaders;
}

/** What the resolvers and acts of access requests are called with. */
export type RequestsContext = ActingContext<RequestsLoaders, GrantsContext["services"]>;
