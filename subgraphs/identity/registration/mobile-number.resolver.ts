import { Arg, Ctx, ID, Mutation, Resolver } from "type-graphql";
import { SignedIn } from "../../shared/access/directives";
import { MsisdnScalar } from "../../shared/scalars";
import type { RegistrationContext } from "./context";
import { GrantPayloadType } from "../grants/grant-payloads.type";
import { confirmMobileNumber } from "./confirm-mobile-number";
import { proveMobileNumber } from "./prove-mobile-number";
import { ProofPayloadType } from "./registration-payloads.type";

/** A proof after registration: the company number (R4). */
@Resolver()
export class MobileNumberResolver {
  @SignedIn()
  @Mutation(() => ProofPayloadType, {
    nullable: true,
    description:
      "Sends a code to the number, whatever the number is. The password shows that it is the viewer who asks.",
  })
  proveMobileNumber(
    @Arg("mobileNumber", () => MsisdnScalar) mobileNumber: string,
    @Arg("password", () => String, { description: "The viewer's present password." }) password: string,
    @Ctx() context: RegistrationContext,
  ) {
    return proveMobileNumber(context, mobileNumber, password);
  }

  @SignedIn()
  @Mutation(() => GrantPayloadType, { nullable: true })
  confirmMobileNumber(
    @Arg("proofId", () => ID) proofId: string,
    @Arg("code", () => String) code: string,
    @Ctx() context: RegistrationContext,
  ) {
    return confirmMobileNumber(context, proofId, code);
  }
}
