import { Arg, Ctx, ID, Mutation, Resolver } from "type-graphql";
import { RequiresProfile } from "../../shared/access/directives";
import type { RegistrationContext } from "./context";
import { UserPayloadType } from "../people/user-payload.type";
import { approveRegistration, refuseRegistration } from "./decide-application";

/** What the legal representative says to those who wait for approval. */
@Resolver()
export class ApplicationResolver {
  @RequiresProfile({ anyOf: ["LEGAL_REP"], of: "organizationId", ofType: "Organization" })
  @Mutation(() => UserPayloadType, {
    nullable: true,
    description: "Ties to the company an account that was proved by e-mail alone.",
  })
  approveRegistration(
    @Arg("organizationId", () => ID) organizationId: string,
    @Arg("userId", () => ID) userId: string,
    @Ctx() context: RegistrationContext,
  ) {
    return approveRegistration(context, organizationId, userId);
  }

  @RequiresProfile({ anyOf: ["LEGAL_REP"], of: "organizationId", ofType: "Organization" })
  @Mutation(() => UserPayloadType, { nullable: true })
  refuseRegistration(
    @Arg("organizationId", () => ID) organizationId: string,
    @Arg("userId", () => ID) userId: string,
    @Ctx() context: RegistrationContext,
    @Arg("reason", () => String, { nullable: true }) reason?: string | null,
  ) {
    return refuseRegistration(context, organizationId, userId, reason ?? null);
  }
}
