import { Field, Int, ObjectType } from "type-graphql";
import { PageInfoType } from "../../shared/graphql/page-info.type";
import { ProfileGrantType } from "./profile-grant.type";

/** A grant of a page, with its cursor. */
@ObjectType("ProfileGrantEdge", { simpleResolvers: true })
export class ProfileGrantEdgeType {
  @Field(() => ProfileGrantType)
  node!: ProfileGrantType;

  @Field()
  cursor!: string;
}

/** A page of grants. */
@ObjectType("ProfileGrantConnection", { simpleResolvers: true })
export class ProfileGrantConnectionType {
  @Field(() => [ProfileGrantEdgeType])
  edges!: readonly ProfileGrantEdgeType[];

  @Field(() => PageInfoType)
  pageInfo!: PageInfoType;

  @Field(() => Int, { nullable: true })
  totalCount!: () => Promise<number>;
}
