import { Field, ID, InputType } from "type-graphql";
import { EmailAddressScalar, MsisdnScalar } from "../../../shared/scalars";
import { GrantInput } from "../../grants/grant-input.types";

@InputType("RegisterEmployeeInput")
export class RegisterEmployeeInput {
  @Field(() => ID)
  organizationId!: string;

  @Field()
  username!: string;

  @Field()
  displayName!: string;

  @Field(() => EmailAddressScalar)
  email!: string;

  @Field(() => MsisdnScalar, { nullable: true })
  mobileNumber?: string | null;

  @Field(() => [GrantInput], { nullable: true, description: "On scopes of that organization only." })
  grants?: GrantInput[] | null;
}

@InputType("AcceptInvitationInput", {
  description: "The token is in the link that registerEmployee sent, the code in the SMS.",
})
export class AcceptInvitationInput {
  @Field()
  token!: string;

  @Field()
  code!: string;

  @Field()
  password!: string;
}
