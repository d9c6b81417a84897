import { Field, ID, Int, ObjectType } from "type-graphql";
import { PageInfoType } from "../../shared/graphql/page-info.type";

@ObjectType("CostCenter", { simpleResolvers: true })
export class CostCenterType {
  @Field(() => ID)
  id!: string;

  @Field()
  code!: string;

  @Field(() => String, { nullable: true })
  name!: string | null;
}

@ObjectType("CostCenterEdge", { simpleResolvers: true })
export class CostCenterEdgeType {
  @Field(() => CostCenterType)
  node!: CostCenterType;

  @Field()
  cursor!: string;
}

@ObjectType("CostCenterConnection", { simpleResolvers: true })
export class CostCenterConnectionType {
  @Field(() => [CostCenterEdgeType])
  edges!: CostCenterEdgeType[];

  @Field(() => PageInfoType)
  pageInfo!: PageInfoType;

  /** Called when the field is asked for. */
  @Field(() => Int, { nullable: true })
  totalCount!: () => Promise<number>;
}
