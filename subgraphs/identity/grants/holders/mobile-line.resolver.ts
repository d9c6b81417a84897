import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { Requires, RequiresProfile } from "../../../shared/access/directives";
import type { GrantsContext } from "../context";
import { UserType } from "../../people/user.type";
import { MobileLineType } from "./mobile-line.type";

/** Who uses a line (R14). */
@Resolver(() => MobileLineType)
export class MobileLineResolver {
  @Requires("contract { id } organization { id }")
  @RequiresProfile({
    anyOf: ["MOBILE_MASTER", "MOBILE_ADDITIONAL", "END_USER", "HOLDING_REFERENT"],
    service: "INVENTORY",
  })
  @FieldResolver(() => UserType, { nullable: true, description: "R14." })
  async user(@Root() { id }: MobileLineType, @Ctx() { loaders }: GrantsContext) {
    const holder = await loaders.holder.userOfLine.load(id);
    return holder === null ? null : loaders.user.byId.load(holder.userId);
  }
}
