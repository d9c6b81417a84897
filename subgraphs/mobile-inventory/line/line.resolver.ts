import { Args, Ctx, Query, Resolver } from "type-graphql";
import { UserInputError } from "../../../schema/errors";
import { SignedIn } from "../../shared/access/directives";
import type { MobileContext } from "../context";
import { LineIdentityArguments } from "./line-arguments.type";
import type { MobileLine } from "./line.repository";
import { MobileLineType } from "./line.type";

@Resolver(() => MobileLineType)
export class MobileLineResolver {
  /** R24: one line with its dates. Null when it does not exist or is out of the viewer's scope. */
  @SignedIn()
  @Query(() => MobileLineType, {
    nullable: true,
    description: "By id, or by msisdn: then the one line of that number in scope that is not TERMINATED.",
  })
  mobileLine(
    @Args(() => LineIdentityArguments) { id, msisdn }: LineIdentityArguments,
    @Ctx() { loaders }: MobileContext,
  ): Promise<MobileLine | null> {
    if (typeof id === "string" && typeof msisdn !== "string") return loaders.visibleLine.load(id);
    if (typeof msisdn === "string" && typeof id !== "string") return loaders.visibleLineByMsisdn.load(msisdn);
    throw new UserInputError("id", "give exactly one of id and msisdn");
  }
}
