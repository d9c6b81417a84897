import { Field, ID, InputType } from "type-graphql";
import { EmailAddressScalar, MsisdnScalar } from "../../../shared/scalars";
import { GrantInput } from "../../grants/grant-input.types";

/** A colleague to invite, and the first grant to give them. */
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

@InputType("CorrectInvitationInput", {
  description: "What was wrong of somebody INVITED; what is left out stays.",
})
export class CorrectInvitationInput {
  @Field(() => ID, { description: "The company that invited them." })
  organizationId!: string;

  @Field(() => ID, { description: "The person." })
  userId!: string;

  @Field(() => EmailAddressScalar, { nullable: true, description: "The address that the link goes to." })
  email?: string | null;

  @Field(() => String, { nullable: true, description: "The name, e.g. Elena Ferraris." })
  displayName?: string | null;

  @Field(() => MsisdnScalar, {
    nullable: true,
    description: "The number that the code goes to, e.g. +393351234567; null takes it away.",
  })
  mobileNumber?: string | null;
}

/** The token of the mail, the code of the SMS, and the password that is chosen. */
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
