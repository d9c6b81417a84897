import { SERVICES, type Service } from "../../../schema/access/vocabulary";
import { CodedError } from "../../../schema/errors";
import { allOf } from "../../shared/database";
import { Refused } from "../../shared/act";
import { recordAudit } from "../audit/record-audit";
import type { IdentityContext } from "../context";
import { actOnCompany, decideAgain, type Act } from "../grants/act-on-company";
import { giveLocated } from "../grants/give-profile";
import { grantsWhere, servicesOfGrants } from "../grants/grant.repository";
import { locateScope, type LocatedScope } from "../grants/granted-scope";
import { notEnded } from "../grants/in-force";
import { queueMessages } from "../messages/queue-message";
import { requestEntry } from "./access-request-audit";
import { AccessRequestEntity } from "./access-request.entity";
import { accessRequestsByIds, servicesOfRequests, type AccessRequest } from "./access-request.repository";
import { givenText } from "../../shared/text/given-text";
import { toldOfDecision } from "./request-messages";

interface Decided {
  readonly accessRequest: AccessRequest;
}

type Decision = Pick<AccessRequest, "status" | "refusalReason" | "grantId">;

/**
 * R13: gives what was asked for, in the same step. A grant that the person has on the contract is widened by it, and
 * keeps its dates.
 * @throws Refused CONFLICT when it was decided already, NOT_FOUND when the person is no longer registered; CodedError
 */
export async function approveAccessRequest(context: IdentityContext, id: string): Promise<Decided> {
  const mutation = "Mutation.approveAccessRequest";
  return await decideRequest(context, mutation, id, async (act, request, located) => {
    const { userId, contractId } = request;
    const present = await presentGrant(act, request);
    const asked = (await servicesOfRequests(act.transaction, [id])).map(({ service }) => service);
    const services = SERVICES.filter(
      (service) => asked.includes(service) || present.services.includes(service),
    );
    const scope = { kind: "MOBILE_CONTRACT", id: contractId } as const;
    const dates = { validFrom: context.caller.at, validUntil: present.validUntil };
    const giving = { mutation, userId, profile: "MOBILE_ADDITIONAL", services, scope, ...dates } as const;
    const { grant } = await giveLocated(context, act, giving, located, {
      user: ["id"],
      grant: [],
      scope: [],
    });
    return { status: "APPROVED", refusalReason: null, grantId: grant.id };
  });
}

/** @throws Refused CONFLICT when it was decided already, UserInputError for a reason over 500 characters; CodedError */
export async function refuseAccessRequest(
  context: IdentityContext,
  id: string,
  reason: string | null,
): Promise<Decided> {
  const refusalReason = givenText(reason, ["reason"]);
  return await decideRequest(context, "Mutation.refuseAccessRequest", id, () =>
    Promise.resolve({ status: "REFUSED", refusalReason, grantId: null }),
  );
}

async function decideRequest(
  context: IdentityContext,
  mutation: string,
  id: string,
  decide: (act: Act, request: AccessRequest, located: LocatedScope) => Promise<Decision>,
): Promise<Decided> {
  const [known] = await accessRequestsByIds(context.database.read, [id], ANY);
  const scope = { kind: "MOBILE_CONTRACT", id: known?.contractId ?? "" } as const;
  const located = known === undefined ? null : await locateScope(context, scope);
  if (located === null)
    throw new CodedError("NOT_FOUND", "There is no such object, or it is out of your scope");
  return await actOnCompany(context, located.organizationId, async (act) => {
    const { transaction, caller, now } = act;
    const allowedBy = decideAgain(act, context, mutation, located.path);
    const [request] = await accessRequestsByIds(transaction, [id], ANY);
    if (request?.status !== "PENDING") throw new Refused("CONFLICT", "It has been decided already.", ["id"]);
    const decision = await decide(act, request, located);
    const decided = { ...request, ...decision, decidedAt: now, decidedById: caller.userId };
    await transaction.update(
      AccessRequestEntity,
      { id },
      { ...decision, decidedAt: now, decidedBy: caller.userId, pendingKey: null },
    );
    await queueMessages(transaction, await toldOfDecision(transaction, decided), now);
    const entry = {
      actorId: caller.userId,
      grantId: allowedBy,
      action: mutation,
      reason: decision.refusalReason,
    };
    await recordAudit(transaction, { at: now, request: context.request }, [requestEntry(entry, decided)]);
    return { accessRequest: decided };
  });
}

const ANY = { sql: "1 = 1", parameters: [] };

/** The MOBILE_ADDITIONAL grant that the requester has on the contract, begun or not; nothing where there is none. */
async function presentGrant(
  { transaction, now }: Act,
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
