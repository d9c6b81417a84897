import { Field, Int, ObjectType } from "type-graphql";
import { CoverageType } from "../../shared/graphql/coverage.type";
import { PageInfoType } from "../../shared/graphql/page-info.type";
import { DateTimeScalar } from "../../shared/scalars";
import { SiteType } from "../site/site.type";

/** The counts themselves are `site-inventory.resolver.ts`'s, each counted only when asked for. */
@ObjectType("SiteInventory", { simpleResolvers: true })
export class SiteInventoryType {
  @Field(() => SiteType)
  site!: SiteType;

  @Field(() => CoverageType)
  coverage!: CoverageType;

  /** Epoch milliseconds. */
  @Field(() => DateTimeScalar)
  asOf!: number;
}

/** The inventory of one site of a page, with its cursor. */
@ObjectType("SiteInventoryEdge", { simpleResolvers: true })
export class SiteInventoryEdgeType {
  @Field(() => SiteInventoryType)
  node!: SiteInventoryType;

  @Field()
  cursor!: string;
}

/** A page of sites' inventories. */
@ObjectType("SiteInventoryConnection", { simpleResolvers: true })
export class SiteInventoryConnectionType {
  @Field(() => [SiteInventoryEdgeType])
  edges!: SiteInventoryEdgeType[];

  @Field(() => PageInfoType)
  pageInfo!: PageInfoType;

  /** Called when the field is asked for. */
  @Field(() => Int, { nullable: true })
  totalCount!: () => Promise<number>;
}
