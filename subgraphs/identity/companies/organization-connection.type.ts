import { Field, Int, ObjectType } from "type-graphql";
import { PageInfoType } from "../../shared/graphql/page-info.type";
import { OrganizationType } from "./organization.type";

@ObjectType("OrganizationEdge", { simpleResolvers: true })
export class OrganizationEdgeType {
  @Field(() => OrganizationType)
  node!: OrganizationType;

  @Field()
  cursor!: string;
}

@ObjectType("OrganizationConnection", { simpleResolvers: true })
export class OrganizationConnectionType {
  @Field(() => [OrganizationEdgeType])
  edges!: readonly OrganizationEdgeType[];

  @Field(() => PageInfoType)
  pageInfo!: PageInfoType;

  @Field(() => Int, { nullable: true })
  totalCount!: () => Promise<number>;
}
