import { Field, ID, Int, ObjectType } from "type-graphql";
import { Key } from "../../shared/access/directives";
import { PageInfoType } from "../../shared/graphql/page-info.type";

@Key("id")
@ObjectType("BillingAccount", { simpleResolvers: true })
export class BillingAccountType {
  @Field(() => ID)
  id!: string;

  @Field()
  code!: string;
}

@ObjectType("BillingAccountEdge", { simpleResolvers: true })
export class BillingAccountEdgeType {
  @Field(() => BillingAccountType)
  node!: BillingAccountType;

  @Field()
  cursor!: string;
}

@ObjectType("BillingAccountConnection", { simpleResolvers: true })
export class BillingAccountConnectionType {
  @Field(() => [BillingAccountEdgeType])
  edges!: BillingAccountEdgeType[];

  @Field(() => PageInfoType)
  pageInfo!: PageInfoType;

  /** Called when the field is asked for. */
  @Field(() => Int, { nullable: true })
  totalCount!: () => Promise<number>;
}
