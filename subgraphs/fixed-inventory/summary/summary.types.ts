import { Field, ObjectType } from "type-graphql";
import { CoverageType } from "../../shared/graphql/coverage.type";
import { DateTimeScalar } from "../../shared/scalars";

/** The counts themselves are `summary.resolver.ts`'s, each counted only when asked for. */
@ObjectType("FixedInventorySummary", {
  simpleResolvers: true,
  description: "Sum by site = sum by service = total = rows of the list.",
})
export class FixedInventorySummaryType {
  @Field(() => CoverageType)
  coverage!: CoverageType;

  /** Epoch milliseconds. */
  @Field(() => DateTimeScalar)
  asOf!: number;
}
