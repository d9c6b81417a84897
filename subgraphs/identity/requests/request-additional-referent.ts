import { v7 as uuid } from "uuid";
import { grantGives, reaches, reachOfGrants } from "../../../schema/access/decide";
import { SERVICES, type Service } from "../../../schema/access/vocabulary";
import { UserInputError } from "../../../schema/errors";
import { CONTRACT_BY_NUMBER, type ContractOfNumber } from "../../../schema/internal/mobile-inventory";
import { ConstraintViolation, type Writer } from "../../shared/database";
import { Refused } from "../../shared/act";
import { recordAudit } from "../audit/record-audit";
import type { IdentityContext } from "../context";
import { actOnCompany, type Act } from "../grants/act-on-company";
import { queueMessages } from "../messages/queue-message";
import { requestEntry } from "./access-request-audit";
import { AccessRequestEntity, AccessRequestServiceEntity } from "./access-request.entity";
import type { AccessRequest } from "./access-request.repository";
import type { RequestAdditionalReferentInput } from "./access-request.types";
import { givenText } from "../../shared/text/given-text";
import { toldOfRequest } from "./request-messages";

/**
 * R13: asks for the services of a contract of one's own companies. Another company's contract, one that has ended and
 * one that does not exist are the same.
 * @throws Refused NOT_FOUND so; CONFLICT for what one holds or has asked for already; UserInputError
 */
export async function requestAdditionalReferent(
  context: IdentityContext,
  input: RequestAdditionalReferentInput,
): Promise<{ readonly accessRequest: AccessRequest }> {
  const services = SERVICES.filter((service) => input.services.includes(service));
  if (services.length === 0) throw new UserInputError(["input", "services"], "name at least one");
  const message = givenText(input.message, ["input", "message"]);
  const contract = await ownContract(context, input.contractNumber);
  return await actOnCompany(context, contract.organizationId, async (act) => {
    const { transaction, caller, now } = act;
    if (!caller.organizationIds.includes(contract.organizationId)) throw noContract();
    assertNotHeld(act, contract, services);
    const request = newRequest(caller.userId ?? "", contract, message, now);
    await insert(transaction, request, services);
    await queueMessages(transaction, await toldOfRequest(transaction, request, services, now), now);
    const entry = { actorId: caller.userId, action: "Mutation.requestAdditionalReferent", reason: message };
    await recordAudit(transaction, { at: now, request: context.request }, [requestEntry(entry, request)]);
    return { accessRequest: request };
  });
}

async function ownContract(
  { internal, caller }: Pick<IdentityContext, "internal" | "caller">,
  number: string,
): Promise<ContractOfNumber> {
  const { organizationIds } = caller;
  const question = { number, organizationIds };
  const contract = await internal("mobile-inventory", CONTRACT_BY_NUMBER, question, null);
  if (contract === null) throw noContract();
  return contract;
}

function noContract(): Refused {
  return new Refused("NOT_FOUND", "Your companies have no such contract.", ["input", "contractNumber"]);
}

function assertNotHeld({ caller }: Act, contract: ContractOfNumber, services: readonly Service[]): void {
  const path = {
    scopes: [
      { kind: "MOBILE_CONTRACT" as const, id: contract.id },
      { kind: "ORGANIZATION" as const, id: contract.organizationId },
    ],
  };
  const over = caller.grants.filter((grant) => reaches(reachOfGrants([grant]), path));
  const isHeld = (service: Service) => over.some((grant) => grantGives(grant, "MOBILE_ADDITIONAL", service));
  if (services.every(isHeld))
    throw new Refused("CONFLICT", "You hold all of these services already.", ["input", "services"]);
}

function newRequest(
  userId: string,
  { id: contractId, number: contractNumber, organizationId }: ContractOfNumber,
  message: string | null,
  now: number,
): AccessRequest {
  const undecided = { decidedAt: null, decidedById: null, refusalReason: null, grantId: null };
  const what = { userId, organizationId, contractId, contractNumber, message };
  return { id: uuid(), status: "PENDING", createdAt: now, ...what, ...undecided };
}

async function insert(
  transaction: Writer,
  { decidedById: decidedBy, ...request }: AccessRequest,
  services: readonly Service[],
): Promise<void> {
  const { id, userId, contractId } = request;
  try {
    const pendingKey = `${userId} ${contractId}`;
    await transaction.insert(AccessRequestEntity, [{ ...request, decidedBy, pendingKey }]);
  } catch (error) {
    if (error instanceof ConstraintViolation && error.constraint === "access_request_pending")
      throw new Refused("CONFLICT", "You have a request for this contract that waits for a decision.", [
        "input",
        "contractNumber",
      ]);
    throw error;
  }
  await transaction.insert(
    AccessRequestServiceEntity,
    services.map((service) => ({ requestId: id, service })),
  );
}
