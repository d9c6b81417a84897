import { Arg, Ctx, ID, Mutation, Resolver } from "type-graphql";
import { RequiresProfile } from "../../shared/access/directives";
import { prepareFile } from "../../shared/downloads";
import { ExportPayloadType } from "../../shared/graphql/export-payload.type";
import { searchTerm } from "../../shared/inventory";
import { act } from "../act/act";
import type { PeopleContext } from "./context";
import { usersFile } from "./users-file";

/** Prepares the list of a company's people as a file. */
@Resolver()
export class ExportUsersResolver {
  @RequiresProfile({ anyOf: ["LEGAL_REP"], of: "organizationId", ofType: "Organization" })
  @Mutation(() => ExportPayloadType, { nullable: true })
  exportUsers(
    @Arg("organizationId", () => ID) organizationId: string,
    @Arg("search", () => String, { nullable: true }) search: string | null | undefined,
    @Ctx() context: PeopleContext,
  ) {
    const asked = { subgraph: "identity", file: usersFile };
    return prepareFile(act, context, asked, organizationId, () => ({
      search: searchTerm(["search"], search),
    }));
  }
}
