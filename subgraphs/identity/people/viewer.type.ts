import { ObjectType } from "type-graphql";

/** Who asks. It holds nothing: each of its fields is resolved from the caller, in the folder of what it answers. */
@ObjectType("Viewer")
export class ViewerType {}
