import type DataLoader from "dataloader";
import type { Caller } from "../../../schema/access/caller";
import type { AccessRules } from "../../../schema/access/rules";
import type { Reader } from "../../shared/database";
import { oneByKey } from "../../shared/inventory";
import { holdingsByIds } from "./holding.repository";
import type { HoldingType } from "./holding.type";

/** Loaders of groups of companies. */
export interface HoldingLoaders {
  /** Null when it does not exist or is out of the caller's scope. */
  readonly byId: DataLoader<string, HoldingType | null>;
}

/** Makes the loaders of groups of companies, within the caller's scope. */
export function holdingLoaders(reader: Reader, caller: Caller, rules: AccessRules): HoldingLoaders {
  return {
    byId: oneByKey(
      (ids) => holdingsByIds(reader, caller, rules, ids),
      ({ id }) => id,
    ),
  };
}
