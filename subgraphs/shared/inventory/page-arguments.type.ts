import { ArgsType, Field, Int } from "type-graphql";

/** The arguments of a forward connection, for fields that take no others. */
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
