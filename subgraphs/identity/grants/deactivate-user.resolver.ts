import { Arg, Ctx, Field, ID, InputType, Mutation, Resolver } from "type-graphql";
import { RequiresProfile } from "../../shared/access/directives";
import type { GrantsContext } from "./context";
import { deactivateUser } from "./deactivate-user";
import { UserPayloadType } from "../people/user-payload.type";

/** Whose place in which company ends. */
@InputType("DeactivateUserInput")
export class DeactivateUserInput {
  @Field(() => ID)
  organizationId!: string;

  @Field(() => ID)
  userId!: string;
}

/** Lets a legal representative end a person's place in the company. */
@Resolver()
export class DeactivateUserResolver {
  @RequiresProfile({ anyOf: ["LEGAL_REP"], of: "input.organizationId", ofType: "Organization" })
  @Mutation(() => UserPayloadType, {
    nullable: true,
    description: "Ends the person's grants in the company, and their sessions.",
  })
  deactivateUser(
    @Arg("input", () => DeactivateUserInput) input: DeactivateUserInput,
    @Ctx() context: GrantsContext,
  ) {
    return deactivateUser(context, input);
  }
}
