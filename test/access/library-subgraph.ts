import { Arg, Field, ID, Mutation, ObjectType, Query, Resolver } from "type-graphql";
import type { Caller } from "../../schema/access/caller";
import { Key, Public, RequiresProfile, SignedIn } from "../../subgraphs/shared/access/directives";
import type { Environment, SubgraphDefinition } from "../../subgraphs/shared/subgraph/definition";
import { createSubgraph } from "../../subgraphs/shared/serving/executable";
import { publish } from "../kit/publish";

/** Counts what really ran: a refused field must not have been computed. */
export const ran: string[] = [];

@Key("id")
@ObjectType("Shelf", { simpleResolvers: true })
export class ShelfType {
  @Field(() => ID)
  id!: string;

  @RequiresProfile({ anyOf: ["MOBILE_MASTER"] })
  @Field(() => String, { nullable: true })
  secret!: string | null;

  @SignedIn()
  @Field(() => String, { nullable: true })
  note!: string | null;
}

const shelf = (id: string): ShelfType => ({ id, secret: `secret of ${id}`, note: "a note" });

@Resolver(() => ShelfType)
export class ShelfResolver {
  @Public()
  @Query(() => String)
  hello(): string {
    return "hello";
  }

  @SignedIn()
  @Query(() => [ShelfType], { nullable: true })
  shelves(@Arg("ids", () => [ID]) ids: string[]): ShelfType[] {
    ran.push("shelves");
    return ids.map(shelf);
  }

  @Public()
  @Query(() => ShelfType, { nullable: true })
  broken(): ShelfType {
    throw new Error("connect ECONNREFUSED 10.0.0.7:3306");
  }

  @SignedIn()
  @Mutation(() => String, { nullable: true })
  burn(): string {
    ran.push("burn");
    return "ashes";
  }
}

export const library: SubgraphDefinition = {
  name: "library",
  federationImports: ["@key"],
  resolvers: [ShelfResolver],
  entities: [],
  migrations: [],
  loaders: () => ({}),
  references: { Shelf: ({ id }) => shelf(id) },
  scopePaths: { Shelf: (object: ShelfType) => ({ scopes: [{ kind: "MOBILE_CONTRACT", id: object.id }] }) },
};

export const logged: string[] = [];
const keep = (details: object, message: string) => void logged.push(`${message} ${JSON.stringify(details)}`);

/** Runs an operation against the little subgraph, or a variation of it, as composed with the others beside it. */
export function ask(
  caller: Caller,
  query: string,
  variation: Partial<SubgraphDefinition> = {},
  beside: readonly SubgraphDefinition[] = [],
) {
  const definition = { ...library, ...variation };
  const published = publish(definition, ...beside).get(definition.name);
  if (published === undefined) throw new Error("unpublished");
  const environment: Environment<unknown> = {
    // The library keeps its books in its head.
    database: undefined as never,
    now: () => caller.at,
    logger: { info: keep, warn: keep, error: keep },
    services: undefined,
    internal: () => Promise.reject(new Error("nobody to call")),
  };
  const facts = { requestId: "request-1", userAgent: null, ipAddress: null, acceptLanguage: null };
  return createSubgraph(definition, environment, published).execute({ query }, caller, facts);
}
