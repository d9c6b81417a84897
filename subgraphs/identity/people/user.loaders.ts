import type DataLoader from "dataloader";
import type { Reader } from "../../shared/database";
import { oneByKey } from "../../shared/inventory";
import { usersByIds } from "./user.repository";
import type { UserType } from "./user.type";

export interface UserLoaders {
  readonly byId: DataLoader<string, UserType | null>;
}

export function userLoaders(reader: Reader): UserLoaders {
  return {
    byId: oneByKey(
      (ids) => usersByIds(reader, ids),
      ({ id }) => id,
    ),
  };
}
