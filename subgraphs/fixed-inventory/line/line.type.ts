import { Field, ID, Int, ObjectType } from "type-graphql";
import { Key } from "../../shared/access/directives";
import { CoverageType } from "../../shared/graphql/coverage.type";
import { PageInfoType } from "../../shared/graphql/page-info.type";
import { DateScalar, PhoneNumberScalar } from "../../shared/scalars";
import {
  AccessTechnologyEnum,
  FixedLineStatusEnum,
  ServiceFamilyEnum,
  type AccessTechnology,
  type FixedLineStatus,
  type ServiceFamily,
} from "../model/vocabulary";

/** A fixed line of the API (R27). */
@Key("id")
@ObjectType("FixedLine", { simpleResolvers: true })
export class FixedLineType {
  @Field(() => ID)
  id!: string;

  @Field(() => PhoneNumberScalar)
  number!: string;

  @Field(() => ServiceFamilyEnum)
  family!: ServiceFamily;

  @Field(() => AccessTechnologyEnum)
  accessTechnology!: AccessTechnology;

  @Field(() => FixedLineStatusEnum)
  status!: FixedLineStatus;

  @Field(() => DateScalar)
  activatedOn!: string;

  @Field(() => DateScalar, { nullable: true, description: "Set if and only if TERMINATED." })
  terminatedOn!: string | null;
}

/** A fixed line of a page, with its cursor. */
@ObjectType("FixedLineEdge", { simpleResolvers: true })
export class FixedLineEdgeType {
  @Field(() => FixedLineType)
  node!: FixedLineType;

  @Field()
  cursor!: string;
}

/** A page of fixed lines, with the coverage that it rests on. */
@ObjectType("FixedLineConnection", { simpleResolvers: true })
export class FixedLineConnectionType {
  @Field(() => [FixedLineEdgeType])
  edges!: FixedLineEdgeType[];

  @Field(() => PageInfoType)
  pageInfo!: PageInfoType;

  /** Called when the field is asked for. */
  @Field(() => Int, { nullable: true })
  totalCount!: () => Promise<number>;

  @Field(() => CoverageType)
  coverage!: CoverageType;
}
