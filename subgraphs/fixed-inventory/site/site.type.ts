import { Field, ID, Int, ObjectType } from "type-graphql";
import { Key } from "../../shared/access/directives";
import { PageInfoType } from "../../shared/graphql/page-info.type";
import { PostalAddressType } from "../../shared/graphql/postal-address.type";

/** A site of a company (R25). */
@Key("id")
@ObjectType("Site", { simpleResolvers: true })
export class SiteType {
  @Field(() => ID)
  id!: string;

  @Field()
  code!: string;

  @Field()
  name!: string;

  @Field(() => PostalAddressType)
  address!: PostalAddressType;
}

/** A site of a page, with its cursor. */
@ObjectType("SiteEdge", { simpleResolvers: true })
export class SiteEdgeType {
  @Field(() => SiteType)
  node!: SiteType;

  @Field()
  cursor!: string;
}

/** A page of sites. */
@ObjectType("SiteConnection", { simpleResolvers: true })
export class SiteConnectionType {
  @Field(() => [SiteEdgeType])
  edges!: SiteEdgeType[];

  @Field(() => PageInfoType)
  pageInfo!: PageInfoType;

  /** Called when the field is asked for. */
  @Field(() => Int, { nullable: true })
  totalCount!: () => Promise<number>;
}
