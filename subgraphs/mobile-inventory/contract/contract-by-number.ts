import { z } from "zod";
import { isOneOf } from "../../shared/database";
import type { InternalFunction } from "../../shared/subgraph/definition";

const INPUT = z.object({ number: z.string(), organizationIds: z.array(z.string()) });

/**
 * Internal function `contractByNumber`: the contract of these companies that is in force under this number, as
 * `{ id, number, organizationId }`; null where there is none. For identity alone: it answers past anybody's scope.
 */
export const contractByNumber: InternalFunction<unknown> = async (input, { database }) => {
  const { number, organizationIds } = INPUT.parse(input);
  const companies = isOneOf("organization_id", organizationIds);
  return await database.read.row(
    "SELECT id, number, organization_id AS organizationId FROM mobile_contract" +
      ` WHERE ${companies.sql} AND number = ? AND status = 'ACTIVE' ORDER BY id LIMIT 1`,
    [...companies.parameters, number],
  );
};
