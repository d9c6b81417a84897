import { Args, Ctx, Query, Resolver } from "type-graphql";
import { UserInputError } from "../../../schema/errors";
import { SignedIn } from "../../shared/access/directives";
import type { LineContext } from "./context";
import { LineIdentityArguments } from "./line-arguments.type";
import type { FixedLine } from "./line.repository";
import { FixedLineType } from "./line.type";

/** Looks one fixed line up by id or number. */
@Resolver(() => FixedLineType)
export class FixedLineResolver {
  /** R27: one line with its services. Null when it does not exist or is out of the viewer's scope. */
  @SignedIn()
  @Query(() => FixedLineType, {
    nullable: true,
    description: "By id, or by number: then the one line of that number in scope that is not TERMINATED.",
  })
  fixedLine(
    @Args(() => LineIdentityArguments) { id, number }: LineIdentityArguments,
    @Ctx() { loaders }: LineContext,
  ): Promise<FixedLine | null> {
    if (typeof id === "string" && typeof number !== "string") return loaders.visibleLine.load(id);
    if (typeof number === "string" && typeof id !== "string") return loaders.visibleLineByNumber.load(number);
    throw new UserInputError("id", "give exactly one of id and number");
  }
}
