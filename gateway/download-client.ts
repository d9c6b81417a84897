import type { Sealer } from "../schema/access/seal";
import { appendEnvelope } from "../schema/access/sealed-body";
import { UnavailableError } from "../schema/errors";
import { asAbortSignal } from "./engine";
import type { OpenDownload } from "./http/downloads";

export interface DownloadClientOptions {
  /** Where each subgraph answers GraphQL, by name. */
  readonly urlOf: (subgraph: string) => string | undefined;
  readonly sealer: Sealer;
  readonly now: () => number;
}

const FILE_NAME = /filename="([\w.-]+)"/;

/** Opens downloads of subgraphs in processes of their own, under the gateway's seal for whoever asks. */
export function createDownloadClient({ urlOf, sealer, now }: DownloadClientOptions): OpenDownload {
  return async ({ subgraph, token, caller, facts, trace, signal }) => {
    const url = urlOf(subgraph);
    if (url === undefined) return null;
    const body = JSON.stringify({ token });
    const response = await fetch(new URL("/download", url), {
      method: "POST",
      // The token and the seal are no business of wherever a redirect leads.
      redirect: "error",
      headers: { "content-type": "application/json", ...trace },
      body: appendEnvelope(body, sealer.seal({ caller, facts }, subgraph, body, now())),
      signal: asAbortSignal(signal),
    }).catch((cause: unknown) => {
      throw Object.assign(new UnavailableError("The file cannot be had just now"), { cause });
    });
    if (response.status === 404) return null;
    const fileName = FILE_NAME.exec(response.headers.get("content-disposition") ?? "")?.[1];
    if (!response.ok || response.body === null || fileName === undefined)
      throw new UnavailableError("The file cannot be had just now");
    const contentType = response.headers.get("content-type") ?? "application/octet-stream";
    return { contentType, fileName, body: response.body };
  };
}
