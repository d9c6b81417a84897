import { CONTRACT_BY_NUMBER } from "../../../schema/internal/mobile-inventory";
import { columns, sql } from "../../shared/database";
import { answering, type InternalFunction } from "../../shared/subgraph/definition";
import { MobileContractEntity } from "./contract.entity";

/** The contract of these companies that is in force under this number. For identity alone: it looks past every scope. */
export const contractByNumber: InternalFunction<unknown> = answering(
  CONTRACT_BY_NUMBER,
  async ({ number, organizationIds }, { database }) => {
    const list = columns(MobileContractEntity, undefined, ["id", "number", "organizationId"]);
    return await database.read.row(
      sql`SELECT ${list} FROM mobile_contract WHERE organization_id IN ${organizationIds}
        AND number = ${number} AND status = 'ACTIVE' ORDER BY id LIMIT 1`,
    );
  },
);
