import { Arg, Ctx, ID, Mutation, Resolver } from "type-graphql";
import { Public, RequiresProfile } from "../../../shared/access/directives";
import type { RegistrationContext } from "../context";
import { SignInPayloadType } from "../../credentials/sessions/session-payloads.type";
import { UserPayloadType } from "../../people/user-payload.type";
import { acceptInvitation } from "./accept-invitation";
import { correctInvitation } from "./correct-invitation";
import {
  AcceptInvitationInput,
  CorrectInvitationInput,
  RegisterEmployeeInput,
} from "./invitation-input.types";
import { registerEmployee } from "./register-employee";
import { resendInvitation } from "./resend-invitation";

/** People whom the legal representative registers. */
@Resolver()
export class InvitationResolver {
  @RequiresProfile({ anyOf: ["LEGAL_REP"], of: "input.organizationId", ofType: "Organization" })
  @Mutation(() => UserPayloadType, { nullable: true })
  registerEmployee(
    @Arg("input", () => RegisterEmployeeInput) input: RegisterEmployeeInput,
    @Ctx() context: RegistrationContext,
  ) {
    return registerEmployee(context, input);
  }

  @RequiresProfile({ anyOf: ["LEGAL_REP"], of: "organizationId", ofType: "Organization" })
  @Mutation(() => UserPayloadType, { nullable: true })
  resendInvitation(
    @Arg("organizationId", () => ID) organizationId: string,
    @Arg("userId", () => ID) userId: string,
    @Ctx() context: RegistrationContext,
  ) {
    return resendInvitation(context, organizationId, userId);
  }

  @RequiresProfile({ anyOf: ["LEGAL_REP"], of: "input.organizationId", ofType: "Organization" })
  @Mutation(() => UserPayloadType, {
    nullable: true,
    description: "Of somebody who is INVITED: the invitation that was sent is worth nothing any more.",
  })
  correctInvitation(
    @Arg("input", () => CorrectInvitationInput) input: CorrectInvitationInput,
    @Ctx() context: RegistrationContext,
  ) {
    return correctInvitation(context, input);
  }

  @Public()
  @Mutation(() => SignInPayloadType)
  acceptInvitation(
    @Arg("input", () => AcceptInvitationInput) input: AcceptInvitationInput,
    @Ctx() context: RegistrationContext,
  ) {
    return acceptInvitation(context, input);
  }
}
