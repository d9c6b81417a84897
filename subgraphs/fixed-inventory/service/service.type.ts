import { Field, ID, ObjectType } from "type-graphql";
import { DateScalar } from "../../shared/scalars";

/** A service of the operator's catalogue, as lines have it (R27). */
@ObjectType("FixedService", { simpleResolvers: true })
export class FixedServiceType {
  /** Of this line's service, not of the catalogue's: clients keep objects by id, and each line has dates of its own. */
  @Field(() => ID)
  id!: string;

  @Field()
  name!: string;

  @Field(() => DateScalar)
  activatedOn!: string;
}
