import type DataLoader from "dataloader";
import type { Reader } from "../../shared/database";
import { manyByKey } from "../../shared/inventory";
import { servicesOfRequests, type RequestService } from "./access-request.repository";

/** Loaders of access requests. */
export interface AccessRequestLoaders {
  readonly services: DataLoader<string, readonly RequestService[]>;
}

/** Makes the loaders of access requests. */
export function accessRequestLoaders(reader: Reader): AccessRequestLoaders {
  return {
    services: manyByKey(
      (ids) => servicesOfRequests(reader, ids),
      ({ requestId }) => requestId,
    ),
  };
}
