import { Field, ID, ObjectType } from "type-graphql";
import type { Profile, ScopeKind } from "../../../schema/access/vocabulary";
import { Shareable } from "../access/directives";
import { DateTimeScalar } from "../scalars";
import type { RowCoverage } from "../scope/row-rule";
import { CoverageKindEnum, GrantScopeKindEnum, ProfileEnum } from "./enums";

/** A scope of the viewer's grants on which a list rests. */
@Shareable()
@ObjectType("CoverageScope", { simpleResolvers: true })
export class CoverageScopeType {
  @Field(() => ID)
  grantId!: string;

  @Field(() => ProfileEnum)
  profile!: Profile;

  @Field(() => GrantScopeKindEnum)
  kind!: ScopeKind;

  @Field(() => ID)
  id!: string;
}

/** On which of the viewer's grants a list or figure rests. */
@Shareable()
@ObjectType("Coverage", {
  simpleResolvers: true,
  description:
    'On which of the viewer\'s own grants a list or figure rests: grants within others are dropped; 0 with NONE means "not yours to see".',
})
export class CoverageType {
  @Field(() => CoverageKindEnum)
  kind!: RowCoverage["kind"];

  @Field(() => [CoverageScopeType])
  scopes!: CoverageScopeType[];

  /** Epoch milliseconds. */
  @Field(() => DateTimeScalar)
  asOf!: number;
}

/** The coverage of a list or figure as the API says it. @param asOf epoch milliseconds */
export function toCoverage(coverage: RowCoverage, asOf: number): CoverageType {
  return {
    kind: coverage.kind,
    scopes: coverage.grants.map((grant) => ({
      grantId: grant.id,
      profile: grant.profile,
      kind: grant.scope.kind,
      id: grant.scope.id,
    })),
    asOf,
  };
}
