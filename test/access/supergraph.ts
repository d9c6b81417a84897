import { accessFaults, wordFaults } from "../../schema/access/refuse";

interface Parts {
  readonly types: string;
  readonly url?: string;
  readonly imports?: string;
  /** The name under which @requiresProfile is defined. */
  readonly needs?: string;
}

/** A small supergraph, written by hand so that it can say what composition would not let through. */
export function schemaOf({
  types,
  url = "https://specs.area-clienti.example/access/v1.0",
  imports = `["@requiresProfile", "@signedIn", "@public"]`,
  needs = "requiresProfile",
}: Parts): string {
  const mutation = /type Mutation\b/.test(types) ? "mutation: Mutation" : "";
  return `
    schema
      @link(url: "https://specs.apollo.dev/join/v0.5", for: EXECUTION)
      @link(url: "https://specs.apollo.dev/context/v0.1", for: SECURITY)
      @link(url: "${url}", import: ${imports}) { query: Query ${mutation} }
    directive @${needs}(anyOf: [Profile!]!, service: Service, of: String, ofType: String, orSelf: Boolean = false)
      repeatable on OBJECT | FIELD_DEFINITION | INPUT_FIELD_DEFINITION
    directive @signedIn on FIELD_DEFINITION
    directive @public on FIELD_DEFINITION
    enum Profile { LEGAL_REP HOLDING_REFERENT MOBILE_MASTER MOBILE_ADDITIONAL END_USER FIXED_OWNER FIXED_MASTER FIXED_STANDARD BARISTA }
    enum Service { INVENTORY USAGE INVOICES SIM_OPERATIONS OPTIONS CATERING }
    ${types}`;
}

export const supergraphOf = (types: string): string => schemaOf({ types });

/** What a supergraph with these types is refused for, in words; empty when it is not. */
export const refusalsOf = (types: string): string => wordFaults(accessFaults(supergraphOf(types)));
