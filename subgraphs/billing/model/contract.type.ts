import { Field, ID, ObjectType } from "type-graphql";
import { External, Key } from "../../shared/access/directives";
import { OrganizationType } from "./organization.type";

/** A contract as this subgraph knows it. */
export interface BilledContract {
  readonly id: string;
  /** Null where nothing brought it along: then only a grant on the contract itself counts. */
  readonly organizationId: string | null;
}

/** Mobile-inventory's entity, to which this subgraph adds its bills. */
@Key("id")
@ObjectType("MobileContract", { simpleResolvers: true })
export class MobileContractType {
  @Field(() => ID)
  id!: string;

  @External()
  @Field(() => OrganizationType, { nullable: true })
  organization?: OrganizationType | null;
}
