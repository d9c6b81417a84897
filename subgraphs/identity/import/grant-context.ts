import type { Service } from "../../../schema/access/vocabulary";
import type { Reader } from "../../shared/database";
import { HoldingEntity } from "../companies/holding.entity";
import { OrganizationEntity } from "../companies/organization.entity";
import { UserAccountEntity } from "../people/user-account.entity";
import { servicesOfGrants } from "../grants/grant.repository";
import { ProfileGrantEntity } from "../grants/profile-grant.entity";
import { organizationOf, type GrantRow } from "./grant-row";
import { knownIds, rowsById } from "../../shared/import/rows-by-id";

/** A grant of the feed as it is stored. */
export type StoredGrant = Omit<ProfileGrantEntity, "grantedBy">;

/** What is there already of all that a batch of grants names. */
export interface GrantContext {
  readonly grants: ReadonlyMap<string, StoredGrant>;
  readonly services: ReadonlyMap<string, readonly Service[]>;
  readonly users: ReadonlySet<string>;
  readonly organizations: ReadonlySet<string>;
  readonly holdings: ReadonlySet<string>;
}

/** Reads what the rows of a batch are compared with, in a fixed number of statements. */
export async function readGrantContext(reader: Reader, rows: readonly GrantRow[]): Promise<GrantContext> {
  const ids = rows.map(({ id }) => id);
  const services = new Map<string, Service[]>();
  for (const { grantId, service } of await servicesOfGrants(reader, ids))
    services.set(grantId, [...(services.get(grantId) ?? []), service]);
  const holdingIds = rows.filter(({ scopeKind }) => scopeKind === "HOLDING").map(({ scopeId }) => scopeId);
  return {
    grants: await rowsById(reader, ProfileGrantEntity, ids),
    services,
    users: await knownIds(
      reader,
      UserAccountEntity,
      rows.map(({ userId }) => userId),
    ),
    organizations: await knownIds(
      reader,
      OrganizationEntity,
      rows.flatMap((row) => organizationOf(row) ?? []),
    ),
    holdings: await knownIds(reader, HoldingEntity, holdingIds),
  };
}
