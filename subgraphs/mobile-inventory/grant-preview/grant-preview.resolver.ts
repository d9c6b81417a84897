import { Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import { RequiresProfile } from "../../shared/access/directives";
import { countGained, type GrantPreview } from "../../shared/access/grant-preview";
import type { MobileContext } from "../context";
import { LINE_SOURCE } from "../line/line.repository";
import { visibleLines } from "../scope";
import { GrantPreviewType } from "./grant-preview.type";

@Resolver(() => GrantPreviewType)
export class GrantPreviewResolver {
  /** Lines that the grant would add to the person's list. */
  @RequiresProfile({ anyOf: ["LEGAL_REP"] })
  @FieldResolver(() => Int, { nullable: true })
  mobileLinesGained(@Root() preview: GrantPreview, @Ctx() { database }: MobileContext): Promise<number> {
    return countGained(database.read, LINE_SOURCE.from, "l.organization_id", preview, visibleLines);
  }
}
