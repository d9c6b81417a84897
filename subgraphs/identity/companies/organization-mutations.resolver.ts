import { Arg, Ctx, Field, ID, Mutation, ObjectType, Resolver } from "type-graphql";
import { RequiresProfile } from "../../shared/access/directives";
import { PostalAddressInput } from "../../shared/graphql/postal-address.type";
import { UserErrorType } from "../../shared/graphql/user-error.type";
import type { CompaniesContext } from "./context";
import { OrganizationType } from "./organization.type";
import { changeRegisteredOffice } from "./registered-office";

/** What a mutation on a company answers. */
@ObjectType("OrganizationPayload", { simpleResolvers: true })
export class OrganizationPayloadType {
  @Field(() => OrganizationType, { nullable: true })
  organization!: OrganizationType | null;

  @Field(() => [UserErrorType])
  userErrors!: UserErrorType[];
}

/** What a company's legal representative changes of it. */
@Resolver()
export class OrganizationMutationsResolver {
  @RequiresProfile({ anyOf: ["LEGAL_REP"], of: "organizationId", ofType: "Organization" })
  @Mutation(() => OrganizationPayloadType, { nullable: true })
  changeRegisteredOffice(
    @Arg("organizationId", () => ID) organizationId: string,
    @Arg("address", () => PostalAddressInput) address: PostalAddressInput,
    @Ctx() context: CompaniesContext,
  ) {
    return changeRegisteredOffice(context, organizationId, address);
  }
}
