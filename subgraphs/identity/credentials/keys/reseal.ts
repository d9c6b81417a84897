import type { Database, Writer } from "../../../shared/database";
import { sealing, SECOND_FACTOR_AT_REST, SIGNING_KEY_AT_REST, type Sealing } from "./key-encryption";
import { ForeignSecretError } from "./signing-keys";

/** How much was sealed anew. */
export interface Resealed {
  readonly signingKeys: number;
  readonly secondFactors: number;
}

/**
 * Seals under another secret what identity keeps sealed for long: its signing keys and people's second factors. All in
 * one transaction: after it the old secret opens nothing, and before it the new one does not.
 * @throws ForeignSecretError when something was sealed with another secret than `from`; nothing is changed then
 */
export async function reseal(database: Database, from: string, to: string): Promise<Resealed> {
  return await database.write(async (transaction) => ({
    signingKeys: await resealColumn(transaction, SIGNING_KEYS, from, to),
    secondFactors: await resealColumn(transaction, SECOND_FACTORS, from, to),
  }));
}

interface SealedColumn {
  readonly table: string;
  /** What the text is sealed for. */
  readonly key: string;
  readonly column: string;
  readonly purpose: string;
}

const SIGNING_KEYS: SealedColumn = {
  table: "signing_key",
  key: "kid",
  column: "sealed_private_jwk",
  purpose: SIGNING_KEY_AT_REST,
};
const SECOND_FACTORS: SealedColumn = {
  table: "second_factor",
  key: "user_id",
  column: "sealed_secret",
  purpose: SECOND_FACTOR_AT_REST,
};

async function resealColumn(
  transaction: Writer,
  { table, key, column, purpose }: SealedColumn,
  from: string,
  to: string,
): Promise<number> {
  const [before, after] = [sealing(from, purpose), sealing(to, purpose)];
  // A key that signs no more has lost its private half.
  const rows = await transaction.rows<{ owner: string; sealed: string }>(
    `SELECT ${key} AS owner, ${column} AS sealed FROM ${table} WHERE ${column} <> ''`,
  );
  for (const { owner, sealed } of rows) {
    const plain = open(before, sealed, owner);
    await transaction.execute(`UPDATE ${table} SET ${column} = ? WHERE ${key} = ?`, [
      after.seal(plain, owner),
      owner,
    ]);
  }
  return rows.length;
}

function open(before: Sealing, sealed: string, owner: string): string {
  try {
    return before.open(sealed, owner);
  } catch (cause) {
    throw new ForeignSecretError(
      "IDENTITY_SECRET_BEFORE: does not open what is stored, so nothing was changed. Give the secret that identity had until now",
      { cause },
    );
  }
}
