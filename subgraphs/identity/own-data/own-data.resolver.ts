import { Arg, Ctx, ID, Mutation, Resolver } from "type-graphql";
import { SignedIn } from "../../shared/access/directives";
import { UserPayloadType } from "../people/user-payload.type";
import { ProofPayloadType } from "../registration/registration-payloads.type";
import { changeDisplayName } from "./change-display-name";
import { changeEmail } from "./change-email";
import { confirmEmailChange } from "./confirm-email-change";
import type { OwnDataContext } from "./context";
import { ChangeEmailInput } from "./own-data-input.types";

/** What people correct of themselves. */
@Resolver()
export class OwnDataResolver {
  @SignedIn()
  @Mutation(() => UserPayloadType, { nullable: true, description: "Changes the viewer's own name." })
  changeDisplayName(
    @Arg("displayName", () => String, { description: "As colleagues read it, e.g. Elena Ferraris." })
    displayName: string,
    @Ctx() context: OwnDataContext,
  ) {
    return changeDisplayName(context, displayName);
  }

  @SignedIn()
  @Mutation(() => ProofPayloadType, {
    nullable: true,
    description: "A code to the new address, a notice to the old one.",
  })
  changeEmail(@Arg("input", () => ChangeEmailInput) input: ChangeEmailInput, @Ctx() context: OwnDataContext) {
    return changeEmail(context, input);
  }

  @SignedIn()
  @Mutation(() => UserPayloadType, {
    nullable: true,
    description:
      "Makes the address the viewer's. The one before gets a link to take the account back by, for a week.",
  })
  confirmEmailChange(
    @Arg("proofId", () => ID, { description: "As changeEmail answered it." }) proofId: string,
    @Arg("code", () => String, { description: "Six digits, from the message to the new address." })
    code: string,
    @Ctx() context: OwnDataContext,
  ) {
    return confirmEmailChange(context, proofId, code);
  }
}
