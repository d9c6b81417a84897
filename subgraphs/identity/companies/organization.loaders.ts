import type DataLoader from "dataloader";
import type { Caller } from "../../../schema/access/caller";
import type { Reader } from "../../shared/database";
import { oneByKey } from "../../shared/inventory";
import { organizationsByIds } from "./organization.repository";
import type { OrganizationType } from "./organization.type";

/** Loaders of companies. */
export interface OrganizationLoaders {
  /** Null when it does not exist or the Caller does not name it. */
  readonly byId: DataLoader<string, OrganizationType | null>;
}

/** Makes the loaders of companies, those that the caller names. */
export function organizationLoaders(reader: Reader, caller: Caller): OrganizationLoaders {
  return {
    byId: oneByKey(
      (ids) => organizationsByIds(reader, caller, ids),
      ({ id }) => id,
    ),
  };
}
