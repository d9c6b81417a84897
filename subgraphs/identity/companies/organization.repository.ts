import type { Caller } from "../../../schema/access/caller";
import {
  rowConnection,
  type Connection,
  type ConnectionArguments,
  type SortOrder,
} from "../../shared/connection";
import { allOf, isOneOf, rowsWhere, type Reader, type SqlFragment } from "../../shared/database";
import { namedOrganizations } from "./named-scopes";
import type { OrganizationType } from "./organization.type";

interface OrganizationRow {
  readonly id: string;
  readonly legalName: string;
  readonly sortName: string;
  readonly vatNumber: string;
  readonly fiscalCode: string;
  readonly holdingId: string | null;
  readonly streetName: string;
  readonly streetNr: string | null;
  readonly postcode: string;
  readonly locality: string;
  readonly stateOrProvince: string;
  readonly country: string;
}

const ORGANIZATIONS = {
  columns:
    "o.id, o.legal_name AS legalName, o.sort_name AS sortName, o.vat_number AS vatNumber," +
    " o.fiscal_code AS fiscalCode, o.holding_id AS holdingId, o.street_name AS streetName," +
    " o.street_nr AS streetNr, o.postcode, o.locality, o.state_or_province AS stateOrProvince, o.country",
  from: "organization o",
};

const BY_NAME: SortOrder<OrganizationRow> = [
  { expression: "o.sort_name", property: "sortName", direction: "ASC" },
  { expression: "o.id", property: "id", direction: "ASC" },
];

/** The organizations of these ids that the Caller names; the others are as if they did not exist. */
export async function organizationsByIds(
  reader: Reader,
  caller: Caller,
  ids: readonly string[],
): Promise<OrganizationType[]> {
  const condition = allOf([isOneOf("o.id", ids), within(caller)]);
  const rows = await rowsWhere<OrganizationRow>(reader, ORGANIZATIONS, condition);
  return rows.map(toOrganization);
}

/** The organizations that the Caller names, by name; with `holdingId` only those of that holding. */
export async function organizationList(
  reader: Reader,
  caller: Caller,
  list: { readonly name: string; readonly holdingId: string | null },
  page: ConnectionArguments,
): Promise<Connection<OrganizationType>> {
  const ofHolding = { sql: "o.holding_id = ?", parameters: [list.holdingId] };
  const scope = allOf([within(caller), ...(list.holdingId === null ? [] : [ofHolding])]);
  return await rowConnection<OrganizationRow, OrganizationType>({
    reader,
    source: ORGANIZATIONS,
    condition: scope,
    arguments: page,
    list: { name: list.name, parent: list.holdingId },
    order: BY_NAME,
    node: toOrganization,
  });
}

function within(caller: Caller): SqlFragment {
  return isOneOf("o.id", namedOrganizations(caller));
}

function toOrganization(row: OrganizationRow): OrganizationType {
  const { id, legalName, vatNumber, fiscalCode, holdingId, streetName, streetNr, postcode } = row;
  const { locality, stateOrProvince, country } = row;
  const registeredOffice = { streetName, streetNr, postcode, locality, stateOrProvince, country };
  return { id, legalName, vatNumber, fiscalCode, holdingId, registeredOffice };
}
