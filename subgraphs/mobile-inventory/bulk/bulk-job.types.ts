import { Field, ID, Int, ObjectType } from "type-graphql";
import { PageInfoType } from "../../shared/graphql/page-info.type";
import { UserErrorType } from "../../shared/graphql/user-error.type";
import { DateTimeScalar } from "../../shared/scalars";
import {
  BulkJobStatusEnum,
  BulkOperationEnum,
  BulkOutcomeEnum,
  type BulkJobStatus,
  type BulkOperation,
  type BulkOutcome,
} from "../vocabulary";

@ObjectType("BulkJob", {
  simpleResolvers: true,
  description: "One operation on many lines, with a result for each of them.",
})
export class BulkJobType {
  @Field(() => ID, { description: "Names the job in `bulkJob` and `cancelBulkJob`." })
  id!: string;

  @Field(() => BulkOperationEnum, { description: "What is done to each line." })
  operation!: BulkOperation;

  @Field(() => BulkJobStatusEnum, { description: "How far it has come." })
  status!: BulkJobStatus;

  @Field(() => Boolean, { description: "Whether it only says what would happen." })
  preview!: boolean;

  @Field(() => DateTimeScalar, { description: "When it was asked for." })
  createdAt!: number;

  @Field(() => DateTimeScalar, { nullable: true, description: "When it ended, whatever the end was." })
  finishedAt!: number | null;

  @Field(() => Int, { description: "Lines of the job." })
  total!: number;

  @Field(() => Int, { description: "Lines that have a result, those that failed included." })
  done!: number;

  @Field(() => Int, { description: "Lines that failed." })
  failed!: number;
}

@ObjectType("BulkResult", {
  simpleResolvers: true,
  description: "What became of one line of a job.",
})
export class BulkResultType {
  @Field(() => ID, { description: "As the selection named it, or of the line that the filter found." })
  lineId!: string;

  @Field(() => BulkOutcomeEnum, {
    description:
      "DONE: the operator's systems were asked for it, MobileLine.pendingAction shows how it goes.",
  })
  outcome!: BulkOutcome;

  @Field(() => [UserErrorType], {
    description:
      "FORBIDDEN: seen, but not to be acted on by the viewer; NOT_FOUND: out of scope or not existing; CONFLICT: the line's state does not allow it, or another change of it is under way.",
  })
  userErrors!: UserErrorType[];
}

@ObjectType("BulkResultEdge", { simpleResolvers: true, description: "A result with its cursor." })
export class BulkResultEdgeType {
  @Field(() => BulkResultType, { description: "The result." })
  node!: BulkResultType;

  @Field({ description: "For `after`." })
  cursor!: string;
}

@ObjectType("BulkResultConnection", { simpleResolvers: true, description: "A page of results." })
export class BulkResultConnectionType {
  @Field(() => [BulkResultEdgeType], { description: "In the order of the selection." })
  edges!: BulkResultEdgeType[];

  @Field(() => PageInfoType, { description: "Whether there is more." })
  pageInfo!: PageInfoType;

  /** Called when the field is asked for. */
  @Field(() => Int, { nullable: true, description: "Results so far." })
  totalCount!: () => Promise<number>;
}

@ObjectType("BulkLinePayload", { simpleResolvers: true, description: "The job, or why there is none." })
export class BulkLinePayloadType {
  @Field(() => BulkJobType, { nullable: true, description: "The job, done already if it is small." })
  job!: BulkJobType | null;

  @Field(() => [UserErrorType], { description: "What is wrong with the selection." })
  userErrors!: UserErrorType[];
}
