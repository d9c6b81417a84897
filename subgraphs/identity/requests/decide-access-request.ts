import { SERVICES, type Service } from "../../../schema/access/vocabulary";
import { Refused } from "../../shared/act";
import { allOf } from "../../shared/database";
import { givenText } from "../../shared/text/given-text";
import { act, type IdentityAct } from "../act/act";
import type { RequestsContext } from "./context";
import { giveOn } from "../grants/give-profile";
import { grantsWhere, servicesOfGrants } from "../grants/grant.repository";
import { scopeOf } from "../grants/granted-scope";
import { notEnded } from "../grants/in-force";
import { requestRecord } from "./access-request-audit";
import { AccessRequestEntity } from "./access-request.entity";
import { accessRequestsByIds, servicesOfRequests, type AccessRequest } from "./access-request.repository";
import { toldOfDecision } from "./request-messages";

type Decision = Pick<AccessRequest, "status" | "refusalReason" | "grantId">;

/**
 * R13: gives what was asked for, in the same step. A grant that the person has on the contract is widened by it, and
 * keeps its dates. CONFLICT when it was decided already, NOT_FOUND when the person is no longer registered.
 */
export async function approveAccessRequest(context: RequestsContext, id: string) {
  const mutation = "Mutation.approveAccessRequest";
  return await decideRequest(context, mutation, id, async (inside, request) => {
    const { userId, contractId } = request;
    const present = await presentGrant(inside, request);
    const asked = (await servicesOfRequests(inside.transaction, [id])).map(({ service }) => service);
    const services = SERVICES.filter(
      (service) => asked.includes(service) || present.services.includes(service),
    );
    const scope = { kind: "MOBILE_CONTRACT", id: contractId } as const;
    const dates = { validFrom: context.caller.at, validUntil: present.validUntil };
    const giving = { mutation, userId, profile: "MOBILE_ADDITIONAL", services, scope, ...dates } as const;
    const fields = { user: ["id"], grant: [], scope: [] };
    const { grant } = await giveOn(scopeOf(inside.on), inside, giving, fields);
    return { status: "APPROVED", refusalReason: null, grantId: grant.id };
  });
}

/** CONFLICT when it was decided already, BAD_USER_INPUT for a reason over 500 characters. */
export async function refuseAccessRequest(context: RequestsContext, id: string, reason: string | null) {
  return await decideRequest(context, "Mutation.refuseAccessRequest", id, () =>
    Promise.resolve({ status: "REFUSED", refusalReason: givenText(reason, ["reason"]), grantId: null }),
  );
}

async function decideRequest(
  context: RequestsContext,
  mutation: `Mutation.${string}`,
  id: string,
  decide: (inside: IdentityAct, request: AccessRequest) => Promise<Decision>,
) {
  return await act(context, { mutation }, async (inside) => {
    const { transaction, caller, now, tell, audit } = inside;
    const [request] = await accessRequestsByIds(transaction, [id], ANY);
    if (request?.status !== "PENDING") throw new Refused("CONFLICT", "It has been decided already.", ["id"]);
    const decision = await decide(inside, request);
    const decided = { ...request, ...decision, decidedAt: now, decidedById: caller.userId };
    await transaction.update(
      AccessRequestEntity,
      { id },
      { ...decision, decidedAt: now, decidedBy: caller.userId, pendingKey: null },
    );
    tell(...(await toldOfDecision(transaction, decided)));
    audit(requestRecord(decided, decision.refusalReason));
    return { accessRequest: decided };
  });
}

const ANY = { sql: "1 = 1", parameters: [] };

/** The MOBILE_ADDITIONAL grant that the requester has on the contract, begun or not; nothing where there is none. */
async function presentGrant(
  { transaction, now }: IdentityAct,
  { userId, contractId }: AccessRequest,
): Promise<{ readonly services: readonly Service[]; readonly validUntil: number | null }> {
  const own = {
    sql: "g.user_id = ? AND g.scope_id = ? AND g.profile = 'MOBILE_ADDITIONAL'",
    parameters: [userId, contractId],
  };
  const [grant] = await grantsWhere(transaction, allOf([own, notEnded("g", now)]));
  if (grant === undefined) return { services: [], validUntil: null };
  const services = await servicesOfGrants(transaction, [grant.id]);
  return { services: services.map(({ service }) => service), validUntil: grant.validUntil };
}
