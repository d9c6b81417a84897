import { Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import { RequiresProfile } from "../../shared/access/directives";
import { countGained, type GrantPreview } from "../../shared/access/grant-preview";
import { BILL_SOURCE } from "../bill/bill.repository";
import type { SubgraphContext } from "../../shared/subgraph/definition";
import { visibleBills } from "../model/scope";
import { GrantPreviewType } from "./grant-preview.type";

@Resolver(() => GrantPreviewType)
export class GrantPreviewResolver {
  /** Bills that the grant would add to the person's list. */
  @RequiresProfile({ anyOf: ["LEGAL_REP"] })
  @FieldResolver(() => Int, { nullable: true })
  billsGained(
    @Root() preview: GrantPreview,
    @Ctx() { database }: SubgraphContext<unknown, undefined>,
  ): Promise<number> {
    return countGained(database.read, BILL_SOURCE.from, "b.organization_id", preview, visibleBills);
  }
}
