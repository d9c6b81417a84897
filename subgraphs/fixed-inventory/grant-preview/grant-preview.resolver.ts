import { Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import { RequiresProfile } from "../../shared/access/directives";
import { countGained, type GrantPreview } from "../../shared/access/grant-preview";
import type { SubgraphContext } from "../../shared/subgraph/definition";
import { LINE_SOURCE } from "../line/line.repository";
import { visibleLines } from "../model/scope";
import { GrantPreviewType } from "./grant-preview.type";

/** What a grant would add to a person's fixed lines. */
@Resolver(() => GrantPreviewType)
export class GrantPreviewResolver {
  /** Lines that the grant would add to the person's list. */
  @RequiresProfile({ anyOf: ["LEGAL_REP"] })
  @FieldResolver(() => Int, { nullable: true })
  fixedLinesGained(
    @Root() preview: GrantPreview,
    @Ctx() { database }: SubgraphContext<unknown, undefined>,
  ): Promise<number> {
    return countGained(database.read, LINE_SOURCE.from, "l.organization_id", preview, visibleLines);
  }
}
