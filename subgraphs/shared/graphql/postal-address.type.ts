import { Field, InputType, ObjectType } from "type-graphql";
import { Shareable } from "../access/directives";

/** TMF673's geographic address, as far as a letter needs it. */
@Shareable()
@ObjectType("PostalAddress", { simpleResolvers: true })
export class PostalAddressType {
  @Field()
  streetName!: string;

  @Field(() => String, { nullable: true })
  streetNr!: string | null;

  @Field()
  postcode!: string;

  @Field()
  locality!: string;

  @Field()
  stateOrProvince!: string;

  /** ISO 3166-1 alpha-2. */
  @Field()
  country!: string;
}

/** A postal address as somebody gives it. */
@InputType("PostalAddressInput")
export class PostalAddressInput {
  @Field()
  streetName!: string;

  @Field(() => String, { nullable: true })
  streetNr?: string | null;

  @Field()
  postcode!: string;

  @Field()
  locality!: string;

  @Field()
  stateOrProvince!: string;

  /** ISO 3166-1 alpha-2. */
  @Field()
  country!: string;
}
