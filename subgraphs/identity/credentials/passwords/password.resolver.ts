import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { SignedIn } from "../../../shared/access/directives";
import type { CredentialsContext } from "../context";
import { changePassword } from "./change-password";
import { ChangePasswordInput, ChangePasswordPayloadType } from "./change-password.types";

/** Changes the viewer's own password. */
@Resolver()
export class PasswordResolver {
  @SignedIn()
  @Mutation(() => ChangePasswordPayloadType, { nullable: true })
  changePassword(
    @Arg("input", () => ChangePasswordInput) input: ChangePasswordInput,
    @Ctx() context: CredentialsContext,
  ) {
    return changePassword(context, input);
  }
}
