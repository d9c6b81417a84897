import { Field, ObjectType } from "type-graphql";
import { UserErrorType } from "../../shared/graphql/user-error.type";
import type { MobileLine } from "./line.repository";
import { MobileLineType } from "./line.type";

@ObjectType("MobileLinePayload", { simpleResolvers: true })
export class MobileLinePayloadType {
  @Field(() => MobileLineType, { nullable: true })
  line!: MobileLine | null;

  @Field(() => [UserErrorType])
  userErrors!: UserErrorType[];
}
