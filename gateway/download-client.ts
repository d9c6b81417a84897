import type { SealedClient } from "../runtime/sealed-client";
import { UnavailableError } from "../schema/errors";
import { asAbortSignal } from "./engine";
import type { OpenDownload } from "./http/downloads";

const FILE_NAME = /filename="([\w.-]+)"/;

/**
 * Opens downloads of subgraphs in processes of their own, under the gateway's seal for the person who asks.
 * @param isKnown whether there is a subgraph of this name
 */
export function createDownloadClient(
  client: SealedClient,
  isKnown: (subgraph: string) => boolean,
): OpenDownload {
  return async ({ subgraph, token, caller, facts, trace, signal }) => {
    if (!isKnown(subgraph)) return null;
    const asking = { caller, facts, trace };
    const response = await client
      .open(subgraph, "/download", { token }, asking, asAbortSignal(signal))
      .catch((cause: unknown) => {
        throw Object.assign(new UnavailableError("The file cannot be had just now"), { cause });
      });
    const fileName = FILE_NAME.exec(response.headers.get("content-disposition") ?? "")?.[1];
    if (response.status === 200 && response.body !== null && fileName !== undefined) {
      const contentType = response.headers.get("content-type") ?? "application/octet-stream";
      return { contentType, fileName, body: response.body };
    }
    // What is not read would keep its connection.
    await response.body?.cancel();
    if (response.status === 404) return null;
    throw new UnavailableError("The file cannot be had just now");
  };
}
