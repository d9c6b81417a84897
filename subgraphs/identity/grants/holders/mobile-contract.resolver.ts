import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { GrantsContext } from "../context";
import { UserType } from "../../people/user.type";
import { MobileContractType } from "./mobile-contract.type";

/** Who is master of a contract (R11). */
@Resolver(() => MobileContractType)
export class MobileContractResolver {
  @FieldResolver(() => UserType, { nullable: true, description: "R11." })
  async master(@Root() { id }: MobileContractType, @Ctx() { loaders }: GrantsContext) {
    const holder = await loaders.holder.masterOfContract.load(id);
    return holder === null ? null : loaders.user.byId.load(holder.userId);
  }
}
