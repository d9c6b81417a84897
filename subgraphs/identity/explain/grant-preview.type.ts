import { Field, ID, ObjectType } from "type-graphql";
import { Key, RequiresProfile } from "../../shared/access/directives";

/** What a grant would open to a person, before it is given. */
@Key("id")
@ObjectType("GrantPreview", {
  simpleResolvers: true,
  description: "What a grant would add; each subgraph counts its own rows.",
})
export class GrantPreviewType {
  @Field(() => ID, {
    description: "Opaque, short-lived: names the organization and the grant in question.",
  })
  id!: string;

  @RequiresProfile({ anyOf: ["LEGAL_REP"] })
  @Field(() => [String], {
    nullable: true,
    description: "Coordinates that the user could read or do thereafter, and cannot now.",
  })
  fieldsGained!: () => Promise<readonly string[] | null>;

  /** Not in the API: the scope path. */
  organizationId!: string;
}
