import { Arg, Ctx, ID, Mutation, Resolver } from "type-graphql";
import { RequiresProfile, SignedIn } from "../../shared/access/directives";
import type { RequestsContext } from "./context";
import { AccessRequestPayloadType, RequestAdditionalReferentInput } from "./access-request.types";
import { approveAccessRequest, refuseAccessRequest } from "./decide-access-request";
import { requestAdditionalReferent } from "./request-additional-referent";

/** Requests for MOBILE_ADDITIONAL (R13). */
@Resolver()
export class AccessRequestMutationsResolver {
  @SignedIn()
  @Mutation(() => AccessRequestPayloadType, { nullable: true })
  requestAdditionalReferent(
    @Arg("input", () => RequestAdditionalReferentInput) input: RequestAdditionalReferentInput,
    @Ctx() context: RequestsContext,
  ) {
    return requestAdditionalReferent(context, input);
  }

  @RequiresProfile({ anyOf: ["MOBILE_MASTER"], of: "id", ofType: "AccessRequest" })
  @Mutation(() => AccessRequestPayloadType, { nullable: true })
  approveAccessRequest(@Arg("id", () => ID) id: string, @Ctx() context: RequestsContext) {
    return approveAccessRequest(context, id);
  }

  @RequiresProfile({ anyOf: ["MOBILE_MASTER"], of: "id", ofType: "AccessRequest" })
  @Mutation(() => AccessRequestPayloadType, { nullable: true })
  refuseAccessRequest(
    @Arg("id", () => ID) id: string,
    @Arg("reason", () => String, { nullable: true }) reason: string | null | undefined,
    @Ctx() context: RequestsContext,
  ) {
    return refuseAccessRequest(context, id, reason ?? null);
  }
}
