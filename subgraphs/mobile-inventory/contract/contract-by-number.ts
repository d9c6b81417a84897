import { CONTRACT_BY_NUMBER } from "../../../schema/internal/mobile-inventory";
import { isOneOf } from "../../shared/database";
import { answering, type InternalFunction } from "../../shared/subgraph/definition";

/** The contract of these companies that is in force under this number. For identity alone: it looks past every scope. */
export const contractByNumber: InternalFunction<unknown> = answering(
  CONTRACT_BY_NUMBER,
  async ({ number, organizationIds }, { database }) => {
    const companies = isOneOf("organization_id", organizationIds);
    return await database.read.row(
      "SELECT id, number, organization_id AS organizationId FROM mobile_contract" +
        ` WHERE ${companies.sql} AND number = ? AND status = 'ACTIVE' ORDER BY id LIMIT 1`,
      [...companies.parameters, number],
    );
  },
);
