import { Field, ID, Int, ObjectType } from "type-graphql";
import { Key } from "../../shared/access/directives";
import { PageInfoType } from "../../shared/graphql/page-info.type";
import { DateScalar } from "../../shared/scalars";
import { ContractStatusEnum, type ContractStatus } from "../vocabulary";

@Key("id")
@ObjectType("MobileContract", { simpleResolvers: true })
export class MobileContractType {
  @Field(() => ID)
  id!: string;

  @Field()
  number!: string;

  @Field(() => DateScalar)
  signedOn!: string;

  @Field(() => ContractStatusEnum)
  status!: ContractStatus;
}

@ObjectType("MobileContractEdge", { simpleResolvers: true })
export class MobileContractEdgeType {
  @Field(() => MobileContractType)
  node!: MobileContractType;

  @Field()
  cursor!: string;
}

@ObjectType("MobileContractConnection", { simpleResolvers: true })
export class MobileContractConnectionType {
  @Field(() => [MobileContractEdgeType])
  edges!: MobileContractEdgeType[];

  @Field(() => PageInfoType)
  pageInfo!: PageInfoType;

  /** Called when the field is asked for. */
  @Field(() => Int, { nullable: true })
  totalCount!: () => Promise<number>;
}
