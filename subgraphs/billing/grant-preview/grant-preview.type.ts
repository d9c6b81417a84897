import { Field, ID, ObjectType } from "type-graphql";
import { Key } from "../../shared/access/directives";

/** What this subgraph adds to identity's preview. */
@Key("id")
@ObjectType("GrantPreview", { simpleResolvers: true })
export class GrantPreviewType {
  @Field(() => ID)
  id!: string;
}
