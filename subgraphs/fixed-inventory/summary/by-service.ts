import type { ServiceCount } from "../service/service.repository";
import { SERVICE_FAMILIES, type ServiceFamily } from "../model/vocabulary";

/** `services` counts when it is asked for, once. */
export interface FamilyInventory {
  readonly family: ServiceFamily;
  readonly total: number;
  readonly services: () => Promise<readonly ServiceCount[]>;
}

/** R26: all three families in their order, zero included, each with its active services (R27), largest first. */
export function inventoryByService(
  familyCounts: Iterable<readonly [family: string | null, count: number]>,
  serviceCounts: () => Promise<readonly ServiceCount[]>,
): readonly FamilyInventory[] {
  const totals = new Map(familyCounts);
  return SERVICE_FAMILIES.map((family) => ({
    family,
    total: totals.get(family) ?? 0,
    services: async () => (await serviceCounts()).filter((service) => service.family === family),
  }));
}
