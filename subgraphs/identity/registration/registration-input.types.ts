import { Field, ID, InputType } from "type-graphql";
import { EmailAddressScalar, MsisdnScalar, VatNumberScalar } from "../../shared/scalars";

/** What somebody says of themselves who registers (R1–R5). */
@InputType("RegisterInput", {
  description: "With mobileNumber an own-line view (R4), without it no grant (R5) until LEGAL_REP approves.",
})
export class RegisterInput {
  @Field(() => VatNumberScalar)
  vatNumber!: string;

  @Field()
  username!: string;

  @Field()
  displayName!: string;

  @Field(() => EmailAddressScalar)
  email!: string;

  @Field()
  password!: string;

  @Field(() => MsisdnScalar, { nullable: true })
  mobileNumber?: string | null;
}

/** The registration and the code that was sent to its number. */
@InputType("ConfirmRegistrationInput")
export class ConfirmRegistrationInput {
  @Field(() => ID)
  registrationId!: string;

  @Field()
  code!: string;
}
