import { ArgsType, Field, Int } from "type-graphql";

/**
 * The arguments of a forward connection. A class rather than `@Arg` parameters, here and wherever a field takes
 * several: parameters would be published in the reverse of their order.
 */
@ArgsType()
export class PageArguments {
  @Field(() => Int, { nullable: true })
  first?: number | null;

  @Field(() => String, { nullable: true })
  after?: string | null;
}

/** The same of a list that can be searched. */
@ArgsType()
export class SearchArguments {
  @Field(() => String, { nullable: true })
  search?: string | null;

  @Field(() => Int, { nullable: true })
  first?: number | null;

  @Field(() => String, { nullable: true })
  after?: string | null;
}
