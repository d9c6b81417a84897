import { Arg, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { RequiresProfile } from "../../shared/access/directives";
import { ObjectRefInput } from "../../shared/graphql/object-ref.type";
import type { ExplainContext } from "./context";
import { GrantProfileInput } from "../grants/grant-input.types";
import { ProfileGrantType } from "../grants/profile-grant.type";
import { OrganizationType } from "../companies/organization.type";
import { grantPreviewById } from "./grant-preview.reference";
import { GrantPreviewType } from "./grant-preview.type";
import { sealPreview } from "./preview-grant";
import { whoCanRead } from "./who-can-read";

/** Access turned round, for whoever answers for the company: who reads this, and what would that grant open? */
@Resolver(() => OrganizationType)
export class OrganizationAccessResolver {
  @RequiresProfile({ anyOf: ["LEGAL_REP"] })
  @FieldResolver(() => [ProfileGrantType], {
    nullable: true,
    description: "The grants by which someone may read the coordinate on an object of the company.",
  })
  whoCanRead(
    @Root() { id }: OrganizationType,
    @Arg("coordinate", () => String) coordinate: string,
    @Arg("on", () => ObjectRefInput) on: ObjectRefInput,
    @Ctx() context: ExplainContext,
  ) {
    return whoCanRead(id, coordinate, on, context);
  }

  @RequiresProfile({ anyOf: ["LEGAL_REP"] })
  @FieldResolver(() => GrantPreviewType, { nullable: true })
  async previewGrant(
    @Root() { id }: OrganizationType,
    @Arg("input", () => GrantProfileInput) input: GrantProfileInput,
    @Ctx() context: ExplainContext,
  ) {
    const preview = await sealPreview(id, input, context);
    return preview === null ? null : await grantPreviewById(preview, context);
  }
}
