import type { Profile, ScopeKind, Service } from "../../../schema/access/vocabulary";
import {
  rowConnection,
  type Connection,
  type ConnectionArguments,
  type SortOrder,
} from "../../shared/connection";
import type { ScopeRef } from "../../../schema/access/decide";
import { allOf, anyOf, isOneOf, rowsWhere, type Reader, type SqlFragment } from "../../shared/database";
import { usable } from "../credentials/second-factor/required";
import { inForce } from "./in-force";
import type { ProfileGrantType } from "./profile-grant.type";

interface GrantRow {
  readonly id: string;
  readonly userId: string;
  readonly profile: Profile;
  readonly kind: ScopeKind;
  readonly scopeId: string;
  readonly organizationId: string | null;
  readonly contractId: string | null;
  readonly validFrom: number;
  readonly validUntil: number | null;
  readonly grantedById: string | null;
}

/** A service of a MOBILE_ADDITIONAL grant (R12). */
export interface GrantService {
  readonly grantId: string;
  readonly service: Service;
}

const GRANTS = {
  columns:
    "g.id, g.user_id AS userId, g.profile, g.scope_kind AS kind, g.scope_id AS scopeId," +
    " g.organization_id AS organizationId, g.contract_id AS contractId, g.valid_from AS validFrom," +
    " g.valid_until AS validUntil, g.granted_by AS grantedById",
  from: "profile_grant g",
};

const SELECT = `SELECT ${GRANTS.columns} FROM ${GRANTS.from}`;

const NEWEST_FIRST: SortOrder<GrantRow> = [
  { expression: "g.valid_from", property: "validFrom", direction: "DESC" },
  { expression: "g.id", property: "id", direction: "DESC" },
];

/** The grants in force at `at` whose scope lies in the organization, newest first. */
export async function grantsOfOrganization(
  reader: Reader,
  organizationId: string,
  at: number,
  page: ConnectionArguments,
): Promise<Connection<ProfileGrantType>> {
  const scope = allOf([{ sql: "g.organization_id = ?", parameters: [organizationId] }, inForce("g", at)]);
  return await rowConnection<GrantRow, ProfileGrantType>({
    reader,
    source: GRANTS,
    condition: scope,
    arguments: page,
    list: { name: "Organization.grants", parent: organizationId },
    order: NEWEST_FIRST,
    node: toGrant,
  });
}

/**
 * A person's own grants in force at `at` that they may use, newest first.
 * @param secondFactorRequiredOf profiles that count for nothing without a second factor
 */
export async function grantsOfUser(
  reader: Reader,
  userId: string,
  secondFactorRequiredOf: readonly Profile[],
  at: number,
): Promise<ProfileGrantType[]> {
  const condition = allOf([inForce("g", at), usable("g", secondFactorRequiredOf)]);
  const rows = await reader.rows<GrantRow>(
    `${SELECT} WHERE g.user_id = ? AND ${condition.sql} ORDER BY g.valid_from DESC, g.id DESC`,
    [userId, ...condition.parameters],
  );
  return rows.map(toGrant);
}

/** The grants of these ids that meet the condition (alias `g`), in any order. */
export async function grantsById(
  reader: Reader,
  ids: readonly string[],
  condition: SqlFragment,
): Promise<ProfileGrantType[]> {
  return await grantsWhere(reader, allOf([isOneOf("g.id", ids), condition]));
}

/** The grants that meet the condition (alias `g`), in any order. */
export async function grantsWhere(reader: Reader, condition: SqlFragment): Promise<ProfileGrantType[]> {
  const rows = await rowsWhere<GrantRow>(reader, GRANTS, condition);
  return rows.map(toGrant);
}

/**
 * The grants in force at `at` that lie over an object of the organization: on a scope of its path, or on the
 * organization's holding; of people who may sign in and use them. Newest first.
 */
export async function grantsOver(
  reader: Reader,
  organizationId: string,
  scopes: readonly ScopeRef[],
  secondFactorRequiredOf: readonly Profile[],
  at: number,
): Promise<ProfileGrantType[]> {
  const onScope = scopes.map(({ kind, id }) => ({
    sql: "g.scope_id = ? AND g.scope_kind = ?",
    parameters: [id, kind],
  }));
  const onHolding = {
    sql:
      "g.scope_id = (SELECT o.holding_id FROM organization o WHERE o.id = ?)" +
      " AND g.scope_kind = 'HOLDING'",
    parameters: [organizationId],
  };
  const onObject = anyOf([...onScope, onHolding]);
  const where = allOf([onObject, inForce("g", at), usable("g", secondFactorRequiredOf)]);
  const rows = await reader.rows<GrantRow>(
    `${SELECT} JOIN user_account u ON u.id = g.user_id AND u.status = 'ACTIVE'` +
      ` WHERE ${where.sql} ORDER BY g.valid_from DESC, g.id DESC`,
    where.parameters,
  );
  return rows.map(toGrant);
}

/** The services of these grants, in no order. */
export async function servicesOfGrants(reader: Reader, ids: readonly string[]): Promise<GrantService[]> {
  const list = isOneOf("grant_id", ids);
  return await reader.rows<GrantService>(
    "SELECT grant_id AS grantId, service FROM profile_grant_service" +
      ` WHERE ${list.sql} ORDER BY grant_id, service`,
    list.parameters,
  );
}

function toGrant(row: GrantRow): ProfileGrantType {
  const { id, profile, validFrom, validUntil, userId, grantedById, kind, scopeId } = row;
  const scope = { kind, id: scopeId, organizationId: row.organizationId, contractId: row.contractId };
  return { id, profile, scope, validFrom, validUntil, userId, grantedById };
}
