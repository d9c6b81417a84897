import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { Public } from "../../shared/access/directives";
import type { RecoveringContext } from "./context";
import {
  RecoverUsernameInput,
  RecoveryPayloadType,
  RequestPasswordResetInput,
  ResetPasswordInput,
} from "./recovery.types";
import { requestRecovery } from "./request-recovery";
import { resetPassword } from "./reset-password";

/** R7. */
@Resolver()
export class RecoveryResolver {
  @Public()
  @Mutation(() => RecoveryPayloadType)
  recoverUsername(
    @Arg("input", () => RecoverUsernameInput) input: RecoverUsernameInput,
    @Ctx() context: RecoveringContext,
  ) {
    return requestRecovery(context, "Mutation.recoverUsername", "USERNAME", input, [
      "email",
      "fiscalCode",
      "vatNumber",
    ]);
  }

  @Public()
  @Mutation(() => RecoveryPayloadType)
  requestPasswordReset(
    @Arg("input", () => RequestPasswordResetInput) input: RequestPasswordResetInput,
    @Ctx() context: RecoveringContext,
  ) {
    return requestRecovery(context, "Mutation.requestPasswordReset", "PASSWORD", input, [
      "username",
      "email",
      "fiscalCode",
      "vatNumber",
    ]);
  }

  @Public()
  @Mutation(() => RecoveryPayloadType)
  resetPassword(
    @Arg("input", () => ResetPasswordInput) input: ResetPasswordInput,
    @Ctx() context: RecoveringContext,
  ) {
    return resetPassword(context, input);
  }
}
