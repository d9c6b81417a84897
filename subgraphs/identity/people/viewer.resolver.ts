import { Ctx, FieldResolver, Query, Resolver } from "type-graphql";
import { Public } from "../../shared/access/directives";
import type { PeopleContext } from "./context";
import { signedInUser } from "./signed-in-user";
import { UserType } from "./user.type";
import { ViewerType } from "./viewer.type";

/** The viewer as a person; what they hold, and where they are signed in, other folders add. */
@Resolver(() => ViewerType)
export class ViewerResolver {
  @Public()
  @Query(() => ViewerType, { nullable: true, description: "Null when nobody is signed in." })
  viewer(@Ctx() { caller }: PeopleContext): ViewerType | null {
    return caller.userId === null ? null : new ViewerType();
  }

  @FieldResolver(() => UserType)
  user(@Ctx() { caller, loaders }: PeopleContext) {
    return loaders.user.byId.load(signedInUser(caller));
  }
}
