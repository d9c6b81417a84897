import { v7 as uuid } from "uuid";
import type { Caller } from "../../../schema/access/caller";
import { grantGives, coversPath, scopesOfGrants } from "../../../schema/access/decide";
import { SERVICES, type Service } from "../../../schema/access/vocabulary";
import { UserInputError } from "../../../schema/errors";
import { CONTRACT_BY_NUMBER, type ContractOfNumber } from "../../../schema/internal/mobile-inventory";
import { Refused } from "../../shared/act";
import type { Writer } from "../../shared/database";
import { givenText } from "../../shared/text/given-text";
import { ownAct } from "../act/act";
import type { RequestsContext } from "./context";
import { requestRecord } from "./access-request-audit";
import { AccessRequestEntity, AccessRequestServiceEntity } from "./access-request.entity";
import type { AccessRequest } from "./access-request.repository";
import type { RequestAdditionalReferentInput } from "./access-request.types";
import { toldOfRequest } from "./request-messages";

const PENDING_ALREADY = {
  message: "You have a request for this contract that waits for a decision.",
  field: ["input", "contractNumber"],
};

/**
 * R13: asks for the services of a contract of one's own companies. NOT_FOUND is the same for another company's contract,
 * one that has ended and one that does not exist. CONFLICT for what one holds or has asked for already.
 */
export async function requestAdditionalReferent(
  context: RequestsContext,
  input: RequestAdditionalReferentInput,
) {
  const services = SERVICES.filter((service) => input.services.includes(service));
  return await ownAct(
    context,
    {
      mutation: "Mutation.requestAdditionalReferent",
      conflicts: { access_request_pending: PENDING_ALREADY },
      async prepare() {
        if (services.length === 0) throw new UserInputError(["input", "services"], "name at least one");
        const message = givenText(input.message, ["input", "message"]);
        return { message, contract: await ownContract(context, input.contractNumber) };
      },
      companyOf: ({ contract }) => contract.organizationId,
    },
    async ({ transaction, caller, now, tell, audit }, { message, contract }) => {
      if (!caller.organizationIds.includes(contract.organizationId)) throw noContract();
      assertNotHeld(caller, contract, services);
      const request = newRequest(caller.userId, contract, message, now);
      await insert(transaction, request, services);
      tell(...(await toldOfRequest(transaction, request, services, now)));
      audit(requestRecord(request, message));
      return { accessRequest: request };
    },
  );
}

async function ownContract(
  { internal, caller }: Pick<RequestsContext, "internal" | "caller">,
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

function assertNotHeld(caller: Caller, contract: ContractOfNumber, services: readonly Service[]): void {
  const path = {
    scopes: [
      { kind: "MOBILE_CONTRACT" as const, id: contract.id },
      { kind: "ORGANIZATION" as const, id: contract.organizationId },
    ],
  };
  const over = caller.grants.filter((grant) => coversPath(scopesOfGrants([grant]), path));
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
  const pendingKey = `${userId} ${contractId}`;
  await transaction.insert(AccessRequestEntity, [{ ...request, decidedBy, pendingKey }]);
  await transaction.insert(
    AccessRequestServiceEntity,
    services.map((service) => ({ requestId: id, service })),
  );
}
