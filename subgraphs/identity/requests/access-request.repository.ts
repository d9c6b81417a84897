import type { Caller } from "../../../schema/access/caller";
import type { AccessRules } from "../../../schema/access/rules";
import type { Service } from "../../../schema/access/vocabulary";
import {
  rowConnection,
  type Connection,
  type ConnectionArguments,
  type SortOrder,
} from "../../shared/connection";
import { allOf, anyOf, isOneOf, rowsWhere, type Reader, type SqlFragment } from "../../shared/database";
import { rowsPassing } from "../../shared/scope/scope-sql";
import type { AccessRequestStatus } from "./access-request-status";

/** A request as its row says it. Instants are epoch milliseconds. */
export interface AccessRequest {
  readonly id: string;
  readonly userId: string;
  readonly organizationId: string;
  readonly contractId: string;
  readonly contractNumber: string;
  readonly message: string | null;
  readonly status: AccessRequestStatus;
  readonly createdAt: number;
  readonly decidedAt: number | null;
  readonly decidedById: string | null;
  readonly refusalReason: string | null;
  readonly grantId: string | null;
}

/** A service that a request asks for. */
export interface RequestService {
  readonly requestId: string;
  readonly service: Service;
}

const REQUESTS = {
  columns:
    "r.id, r.user_id AS userId, r.organization_id AS organizationId, r.contract_id AS contractId," +
    " r.contract_number AS contractNumber, r.message, r.status, r.created_at AS createdAt," +
    " r.decided_at AS decidedAt, r.decided_by AS decidedById, r.refusal_reason AS refusalReason," +
    " r.grant_id AS grantId",
  from: "access_request r",
};

const NEWEST_FIRST: SortOrder<AccessRequest> = [
  { expression: "r.created_at", property: "createdAt", direction: "DESC" },
  { expression: "r.id", property: "id", direction: "DESC" },
];

/** Whose requests a list shows: a person's own, those of a company, those of a contract. */
export interface RequestList {
  readonly name: "Viewer.accessRequests" | "Organization.accessRequests" | "MobileContract.accessRequests";
  readonly column: "user_id" | "organization_id" | "contract_id";
  readonly parent: string;
  readonly status: AccessRequestStatus | null | undefined;
}

/** A list of requests, newest first. Who gets to each list is the rule of its field's. */
export async function accessRequestList(
  reader: Reader,
  { name, column, parent, status }: RequestList,
  page: ConnectionArguments,
): Promise<Connection<AccessRequest>> {
  const scope = allOf([
    { sql: `r.${column} = ?`, parameters: [parent] },
    ...(status ? [{ sql: "r.status = ?", parameters: [status] }] : []),
  ]);
  return await rowConnection<AccessRequest, AccessRequest>({
    reader,
    source: REQUESTS,
    condition: scope,
    arguments: page,
    list: { name, parent, filter: { status } },
    order: NEWEST_FIRST,
    node: (request) => request,
  });
}

/** The requests of these ids that meet the condition (alias `r`), in any order. */
export async function accessRequestsByIds(
  reader: Reader,
  ids: readonly string[],
  condition: SqlFragment,
): Promise<AccessRequest[]> {
  const where = allOf([isOneOf("r.id", ids), condition]);
  return await rowsWhere<AccessRequest>(reader, REQUESTS, where);
}

/** The requests (alias `r`) that the caller meets anywhere: their own, and those of contracts whose list they may read. */
export function visibleRequests(caller: Caller, rules: AccessRules): SqlFragment {
  const columns = { MOBILE_CONTRACT: "r.contract_id", ORGANIZATION: "r.organization_id" };
  return anyOf([
    { sql: "r.user_id = ?", parameters: [caller.userId] },
    rowsPassing(caller, rules.of("MobileContract.accessRequests"), columns),
  ]);
}

/** The services that these requests ask for, in no order. */
export async function servicesOfRequests(reader: Reader, ids: readonly string[]): Promise<RequestService[]> {
  const list = isOneOf("request_id", ids);
  return await reader.rows<RequestService>(
    "SELECT request_id AS requestId, service FROM access_request_service" +
      ` WHERE ${list.sql} ORDER BY request_id, service`,
    list.parameters,
  );
}
