import { Arg, Ctx, Field, ID, Mutation, ObjectType, Resolver } from "type-graphql";
import { RequiresProfile } from "../../shared/access/directives";
import { UserErrorType } from "../../shared/graphql/user-error.type";
import type { MobileContext } from "../context";
import type { MobileLine } from "./line.repository";
import { MobileLineType } from "./line.type";
import { setLineLabel } from "./set-line-label";

@ObjectType("MobileLinePayload", { simpleResolvers: true })
export class MobileLinePayloadType {
  @Field(() => MobileLineType, { nullable: true })
  line!: MobileLine | null;

  @Field(() => [UserErrorType])
  userErrors!: UserErrorType[];
}

/** What is done to one line. */
@Resolver()
export class MobileLineMutationsResolver {
  @RequiresProfile({
    anyOf: ["MOBILE_MASTER", "MOBILE_ADDITIONAL", "END_USER"],
    service: "OPTIONS",
    of: "lineId",
    ofType: "MobileLine",
  })
  @Mutation(() => MobileLinePayloadType, { nullable: true })
  setLineLabel(
    @Arg("lineId", () => ID) _lineId: string,
    @Arg("label", () => String, { nullable: true }) label: string | null | undefined,
    @Ctx() context: MobileContext,
  ) {
    return setLineLabel(context, label ?? null);
  }
}
