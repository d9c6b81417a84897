import { Field, ID, ObjectType } from "type-graphql";
import { DateTimeScalar } from "../../../shared/scalars";

/** Instants are epoch milliseconds. */
@ObjectType("Session", { simpleResolvers: true })
export class SessionType {
  @Field(() => ID)
  id!: string;

  /** Whether it is the one that asks. */
  @Field()
  current!: boolean;

  @Field(() => DateTimeScalar)
  createdAt!: number;

  @Field(() => DateTimeScalar)
  lastUsedAt!: number;

  @Field(() => DateTimeScalar)
  expiresAt!: number;

  @Field(() => String, { nullable: true })
  userAgent!: string | null;

  @Field(() => String, { nullable: true })
  ipAddress!: string | null;
}
