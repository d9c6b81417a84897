import type { Service } from "../../../schema/access/vocabulary";
import { allOf, anyOf, type Reader } from "../../shared/database";
import { grantsWhere } from "../grants/grant.repository";
import { inForce } from "../grants/in-force";
import type { Message } from "../../shared/work/delivery/message";
import { emailTo, recipients } from "../messages/recipients";
import { requestDecided, requestReceived } from "../messages/texts/access-request";
import type { AccessRequest } from "./access-request.repository";

/** What is said of a new request to everyone who may decide on it: legal representatives and the contract's master. */
export async function toldOfRequest(
  reader: Reader,
  { userId, organizationId, contractId, contractNumber, message }: AccessRequest,
  services: readonly Service[],
  now: number,
): Promise<Message[]> {
  const deciding = anyOf([
    { sql: "g.scope_id = ? AND g.profile = 'LEGAL_REP'", parameters: [organizationId] },
    { sql: "g.scope_id = ? AND g.profile = 'MOBILE_MASTER'", parameters: [contractId] },
  ]);
  const grants = await grantsWhere(reader, allOf([deciding, inForce("g", now)]));
  const deciders = new Set(grants.map((grant) => grant.userId));
  const people = await recipients(reader, [userId, ...deciders]);
  const requester = people.get(userId)?.displayName ?? userId;
  const texts = requestReceived({ requester, contractNumber, services, message });
  return [...deciders].flatMap((id) => emailTo(people.get(id), texts));
}

/** What is said to whoever asked. */
export async function toldOfDecision(
  reader: Reader,
  { userId, contractNumber, status, refusalReason }: AccessRequest,
): Promise<Message[]> {
  const people = await recipients(reader, [userId]);
  return emailTo(people.get(userId), requestDecided(contractNumber, status === "APPROVED", refusalReason));
}
