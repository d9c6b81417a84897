import type { Caller } from "../../../schema/access/caller";
import {
  keysetConnection,
  type Connection,
  type ConnectionArguments,
  type SortOrder,
} from "../../shared/connection";
import { allOf, inList, type Reader, type SqlFragment } from "../../shared/database";
import { countRows } from "../../shared/inventory";
import { reachableContracts, reachableContractsOf } from "../scope";
import type { ContractStatus } from "../vocabulary";

/** A contract as its row says it. Dates are `YYYY-MM-DD`. */
export interface MobileContract {
  readonly id: string;
  readonly number: string;
  readonly organizationId: string;
  readonly signedOn: string;
  readonly status: ContractStatus;
}

const FROM = "`mobile_contract` `c`";
const SELECT = `SELECT \`c\`.\`id\` AS \`id\`, \`c\`.\`number\` AS \`number\`,
  \`c\`.\`organization_id\` AS \`organizationId\`, \`c\`.\`signed_on\` AS \`signedOn\`, \`c\`.\`status\` AS \`status\`
  FROM ${FROM}`;

const BY_NUMBER: SortOrder<MobileContract> = [
  { expression: "`c`.`number`", property: "number", direction: "ASC" },
  { expression: "`c`.`id`", property: "id", direction: "ASC" },
];

/** The contracts of these ids, whoever asks: for what was reached already, such as a line's own. */
export async function contractsById(reader: Reader, ids: readonly string[]): Promise<MobileContract[]> {
  return await contractsWhere(reader, withIds(ids));
}

/** Those of these ids that the caller may reach. */
export async function reachableContractsById(
  reader: Reader,
  caller: Caller,
  ids: readonly string[],
): Promise<MobileContract[]> {
  return await contractsWhere(reader, allOf([withIds(ids), reachableContracts(caller)]));
}

/** The contracts of an organization that the caller may reach, by number. */
export async function contractsOfOrganization(
  reader: Reader,
  caller: Caller,
  organizationId: string,
  page: ConnectionArguments,
): Promise<Connection<MobileContract>> {
  const condition = reachableContractsOf(caller, organizationId);
  return await keysetConnection<MobileContract, MobileContract>({
    arguments: page,
    list: { name: "Organization.mobileContracts", parent: organizationId },
    order: BY_NUMBER,
    node: (contract) => contract,
    async fetch({ after, orderBy, limit }) {
      const where = allOf([condition, after]);
      return await reader.rows<MobileContract>(
        `${SELECT} WHERE ${where.sql} ORDER BY ${orderBy} LIMIT ${limit}`,
        where.parameters,
      );
    },
    totalCount: () => countRows(reader, FROM, condition),
  });
}

function withIds(ids: readonly string[]): SqlFragment {
  const list = inList(ids);
  return { sql: `\`c\`.\`id\` IN ${list.sql}`, parameters: list.parameters };
}

async function contractsWhere(reader: Reader, where: SqlFragment): Promise<MobileContract[]> {
  return await reader.rows<MobileContract>(`${SELECT} WHERE ${where.sql}`, where.parameters);
}
