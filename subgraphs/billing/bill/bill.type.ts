import { Field, ID, Int, ObjectType } from "type-graphql";
import { Key } from "../../shared/access/directives";
import { CoverageType } from "../../shared/graphql/coverage.type";
import { PageInfoType } from "../../shared/graphql/page-info.type";
import { DateScalar } from "../../shared/scalars";
import { BillKindEnum, type BillKind } from "../model/vocabulary";

@ObjectType("Period", { simpleResolvers: true, description: "Both days included." })
export class PeriodType {
  @Field(() => DateScalar)
  from!: string;

  @Field(() => DateScalar)
  to!: string;
}

/** Amounts, state and what hangs from a bill are `bill.resolver.ts`'s. */
@Key("id")
@ObjectType("CustomerBill", { simpleResolvers: true })
export class CustomerBillType {
  @Field(() => ID)
  id!: string;

  @Field()
  billNo!: string;

  @Field(() => BillKindEnum)
  kind!: BillKind;

  @Field(() => DateScalar)
  billDate!: string;
}

@ObjectType("CustomerBillEdge", { simpleResolvers: true })
export class CustomerBillEdgeType {
  @Field(() => CustomerBillType)
  node!: CustomerBillType;

  @Field()
  cursor!: string;
}

@ObjectType("CustomerBillConnection", { simpleResolvers: true })
export class CustomerBillConnectionType {
  @Field(() => [CustomerBillEdgeType])
  edges!: CustomerBillEdgeType[];

  @Field(() => PageInfoType)
  pageInfo!: PageInfoType;

  /** Called when the field is asked for. */
  @Field(() => Int, { nullable: true })
  totalCount!: () => Promise<number>;

  @Field(() => CoverageType)
  coverage!: CoverageType;
}
