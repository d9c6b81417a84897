import { Field, Int, ObjectType } from "type-graphql";
import { BigIntScalar, DateTimeScalar, YearMonthScalar } from "../../shared/scalars";
import { UsageKindEnum, type UsageKind } from "../vocabulary";

@ObjectType("UsageBucket", {
  simpleResolvers: true,
  description: "VOICE in seconds, DATA in bytes, SMS in messages.",
})
export class UsageBucketType {
  @Field(() => UsageKindEnum)
  kind!: UsageKind;

  @Field(() => BigIntScalar, { nullable: true, description: "Null: unlimited." })
  allowance!: bigint | null;

  @Field(() => BigIntScalar)
  used!: bigint;

  @Field(() => BigIntScalar, { nullable: true })
  remaining!: bigint | null;

  @Field(() => Int, { nullable: true, description: "Highest of 75, 90 and 100 per cent that is reached." })
  thresholdReached!: number | null;
}

@ObjectType("UsageConsumption", { simpleResolvers: true })
export class UsageConsumptionType {
  @Field(() => YearMonthScalar)
  period!: string;

  @Field(() => [UsageBucketType])
  buckets!: UsageBucketType[];

  /** Epoch milliseconds. */
  @Field(() => DateTimeScalar)
  asOf!: number;
}
