import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { RequiresProfile } from "../../shared/access/directives";
import type { IdentityContext } from "../context";
import { deactivateUser } from "./deactivate-user";
import { DeactivateUserInput, UserPayloadType } from "./user-mutations.types";

@Resolver()
export class UserMutationsResolver {
  @RequiresProfile({ anyOf: ["LEGAL_REP"], of: "input.organizationId", ofType: "Organization" })
  @Mutation(() => UserPayloadType, {
    nullable: true,
    description: "Ends the person's grants in the company, and their sessions.",
  })
  deactivateUser(
    @Arg("input", () => DeactivateUserInput) input: DeactivateUserInput,
    @Ctx() context: IdentityContext,
  ) {
    return deactivateUser(context, input);
  }
}
