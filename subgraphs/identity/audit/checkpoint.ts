import { calculateJwkThumbprint, compactVerify, CompactSign, importJWK, type CryptoKey } from "jose";
import { z } from "zod";
import type { PublicKeys } from "../../../schema/internal/caller";
import type { Reader } from "../../shared/database";
import type { AuditHead } from "./audit-heads";

/** The algorithm of identity's signing keys (RFC 8037). */
const ALGORITHM = "EdDSA";

/** Its own type of JWS (RFC 8725, section 3.11): no access token passes for a checkpoint, nor the other way round. */
const TYPE = "audit-checkpoint";

const CONTENT = z.strictObject({
  at: z.int(),
  chains: z.array(z.tuple([z.string(), z.int(), z.string()])),
});

/** What a checkpoint is signed with. */
export interface CheckpointKey {
  /** The thumbprint of its public key (RFC 7638). */
  readonly kid: string;
  readonly privateKey: CryptoKey;
}

/** Where every chain stood at an instant, epoch milliseconds. */
export interface AuditCheckpoint {
  readonly at: number;
  /** By chain. */
  readonly heads: ReadonlyMap<string, AuditHead>;
}

/** The text is no checkpoint that a key of this system has signed. */
export class CheckpointRefused extends Error {
  override readonly name = "CheckpointRefused";
}

/** The heads of all chains as one statement sees them, as a compact JWS (RFC 7515). @param now epoch milliseconds */
export async function signCheckpoint(reader: Reader, key: CheckpointKey, now: number): Promise<string> {
  const rows = await reader.rows<AuditHead & { chain: string }>(
    "SELECT chain, sequence, hash FROM audit_chain ORDER BY chain",
  );
  const content: z.infer<typeof CONTENT> = {
    at: now,
    chains: rows.map(({ chain, sequence, hash }) => [chain, sequence, hash]),
  };
  return await new CompactSign(new TextEncoder().encode(JSON.stringify(content)))
    .setProtectedHeader({ alg: ALGORITHM, kid: key.kid, typ: TYPE })
    .sign(key.privateKey);
}

/**
 * Opens a checkpoint. The key comes from the database, but must have the thumbprint (RFC 7638) that the checkpoint
 * names: who may write to the database cannot put another key in its place. @param keys every public key of identity's
 * @throws CheckpointRefused
 */
export async function openCheckpoint({ keys }: PublicKeys, text: string): Promise<AuditCheckpoint> {
  try {
    const { payload, protectedHeader } = await compactVerify(
      text.trim(),
      async ({ kid }) => {
        const jwk = keys.find((each) => each.kid === kid);
        if (jwk === undefined) throw new CheckpointRefused(`there is no signing key ${String(kid)}`);
        if ((await calculateJwkThumbprint(jwk)) !== kid)
          throw new CheckpointRefused(`the signing key ${kid} is not the one of that name`);
        return await importJWK(jwk, ALGORITHM);
      },
      { algorithms: [ALGORITHM] },
    );
    if (protectedHeader.typ !== TYPE) throw new CheckpointRefused("it is something else that was signed");
    const { at, chains } = CONTENT.parse(JSON.parse(new TextDecoder().decode(payload)));
    return { at, heads: new Map(chains.map(([chain, sequence, hash]) => [chain, { sequence, hash }])) };
  } catch (cause) {
    const why = cause instanceof CheckpointRefused ? cause.message : "its signature or form is wrong";
    throw new CheckpointRefused(`Not a checkpoint of this system: ${why}.`, { cause });
  }
}
