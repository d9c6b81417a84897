import type { Caller } from "../../../schema/access/caller";
import {
  rowConnection,
  type Connection,
  type ConnectionArguments,
  type SortOrder,
} from "../../shared/connection";
import { allOf, isOneOf, rowsWhere, type Reader } from "../../shared/database";
import { visibleContracts, visibleContractsOf } from "../scope";
import type { ContractStatus } from "../vocabulary";

/** A contract as its row says it. Dates are `YYYY-MM-DD`. */
export interface MobileContract {
  readonly id: string;
  readonly number: string;
  readonly organizationId: string;
  readonly signedOn: string;
  readonly status: ContractStatus;
}

const CONTRACTS = {
  columns: `c.id AS id, c.number AS number,
  c.organization_id AS organizationId, c.signed_on AS signedOn, c.status AS status`,
  from: "mobile_contract c",
};

const BY_NUMBER: SortOrder<MobileContract> = [
  { expression: "c.number", property: "number", direction: "ASC" },
  { expression: "c.id", property: "id", direction: "ASC" },
];

/** The contracts of these ids, whoever asks: for what was reached already, such as a line's own. */
export async function contractsById(reader: Reader, ids: readonly string[]): Promise<MobileContract[]> {
  return await rowsWhere<MobileContract>(reader, CONTRACTS, isOneOf("c.id", ids));
}

/** Those of these ids that the caller may reach. */
export async function visibleContractsById(
  reader: Reader,
  caller: Caller,
  ids: readonly string[],
): Promise<MobileContract[]> {
  return await rowsWhere<MobileContract>(
    reader,
    CONTRACTS,
    allOf([isOneOf("c.id", ids), visibleContracts(caller)]),
  );
}

/** The contracts of an organization that the caller may reach, by number. */
export async function contractsOfOrganization(
  reader: Reader,
  caller: Caller,
  organizationId: string,
  page: ConnectionArguments,
): Promise<Connection<MobileContract>> {
  const condition = visibleContractsOf(caller, organizationId);
  return await rowConnection<MobileContract, MobileContract>({
    reader,
    source: CONTRACTS,
    condition,
    arguments: page,
    list: { name: "Organization.mobileContracts", parent: organizationId },
    order: BY_NUMBER,
    node: (contract) => contract,
  });
}
