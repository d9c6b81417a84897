import { Arg, Ctx, ID, Mutation, Resolver } from "type-graphql";
import { RequiresProfile } from "../../shared/access/directives";
import type { MobileContext } from "../context";
import { MobileLinePayloadType } from "./line-payload.type";
import { setLineLabel } from "./set-line-label";

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
