import type DataLoader from "dataloader";
import type { Caller } from "../../../../schema/access/caller";
import type { Reader } from "../../../shared/database";
import { oneByKey } from "../../../shared/inventory";
import { mastersOfContracts, usersOfLines, type Holder } from "./holder.repository";

/** Loaders of who holds a contract or a line. */
export interface HolderLoaders {
  readonly masterOfContract: DataLoader<string, Holder | null>;
  readonly userOfLine: DataLoader<string, Holder | null>;
}

/** Makes the loaders of holders, in force at the caller's instant. */
export function holderLoaders(reader: Reader, caller: Caller): HolderLoaders {
  const byScope = ({ scopeId }: Holder) => scopeId;
  return {
    masterOfContract: oneByKey((ids) => mastersOfContracts(reader, caller, ids), byScope),
    userOfLine: oneByKey((ids) => usersOfLines(reader, caller, ids), byScope),
  };
}
