import { Field, ID, ObjectType } from "type-graphql";
import { Key, RequiresProfile } from "../../shared/access/directives";
import { VatNumberScalar } from "../../shared/scalars";
import { PostalAddressType } from "../../shared/graphql/postal-address.type";

/** A company, by its names, numbers and registered office. */
@Key("id")
@ObjectType("Organization", { simpleResolvers: true })
export class OrganizationType {
  @Field(() => ID)
  id!: string;

  @Field()
  legalName!: string;

  @RequiresProfile({ anyOf: ["HOLDING_REFERENT", "FIXED_MASTER"] })
  @Field(() => VatNumberScalar, { nullable: true })
  vatNumber!: string;

  @RequiresProfile({ anyOf: ["HOLDING_REFERENT", "FIXED_MASTER"] })
  @Field(() => String, { nullable: true })
  fiscalCode!: string;

  @RequiresProfile({ anyOf: ["HOLDING_REFERENT", "FIXED_MASTER"] })
  @Field(() => PostalAddressType, { nullable: true })
  registeredOffice!: PostalAddressType;

  /** Not in the API: what `holding` is looked up by. */
  holdingId!: string | null;
}
