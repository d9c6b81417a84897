import { buildASTSchema, isObjectType, parse, type GraphQLFieldResolver, type GraphQLSchema } from "graphql";
import { RESOLVERS } from "./resolvers";
import { unfederatedSdl } from "./schema";

/** The whole world as one graphql-js schema: what federation is measured against, and the answers' reference. */
export function unfederatedSchema(): GraphQLSchema {
  const schema = buildASTSchema(parse(unfederatedSdl()), { assumeValidSDL: true });
  for (const resolvers of Object.values(RESOLVERS)) {
    for (const [typeName, fields] of Object.entries(resolvers)) {
      const type = schema.getType(typeName);
      if (!isObjectType(type)) continue;
      for (const [name, resolve] of Object.entries(fields)) {
        const field = type.getFields()[name];
        if (field !== undefined) field.resolve = resolve as unknown as GraphQLFieldResolver<unknown, unknown>;
      }
    }
  }
  return schema;
}
