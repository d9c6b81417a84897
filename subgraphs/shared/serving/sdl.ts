import {
  isInputObjectType,
  isObjectType,
  Kind,
  parse,
  print,
  printSchema,
  visit,
  type ConstDirectiveNode,
  type DocumentNode,
  type GraphQLSchema,
} from "graphql";
import { buildSchemaSync } from "type-graphql";
import { ACCESS_SPEC_URL } from "../../../schema/access/read-rules";
import { PROFILES, SCOPE_KINDS, SERVICES } from "../../../schema/access/vocabulary";
import { ERROR_CODES } from "../../../schema/errors";
import type { SubgraphDefinition } from "../subgraph/definition";

const FEDERATION_SPEC_URL = "https://specs.apollo.dev/federation/v2.9";

/** The same text in every subgraph (contract/*.graphql). */
const VOCABULARY = `
directive @requiresProfile(anyOf: [Profile!]!, service: Service, of: String, ofType: String, orSelf: Boolean = false) repeatable on OBJECT | FIELD_DEFINITION | INPUT_FIELD_DEFINITION
directive @signedIn on FIELD_DEFINITION
directive @public on FIELD_DEFINITION
"R9–R20."
enum Profile { ${PROFILES.join(" ")} }
"What a MOBILE_ADDITIONAL grant names (R12)."
enum Service { ${SERVICES.join(" ")} }
"LEGAL_REP, FIXED_OWNER, FIXED_MASTER: ORGANIZATION. HOLDING_REFERENT: HOLDING. MOBILE_MASTER, MOBILE_ADDITIONAL: MOBILE_CONTRACT. END_USER: MOBILE_LINE. FIXED_STANDARD: BILLING_ACCOUNT."
enum GrantScopeKind { ${SCOPE_KINDS.join(" ")} }
"The one closed list of codes; in userErrors only those that a person can put right."
enum ErrorCode { ${ERROR_CODES.join(" ")} }
`;

/** The type-graphql schema of a subgraph, with its resolvers and without federation. */
export function codeFirstSchema(definition: SubgraphDefinition): GraphQLSchema {
  return buildSchemaSync({
    resolvers: [...definition.resolvers],
    orphanedTypes: [...(definition.orphanedTypes ?? [])],
    // Values are validated by scalars and by the features themselves, which can name field and reason.
    validate: false,
    // The type check runs on the federated schema, which knows the directives.
    skipCheck: true,
  });
}

/** The SDL that a subgraph publishes: its types, directives included, under the access vocabulary and federation links. */
export function subgraphSdl(definition: SubgraphDefinition, schema = codeFirstSchema(definition)): string {
  const vocabulary = parse(VOCABULARY);
  const named = new Set(
    vocabulary.definitions.flatMap((node) =>
      node.kind === Kind.ENUM_TYPE_DEFINITION ? [node.name.value] : [],
    ),
  );
  const types = withDirectives(schema).definitions.filter(
    (node) => !(node.kind === Kind.ENUM_TYPE_DEFINITION && named.has(node.name.value)),
  );
  return [
    linkHeader(definition.federationImports),
    ...[...vocabulary.definitions, ...types].map((node) => print(node)),
  ]
    .join("\n\n")
    .concat("\n");
}

function linkHeader(federationImports: readonly string[]): string {
  return `extend schema
  @link(url: "${FEDERATION_SPEC_URL}", import: ${JSON.stringify([...federationImports, "@composeDirective"])})
  @link(url: "${ACCESS_SPEC_URL}", import: ["@requiresProfile", "@signedIn", "@public"])
  @composeDirective(name: "@requiresProfile")
  @composeDirective(name: "@signedIn")
  @composeDirective(name: "@public")`;
}

/**
 * graphql's printer drops applied directives, and type-graphql's AST nodes hold nothing but directives (their types
 * are missing): so print the one and lay the other back on.
 */
function withDirectives(schema: GraphQLSchema): DocumentNode {
  const applied = (typeName: string, fieldName?: string): readonly ConstDirectiveNode[] => {
    const type = schema.getType(typeName);
    if (!isObjectType(type) && !isInputObjectType(type)) return [];
    return (fieldName === undefined ? type : type.getFields()[fieldName])?.astNode?.directives ?? [];
  };
  return visit(parse(printSchema(schema)), {
    SchemaDefinition: () => null,
    // By name: type-graphql reorders the parameters that it remembers when a resolver first runs, so that the order in
    // which they were declared is lost, and a second start in one process would publish another text.
    FieldDefinition: (node) => ({
      ...node,
      arguments: node.arguments?.toSorted((one, other) => (one.name.value < other.name.value ? -1 : 1)),
    }),
    ObjectTypeDefinition: (node) => ({
      ...node,
      directives: applied(node.name.value),
      fields: node.fields?.map((field) => ({
        ...field,
        directives: [...(field.directives ?? []), ...applied(node.name.value, field.name.value)],
      })),
    }),
    InputObjectTypeDefinition: (node) => ({
      ...node,
      fields: node.fields?.map((field) => ({
        ...field,
        directives: [...(field.directives ?? []), ...applied(node.name.value, field.name.value)],
      })),
    }),
  });
}
