import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import type { Service } from "../../../schema/access/vocabulary";
import { Requires, RequiresProfile } from "../../shared/access/directives";
import { ServiceEnum } from "../../shared/graphql/enums";
import { seesContract } from "../companies/named-scopes";
import type { RequestsContext } from "./context";
import { ProfileGrantType } from "../grants/profile-grant.type";
import { MobileContractType } from "../grants/holders/mobile-contract.type";
import { OrganizationType } from "../companies/organization.type";
import { UserType } from "../people/user.type";
import { signedInUser } from "../people/signed-in-user";
import { ViewerType } from "../people/viewer.type";
import type { AccessRequestStatus } from "./access-request-status";
import { accessRequestList } from "./access-request.repository";
import {
  AccessRequestConnectionType,
  AccessRequestStatusEnum,
  AccessRequestType,
} from "./access-request.types";

/** Who asked, for what, and what became of it (R13). */
@Resolver(() => AccessRequestType)
export class AccessRequestResolver {
  @FieldResolver(() => [ServiceEnum])
  async services(@Root() { id }: AccessRequestType, @Ctx() { loaders }: RequestsContext): Promise<Service[]> {
    return (await loaders.accessRequest.services.load(id)).map(({ service }) => service);
  }

  @FieldResolver(() => UserType, { nullable: true })
  requestedBy(@Root() { userId }: AccessRequestType, @Ctx() { loaders }: RequestsContext) {
    return loaders.user.byId.load(userId);
  }

  /** Null to a requester who does not reach the contract. */
  @FieldResolver(() => MobileContractType, { nullable: true })
  contract(@Root() request: AccessRequestType, @Ctx() { caller }: RequestsContext) {
    return seesContract(caller, request) ? { id: request.contractId } : null;
  }

  @FieldResolver(() => UserType, { nullable: true })
  decidedBy(@Root() { decidedById }: AccessRequestType, @Ctx() { loaders }: RequestsContext) {
    return decidedById === null ? null : loaders.user.byId.load(decidedById);
  }

  /** What approving it gave, while that is in force. */
  @FieldResolver(() => ProfileGrantType, { nullable: true })
  grant(@Root() { grantId }: AccessRequestType, @Ctx() { loaders }: RequestsContext) {
    return grantId === null ? null : loaders.grant.byId.load(grantId);
  }
}

/** The requests that the viewer made. */
@Resolver(() => ViewerType)
export class ViewerRequestsResolver {
  @FieldResolver(() => AccessRequestConnectionType, { description: "The viewer's own requests." })
  accessRequests(
    @Ctx() { caller, database }: RequestsContext,
    @Arg("status", () => AccessRequestStatusEnum, { nullable: true }) status?: AccessRequestStatus | null,
    @Arg("first", () => Int, { nullable: true }) first?: number | null,
    @Arg("after", () => String, { nullable: true }) after?: string | null,
  ) {
    const own = { column: "user_id", parent: signedInUser(caller), status } as const;
    return accessRequestList(database.read, { name: "Viewer.accessRequests", ...own }, { first, after });
  }
}

/** The requests on a company's contracts. */
@Resolver(() => OrganizationType)
export class OrganizationRequestsResolver {
  @RequiresProfile({ anyOf: ["LEGAL_REP"] })
  @FieldResolver(() => AccessRequestConnectionType, { nullable: true })
  accessRequests(
    @Root() { id }: OrganizationType,
    @Ctx() { database }: RequestsContext,
    @Arg("status", () => AccessRequestStatusEnum, { nullable: true }) status?: AccessRequestStatus | null,
    @Arg("first", () => Int, { nullable: true }) first?: number | null,
    @Arg("after", () => String, { nullable: true }) after?: string | null,
  ) {
    const ofCompany = { column: "organization_id", parent: id, status } as const;
    return accessRequestList(
      database.read,
      { name: "Organization.accessRequests", ...ofCompany },
      { first, after },
    );
  }
}

/** The requests on one contract. */
@Resolver(() => MobileContractType)
export class ContractRequestsResolver {
  @Requires("organization { id }")
  @RequiresProfile({ anyOf: ["MOBILE_MASTER"] })
  @FieldResolver(() => AccessRequestConnectionType, { nullable: true })
  accessRequests(
    @Root() { id }: MobileContractType,
    @Ctx() { database }: RequestsContext,
    @Arg("status", () => AccessRequestStatusEnum, { nullable: true }) status?: AccessRequestStatus | null,
    @Arg("first", () => Int, { nullable: true }) first?: number | null,
    @Arg("after", () => String, { nullable: true }) after?: string | null,
  ) {
    const ofContract = { column: "contract_id", parent: id, status } as const;
    return accessRequestList(
      database.read,
      { name: "MobileContract.accessRequests", ...ofContract },
      { first, after },
    );
  }
}
