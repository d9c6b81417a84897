import { Field, ObjectType } from "type-graphql";
import { ImeiScalar } from "../../shared/scalars";

@ObjectType("Device", { simpleResolvers: true })
export class DeviceType {
  @Field(() => ImeiScalar, { nullable: true })
  imei!: string | null;

  @Field(() => String, { nullable: true })
  model!: string | null;
}
