import { ArgsType, Field, ID, Int } from "type-graphql";
import { PhoneNumberScalar } from "../../shared/scalars";
import { FixedLineFilter, FixedLineOrder } from "./line-input.types";

/** The arguments of a list of lines: filter, order and page. */
@ArgsType()
export class LineListArguments {
  @Field(() => FixedLineFilter, { nullable: true })
  filter?: FixedLineFilter | null;

  @Field(() => FixedLineOrder, { nullable: true })
  orderBy?: FixedLineOrder | null;

  @Field(() => Int, { nullable: true })
  first?: number | null;

  @Field(() => String, { nullable: true })
  after?: string | null;
}

/** Exactly one of the two. */
@ArgsType()
export class LineIdentityArguments {
  @Field(() => ID, { nullable: true })
  id?: string | null;

  @Field(() => PhoneNumberScalar, { nullable: true })
  number?: string | null;
}
