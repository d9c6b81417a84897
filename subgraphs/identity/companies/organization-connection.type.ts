import { Field, Int, ObjectType } from "type-graphql";
import { PageInfoType } from "../../shared/graphql/page-info.type";
import { OrganizationType } from "./organization.type";

/** A company of a page, with its cursor. */
@ObjectType("OrganizationEdge", { simpleResolvers: true })
export class OrganizationEdgeType {
  @Field(() => OrganizationType)
  node!: OrganizationType;

  @Field()
  cursor!: string;
}

/** A page of companies. */
@ObjectType("OrganizationConnection", { simpleResolvers: true })
export class OrganizationConnectionType {
  @Field(() => [OrganizationEdgeType])
  edges!: readonly OrganizationEdgeType[];

  @Field(() => PageInfoType)
  pageInfo!: PageInfoType;

  @Field(() => Int, { nullable: true })
  totalCount!: () => Promise<number>;
}
