import { Field, Int, ObjectType } from "type-graphql";
import { ServiceFamilyEnum, type ServiceFamily } from "../model/vocabulary";

/** A service and the number of lines that have it active. */
@ObjectType("FixedServiceCount", {
  simpleResolvers: true,
  description: "Lines on which the service is active (R27); a line may have several.",
})
export class FixedServiceCountType {
  @Field()
  name!: string;

  @Field(() => Int)
  count!: number;
}

/** The lines of a family, with its active services (R26). */
@ObjectType("ServiceFamilyInventory", { simpleResolvers: true })
export class ServiceFamilyInventoryType {
  @Field(() => ServiceFamilyEnum)
  family!: ServiceFamily;

  @Field(() => Int)
  total!: number;

  /** Called when the field is asked for. */
  @Field(() => [FixedServiceCountType])
  services!: () => Promise<FixedServiceCountType[]>;
}
