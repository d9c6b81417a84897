import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Int,
  Mutation,
  Query,
  Resolver,
  Root,
} from "type-graphql";
import { SignedIn } from "../../shared/access/directives";
import type { UserErrorType } from "../../shared/graphql/user-error.type";
import type { MobileContext } from "../context";
import { MobileLineType } from "../line/line.type";
import { UserType } from "../user.type";
import { BulkOutcomeEnum, type BulkOutcome } from "../vocabulary";
import type { BulkFault } from "./bulk-job.entities";
import { resultsOf, type BulkJob, type BulkResult } from "./bulk-job.repository";
import { BulkJobType, BulkLinePayloadType, BulkResultConnectionType, BulkResultType } from "./bulk-job.types";
import { cancelJob } from "./cancel-job";

@ArgsType()
export class ResultArguments {
  @Field(() => BulkOutcomeEnum, { nullable: true, description: "Only results of this outcome." })
  outcome?: BulkOutcome | null;

  @Field(() => Int, { nullable: true, description: "At most 1000; 50 unless told." })
  first?: number | null;

  @Field(() => String, { nullable: true, description: "A cursor of this list." })
  after?: string | null;
}

/** Jobs over many lines: each is its requester's own. */
@Resolver(() => BulkJobType)
export class BulkJobResolver {
  @SignedIn()
  @Query(() => BulkJobType, { nullable: true, description: "The viewer's own." })
  bulkJob(
    @Arg("id", () => ID, { description: "Of BulkLinePayload.job." }) id: string,
    @Ctx() { loaders }: MobileContext,
  ) {
    return loaders.ownJob.load(id);
  }

  @SignedIn()
  @Mutation(() => BulkLinePayloadType, {
    nullable: true,
    description:
      "Stops a job of the viewer's; the lines that are done stay so. A job that has ended stays as it is.",
  })
  cancelBulkJob(
    @Arg("id", () => ID, { description: "Of a job of the viewer's." }) id: string,
    @Ctx() context: MobileContext,
  ) {
    return cancelJob(context, id);
  }

  @FieldResolver(() => UserType, { nullable: true, description: "Who asked for it." })
  requestedBy(@Root() { requestedBy }: BulkJob): { id: string } {
    return { id: requestedBy };
  }

  @FieldResolver(() => BulkResultConnectionType, {
    description: "What became of the lines so far, in the order of the selection.",
  })
  results(
    @Root() { id }: BulkJob,
    @Args(() => ResultArguments) { outcome, ...page }: ResultArguments,
    @Ctx() { database }: MobileContext,
  ) {
    return resultsOf(database.read, id, outcome, page);
  }
}

const FAULTS: Readonly<Record<BulkFault, Omit<UserErrorType, "field">>> = {
  NOT_FOUND: { code: "NOT_FOUND", message: "There is no such line, or it is out of the selection's scope." },
  FORBIDDEN: { code: "FORBIDDEN", message: "You may see this line, but not do this to it." },
  CONFLICT: { code: "CONFLICT", message: "The line's state does not allow it." },
  BUSY: {
    code: "CONFLICT",
    message: "Another change of this line is under way. Wait for it, and try again.",
  },
};

/** What became of one line; the line itself only where the viewer may see it now. */
@Resolver(() => BulkResultType)
export class BulkResultResolver {
  @FieldResolver(() => MobileLineType, {
    nullable: true,
    description: "Null where the viewer does not see it.",
  })
  line(@Root() { lineId }: BulkResult, @Ctx() { loaders }: MobileContext) {
    return loaders.visibleLine.load(lineId);
  }

  @FieldResolver()
  userErrors(@Root() { fault }: BulkResult): UserErrorType[] {
    return fault === null ? [] : [{ ...FAULTS[fault], field: null }];
  }
}
