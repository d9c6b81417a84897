import type { ApolloServerPlugin } from "@apollo/server";
import { followFile, type Following, type FollowLogger } from "../../runtime/follow-file";
import { readNamedFile } from "../../runtime/operator-files";
import type { GatewayContext } from "../request/context";
import type { GatewayEnvironment } from "../settings/env";
import { readManifest } from "./manifest";
import { trustedDocuments } from "./trusted-documents";

const NAME = "manifest of trusted documents";

/** The trusted documents that a gateway follows in their file. */
export interface OpenedDocuments {
  readonly plugin: ApolloServerPlugin<GatewayContext>;
  /** Takes up changes of the manifest's file from now on. */
  follow(logger: FollowLogger, onReload: (file: string, outcome: string) => void): Following;
}

/** The trusted documents that the environment names, if any. @throws Error when their manifest cannot be read */
export function openTrustedDocuments(
  environment: Pick<GatewayEnvironment, "TRUSTED_DOCUMENTS" | "TRUSTED_DOCUMENTS_MODE">,
): OpenedDocuments | undefined {
  const { TRUSTED_DOCUMENTS: path, TRUSTED_DOCUMENTS_MODE: mode } = environment;
  if (mode === "off" || path === undefined) return undefined;
  const text = readNamedFile("TRUSTED_DOCUMENTS", path);
  let documents = readManifest(text);
  return {
    plugin: trustedDocuments(() => documents, mode),
    follow: (logger, onReload) =>
      followFile({
        path,
        text,
        name: NAME,
        logger,
        replace(next) {
          documents = readManifest(next);
        },
        onReload: (outcome) => onReload("trusted documents", outcome),
      }),
  };
}
