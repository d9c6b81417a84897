import { Field, ObjectType } from "type-graphql";
import { Shareable } from "../access/directives";
import { DateTimeScalar } from "../scalars";
import { UserErrorType } from "./user-error.type";

/** The address of a file, and until when it may be opened (epoch milliseconds). */
@Shareable()
@ObjectType("ExportPayload", {
  simpleResolvers: true,
  description: "A file of exactly what the viewer's list shows; url opens for the viewer only.",
})
export class ExportPayloadType {
  @Field(() => String, {
    nullable: true,
    description:
      "Relative to the gateway's address; send the viewer's access token with the request, as with any other.",
  })
  url!: string | null;

  /** Epoch milliseconds. */
  @Field(() => DateTimeScalar, { nullable: true })
  expiresAt!: number | null;

  @Field(() => [UserErrorType])
  userErrors!: UserErrorType[];
}
