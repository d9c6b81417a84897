import { Arg, Directive, Field, ID, InputType, Mutation, ObjectType, Query, Resolver } from "type-graphql";
import type { Caller } from "../../schema/access/caller";
import type { ScopePath } from "../../schema/access/decide";
import type { Profile, ScopeKind } from "../../schema/access/vocabulary";
import { Key, RequiresProfile, SignedIn } from "../../subgraphs/shared/access/directives";
import { GrantScopeKindEnum } from "../../subgraphs/shared/graphql/enums";
import type { ScopePathLookUp, SubgraphDefinition } from "../../subgraphs/shared/subgraph/definition";
import { ask as askLibrary } from "./library-subgraph";

/** What really ran, look-ups and resolvers alike, in order. */
export const done: string[] = [];

@InputType("VaultRef")
class VaultRef {
  @Field(() => String)
  type!: string;

  @Field(() => ID)
  id!: string;
}

@InputType("VaultScope")
class VaultScope {
  @Field(() => GrantScopeKindEnum)
  kind!: ScopeKind;

  @Field(() => ID)
  id!: string;
}

@InputType("VaultInput")
class VaultInput {
  @Field(() => ID)
  vaultId!: string;

  @Field(() => [VaultRef], { nullable: true })
  refs?: VaultRef[] | null;
}

@Key("id")
@ObjectType("Vault", { simpleResolvers: true })
class VaultType {
  @Field(() => ID)
  id!: string;
}

const run = (what: string): VaultType => {
  done.push(what);
  return { id: what };
};

@Resolver(() => VaultType)
class VaultResolver {
  @RequiresProfile({ anyOf: ["MOBILE_MASTER"], of: "id", ofType: "Vault" })
  @Query(() => VaultType, { nullable: true })
  vault(@Arg("id", () => ID) id: string): VaultType {
    return run(`read ${id}`);
  }

  @RequiresProfile({ anyOf: ["MOBILE_MASTER"], of: "input.vaultId", ofType: "Vault" })
  @Mutation(() => VaultType, { nullable: true })
  empty(@Arg("input", () => VaultInput) input: VaultInput): VaultType {
    return run(`empty ${input.vaultId}`);
  }

  @RequiresProfile({ anyOf: ["MOBILE_MASTER"], of: "ids", ofType: "Vault" })
  @Mutation(() => VaultType, { nullable: true })
  emptyAll(@Arg("ids", () => [ID]) ids: string[]): VaultType {
    return run(`empty ${ids.join(" ")}`);
  }

  @RequiresProfile({ anyOf: ["MOBILE_MASTER"], of: "input.refs" })
  @Mutation(() => VaultType, { nullable: true })
  move(@Arg("input", () => VaultInput) input: VaultInput): VaultType {
    return run(`move ${input.vaultId}`);
  }

  @RequiresProfile({ anyOf: ["MOBILE_MASTER"], of: "scope" })
  @Mutation(() => VaultType, { nullable: true })
  give(@Arg("scope", () => VaultScope) scope: VaultScope): VaultType {
    return run(`give ${scope.kind}`);
  }

  @RequiresProfile({ anyOf: ["MOBILE_MASTER"], of: "from", ofType: "Vault" })
  @RequiresProfile({ anyOf: ["FIXED_OWNER"], of: "to", ofType: "Organization" })
  @Mutation(() => VaultType, { nullable: true })
  carry(@Arg("from", () => ID) from: string, @Arg("to", () => ID) to: string): VaultType {
    return run(`carry ${from} to ${to}`);
  }

  @SignedIn()
  @Query(() => String, { nullable: true })
  sign(): string {
    return "Vaults";
  }
}

/** Vaults are contracts of `o-1`; `v-nowhere` is in nobody's rows, nor is what begins with `hidden`. */
const vaults: ScopePathLookUp<unknown, unknown> = (ids, { caller }) => {
  done.push(`look up ${ids.join(" ")} for ${caller.userId}`);
  return Promise.resolve(
    ids.map((id): ScopePath | null => {
      if (id.startsWith("hidden")) return null;
      const scopes = [
        { kind: "MOBILE_CONTRACT" as const, id },
        { kind: "ORGANIZATION" as const, id: "o-1" },
      ];
      return { scopes };
    }),
  );
};
const scopes =
  (kind: ScopeKind): ScopePathLookUp<unknown, unknown> =>
  (ids) =>
    Promise.resolve(ids.map((id) => (id.startsWith("hidden") ? null : { scopes: [{ kind, id }] })));

export const vaultSubgraph: SubgraphDefinition = {
  name: "library",
  federationImports: ["@key"],
  resolvers: [VaultResolver],
  entities: [],
  migrations: [],
  loaders: () => ({}),
  references: { Vault: (reference) => reference },
  scopePaths: {},
  lookups: {
    Vault: vaults,
    Organization: scopes("ORGANIZATION"),
    Holding: scopes("HOLDING"),
    MobileContract: vaults,
    MobileLine: scopes("MOBILE_LINE"),
    BillingAccount: scopes("BILLING_ACCOUNT"),
  },
};

/** A subgraph with one root field under a rule that it states wrongly. */
export function withRootRule(options: {
  anyOf?: readonly [Profile, ...Profile[]];
  of?: string;
  ofType?: string;
}): SubgraphDefinition {
  @Resolver()
  class WrongResolver {
    @RequiresProfile({ anyOf: ["LEGAL_REP"], ...options })
    @Query(() => String, { nullable: true })
    wrong(
      @Arg("id", () => ID) id: string,
      @Arg("input", () => VaultInput, { nullable: true }) _input?: VaultInput,
    ) {
      return id;
    }
  }
  return { ...vaultSubgraph, resolvers: [WrongResolver] };
}

/** A subgraph that shares one root field with others, each under a rule of its own. */
export function sharing(name: string, profile: Profile): SubgraphDefinition {
  @Resolver()
  class SharedResolver {
    @Directive("@shareable")
    @RequiresProfile({ anyOf: [profile], of: "id", ofType: "Vault" })
    @Query(() => String, { nullable: true })
    shared(@Arg("id", () => ID) id: string): string {
      return run(`${name} shared ${id}`).id;
    }
  }
  const federationImports = ["@key", "@shareable"];
  return { ...vaultSubgraph, name, federationImports, resolvers: [SharedResolver] };
}

/** Runs an operation against the vaults, or a variation of them. */
export function ask(caller: Caller, query: string, variation: Partial<SubgraphDefinition> = {}) {
  return askLibrary(caller, query, { ...vaultSubgraph, ...variation });
}
