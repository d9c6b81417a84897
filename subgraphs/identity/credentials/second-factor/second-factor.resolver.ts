import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { SignedIn } from "../../../shared/access/directives";
import type { CredentialsContext } from "../context";
import { confirmSecondFactor } from "./confirm-second-factor";
import { enrolSecondFactor } from "./enrol-second-factor";
import { removeSecondFactor } from "./remove-second-factor";
import {
  ConfirmSecondFactorPayloadType,
  EnrolSecondFactorPayloadType,
  RemoveSecondFactorInput,
  RemoveSecondFactorPayloadType,
} from "./second-factor-payloads.type";

/** The viewer's own second factor: a TOTP device (RFC 6238) with recovery codes. */
@Resolver()
export class SecondFactorResolver {
  @SignedIn()
  @Mutation(() => EnrolSecondFactorPayloadType, {
    nullable: true,
    description: "Makes a secret for the viewer's device; shown once, and not in force until confirmed.",
  })
  enrolSecondFactor(
    @Arg("password", () => String, { description: "The viewer's present password." }) password: string,
    @Ctx() context: CredentialsContext,
  ) {
    return enrolSecondFactor(context, password);
  }

  @SignedIn()
  @Mutation(() => ConfirmSecondFactorPayloadType, {
    nullable: true,
    description: "Puts the second factor in force. Ends the other sessions.",
  })
  confirmSecondFactor(@Arg("code", () => String) code: string, @Ctx() context: CredentialsContext) {
    return confirmSecondFactor(context, code);
  }

  @SignedIn()
  @Mutation(() => RemoveSecondFactorPayloadType, { nullable: true })
  removeSecondFactor(
    @Arg("input", () => RemoveSecondFactorInput) input: RemoveSecondFactorInput,
    @Ctx() context: CredentialsContext,
  ) {
    return removeSecondFactor(context, input);
  }
}
