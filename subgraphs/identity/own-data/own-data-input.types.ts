import { Field, InputType } from "type-graphql";
import { EmailAddressScalar } from "../../shared/scalars";

@InputType("ChangeEmailInput", { description: "The address that the viewer wants, and their password." })
export class ChangeEmailInput {
  @Field(() => EmailAddressScalar, {
    description: "The new address, e.g. elena.ferraris@aurora.example. A code goes there.",
  })
  email!: string;

  @Field(() => String, { description: "The viewer's present password." })
  password!: string;
}
