import { Field, ID, Int, ObjectType } from "type-graphql";
import { Key } from "../../shared/access/directives";
import { PageInfoType } from "../../shared/graphql/page-info.type";
import { BillLineKindEnum, type BillLineKind } from "../model/vocabulary";

/** Mobile-inventory's entity, to which charges point. */
@Key("id", { resolvable: false })
@ObjectType("MobileLine", { simpleResolvers: true })
export class MobileLineType {
  @Field(() => ID)
  id!: string;
}

/** Fixed-inventory's entity, to which charges point. */
@Key("id", { resolvable: false })
@ObjectType("FixedLine", { simpleResolvers: true })
export class FixedLineType {
  @Field(() => ID)
  id!: string;
}

@ObjectType("BillLine", {
  simpleResolvers: true,
  description: 'A charge with its plain reason, e.g. "Monthly fee Business 50 GB, 1 to 31 May".',
})
export class BillLineType {
  @Field(() => BillLineKindEnum)
  kind!: BillLineKind;

  @Field()
  description!: string;
}

@ObjectType("BillLineEdge", { simpleResolvers: true })
export class BillLineEdgeType {
  @Field(() => BillLineType)
  node!: BillLineType;

  @Field()
  cursor!: string;
}

@ObjectType("BillLineConnection", { simpleResolvers: true })
export class BillLineConnectionType {
  @Field(() => [BillLineEdgeType])
  edges!: BillLineEdgeType[];

  @Field(() => PageInfoType)
  pageInfo!: PageInfoType;

  @Field(() => Int, { nullable: true })
  totalCount!: () => Promise<number>;
}
