import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { Service } from "../../../schema/access/vocabulary";
import { ServiceEnum } from "../../shared/graphql/enums";
import type { GrantsContext } from "./context";
import { UserType } from "../people/user.type";
import { ProfileGrantType } from "./profile-grant.type";

/** Who holds a grant, and who gave it. */
@Resolver(() => ProfileGrantType)
export class ProfileGrantResolver {
  @FieldResolver(() => [ServiceEnum], { description: "Empty but for MOBILE_ADDITIONAL." })
  async services(@Root() { id }: ProfileGrantType, @Ctx() { loaders }: GrantsContext): Promise<Service[]> {
    return (await loaders.grant.services.load(id)).map(({ service }) => service);
  }

  @FieldResolver(() => UserType, { nullable: true })
  user(@Root() { userId }: ProfileGrantType, @Ctx() { loaders }: GrantsContext) {
    return loaders.user.byId.load(userId);
  }

  /** Null where the operator's feed gave it. */
  @FieldResolver(() => UserType, { nullable: true })
  grantedBy(@Root() { grantedById }: ProfileGrantType, @Ctx() { loaders }: GrantsContext) {
    return grantedById === null ? null : loaders.user.byId.load(grantedById);
  }
}
