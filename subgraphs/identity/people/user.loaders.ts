import type DataLoader from "dataloader";
import type { Reader } from "../../shared/database";
import { oneByKey } from "../../shared/inventory";
import { usersByIds } from "./user.repository";
import type { UserType } from "./user.type";

/** Loaders of people. */
export interface UserLoaders {
  readonly byId: DataLoader<string, UserType | null>;
}

/** Makes the loaders of people; what a viewer may read of them the rules decide. */
export function userLoaders(reader: Reader): UserLoaders {
  return {
    byId: oneByKey(
      (ids) => usersByIds(reader, ids),
      ({ id }) => id,
    ),
  };
}
