import { Arg, Ctx, ID, Mutation, Resolver } from "type-graphql";
import { Public } from "../../shared/access/directives";
import type { RegistrationContext } from "./context";
import { SignInPayloadType } from "../credentials/sessions/session-payloads.type";
import { confirmRegistration } from "./confirm-registration";
import { register } from "./register";
import { ConfirmRegistrationInput, RegisterInput } from "./registration-input.types";
import { RegisterPayloadType, ResendCodePayloadType } from "./registration-payloads.type";
import { resendCode } from "./resend-code";

/** None of these answers tells whether a company, a number or an account exists. */
@Resolver()
export class RegistrationResolver {
  @Public()
  @Mutation(() => RegisterPayloadType)
  register(@Arg("input", () => RegisterInput) input: RegisterInput, @Ctx() context: RegistrationContext) {
    return register(context, input);
  }

  @Public()
  @Mutation(() => ResendCodePayloadType)
  resendCode(@Arg("registrationId", () => ID) registrationId: string, @Ctx() context: RegistrationContext) {
    return resendCode(context, registrationId);
  }

  @Public()
  @Mutation(() => SignInPayloadType)
  confirmRegistration(
    @Arg("input", () => ConfirmRegistrationInput) input: ConfirmRegistrationInput,
    @Ctx() context: RegistrationContext,
  ) {
    return confirmRegistration(context, input);
  }
}
