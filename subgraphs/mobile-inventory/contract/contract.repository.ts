import type { Caller } from "../../../schema/access/caller";
import {
  rowConnection,
  type Connection,
  type ConnectionArguments,
  type SortOrder,
} from "../../shared/connection";
import { allOf, isOneOf, rowSource, rowsWhere, type PlainRow, type Reader } from "../../shared/database";
import { visibleContracts, visibleContractsOf } from "../scope";
import { MobileContractEntity } from "./contract.entity";

/** A contract as its row says it. */
export type MobileContract = PlainRow<MobileContractEntity>;

const CONTRACTS = rowSource(MobileContractEntity, "c");

const BY_NUMBER: SortOrder<MobileContract> = [
  { expression: "c.number", property: "number", direction: "ASC" },
  { expression: "c.id", property: "id", direction: "ASC" },
];

/** The contracts of these ids, whoever asks: for what was reached already, such as a line's own. */
export async function contractsById(reader: Reader, ids: readonly string[]): Promise<MobileContract[]> {
  return await rowsWhere(reader, CONTRACTS, isOneOf("c.id", ids));
}

/** Those of these ids that the caller may reach. */
export async function visibleContractsById(
  reader: Reader,
  caller: Caller,
  ids: readonly string[],
): Promise<MobileContract[]> {
  return await rowsWhere(reader, CONTRACTS, allOf([isOneOf("c.id", ids), visibleContracts(caller)]));
}

/** The contracts of an organization that the caller may reach, by number. */
export async function contractsOfOrganization(
  reader: Reader,
  caller: Caller,
  organizationId: string,
  page: ConnectionArguments,
): Promise<Connection<MobileContract>> {
  const condition = visibleContractsOf(caller, organizationId);
  return await rowConnection({
    reader,
    source: CONTRACTS,
    condition,
    arguments: page,
    list: { name: "Organization.mobileContracts", parent: organizationId },
    order: BY_NUMBER,
    node: (contract) => contract,
  });
}
