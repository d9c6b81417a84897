import type { Service } from "../../../schema/access/vocabulary";
import { inList, type Writer } from "../../shared/database";
import { ProfileGrantServiceEntity } from "./profile-grant-service.entity";

/** Whether two lists name the same services, in whatever order. */
export function sameServices(one: readonly Service[] = [], other: readonly Service[] = []): boolean {
  return one.length === other.length && one.every((service) => other.includes(service));
}

/** Makes these the services of these grants, in place of what was there. */
export async function writeServices(
  transaction: Writer,
  grants: readonly { readonly id: string; readonly services: readonly Service[] }[],
): Promise<void> {
  const ids = inList(grants.map(({ id }) => id));
  await transaction.execute(`DELETE FROM profile_grant_service WHERE grant_id IN ${ids.sql}`, ids.parameters);
  await transaction.insert(
    ProfileGrantServiceEntity,
    grants.flatMap(({ id: grantId, services }) => services.map((service) => ({ grantId, service }))),
  );
}
