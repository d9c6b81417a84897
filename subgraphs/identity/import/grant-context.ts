import type { Service } from "../../../schema/access/vocabulary";
import type { Reader } from "../../shared/database";
import { servicesOfGrants } from "../grants/grant.repository";
import type { ProfileGrantEntity } from "../grants/profile-grant.entity";
import { organizationOf, type GrantRow } from "./grant-row";
import { knownIds, rowsById, type ColumnNames } from "../../shared/import/rows-by-id";

export type StoredGrant = Omit<ProfileGrantEntity, "grantedBy">;

/** What is there already of all that a batch of grants names. */
export interface GrantContext {
  readonly grants: ReadonlyMap<string, StoredGrant>;
  readonly services: ReadonlyMap<string, readonly Service[]>;
  readonly users: ReadonlySet<string>;
  readonly organizations: ReadonlySet<string>;
  readonly holdings: ReadonlySet<string>;
}

const STORED: ColumnNames<StoredGrant> = {
  id: "id",
  userId: "user_id",
  profile: "profile",
  scopeKind: "scope_kind",
  scopeId: "scope_id",
  organizationId: "organization_id",
  contractId: "contract_id",
  validFrom: "valid_from",
  validUntil: "valid_until",
  revokedAt: "revoked_at",
  exclusiveKey: "exclusive_key",
};

export async function readGrantContext(reader: Reader, rows: readonly GrantRow[]): Promise<GrantContext> {
  const ids = rows.map(({ id }) => id);
  const services = new Map<string, Service[]>();
  for (const { grantId, service } of await servicesOfGrants(reader, ids))
    services.set(grantId, [...(services.get(grantId) ?? []), service]);
  const holdingIds = rows.filter(({ scopeKind }) => scopeKind === "HOLDING").map(({ scopeId }) => scopeId);
  return {
    grants: await rowsById(reader, "profile_grant", STORED, ids),
    services,
    users: await knownIds(
      reader,
      "user_account",
      rows.map(({ userId }) => userId),
    ),
    organizations: await knownIds(
      reader,
      "organization",
      rows.flatMap((row) => organizationOf(row) ?? []),
    ),
    holdings: await knownIds(reader, "holding", holdingIds),
  };
}
