import { ObjectType } from "type-graphql";

/** Whoever asks. It holds nothing: its fields are the Caller's, resolved in viewer.resolver.ts. */
@ObjectType("Viewer")
export class ViewerType {}
