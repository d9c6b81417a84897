import { Field, Int, ObjectType } from "type-graphql";
import { PageInfoType } from "../../shared/graphql/page-info.type";
import { UserType } from "./user.type";

/** A person of a page, with its cursor. */
@ObjectType("UserEdge", { simpleResolvers: true })
export class UserEdgeType {
  @Field(() => UserType)
  /** Loaded when it is asked for. */
  node!: () => Promise<UserType>;

  @Field()
  cursor!: string;
}

/** A page of a company's people; each person is loaded when their edge is asked for. */
@ObjectType("UserConnection", { simpleResolvers: true })
export class UserConnectionType {
  @Field(() => [UserEdgeType])
  edges!: readonly UserEdgeType[];

  @Field(() => PageInfoType)
  pageInfo!: PageInfoType;

  @Field(() => Int, { nullable: true })
  totalCount!: () => Promise<number>;
}
