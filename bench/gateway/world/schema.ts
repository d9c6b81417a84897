import { composeServices } from "@theguild/federation-composition";
import { parse, print, visit } from "graphql";
import { ACCESS_SPEC_URL } from "../../../schema/access/read-rules";
import { PROFILES, SERVICES } from "../../../schema/access/vocabulary";
import { REVIEW_SUBGRAPHS, REVIEW_TYPES } from "./reviews";

export const SUBGRAPHS = ["inventory", "people", "consumption", ...REVIEW_SUBGRAPHS] as const;
export type SubgraphName = (typeof SUBGRAPHS)[number];

/**
 * Three subgraphs of one small world, in the words that federation 1 and 2 have in common: a list in the first, one
 * entity hop to the second, and from what it answers one more to the third. Beside it the four of `reviews.ts`.
 */
const TYPES: Readonly<Record<SubgraphName, string>> = {
  ...REVIEW_TYPES,
  inventory: `
    type Query { organization(id: ID!): Organization @signedIn }
    type Organization @key(fields: "id") { id: ID! legalName: String! lines(first: Int!): [Line!]! }
    type Line @key(fields: "id") {
      id: ID!
      msisdn: String!
      status: LineStatus!
      activatedOn: String!
      label: String
      contract: Contract!
      sim: Sim
      tariffPlan: TariffPlan @requiresProfile(anyOf: [MOBILE_MASTER, MOBILE_ADDITIONAL, END_USER], service: INVENTORY)
    }
    enum LineStatus { ACTIVE FROZEN TERMINATED }
    type Contract { id: ID! number: String! }
    type Sim {
      iccid: String!
      imsi: String @requiresProfile(anyOf: [MOBILE_MASTER, MOBILE_ADDITIONAL], service: SIM_OPERATIONS)
      kind: SimKind!
    }
    enum SimKind { VOICE M2M }
    type TariffPlan { id: ID! name: String! monthlyFee: Float! }`,
  people: `
    extend type Line @key(fields: "id") {
      id: ID! @external
      user: User @requiresProfile(anyOf: [MOBILE_MASTER, MOBILE_ADDITIONAL, END_USER], service: INVENTORY)
    }
    type User @key(fields: "id") {
      id: ID!
      displayName: String!
      email: String @requiresProfile(anyOf: [LEGAL_REP], orSelf: true)
    }`,
  consumption: `
    extend type User @key(fields: "id") {
      id: ID! @external
      usage(period: String!): Usage @requiresProfile(anyOf: [MOBILE_MASTER, END_USER])
    }
    type Usage { period: String! voiceSeconds: Int! dataMegabytes: Int! messages: Int! }`,
};

const VOCABULARY = `
  directive @requiresProfile(anyOf: [Profile!]!, service: Service, of: String, ofType: String, orSelf: Boolean = false) repeatable on OBJECT | FIELD_DEFINITION | INPUT_FIELD_DEFINITION
  directive @signedIn on FIELD_DEFINITION
  directive @public on FIELD_DEFINITION
  enum Profile { ${PROFILES.join(" ")} }
  enum Service { ${SERVICES.join(" ")} }`;

const LINKS = `
  extend schema
    @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires", "@composeDirective"])
    @link(url: "${ACCESS_SPEC_URL}", import: ["@requiresProfile", "@signedIn", "@public"])
    @composeDirective(name: "@requiresProfile")
    @composeDirective(name: "@signedIn")
    @composeDirective(name: "@public")`;

const RULES = new Set(["requiresProfile", "signedIn", "public"]);

/** A subgraph with its rules, for federation 2. */
export function subgraphSdl(name: SubgraphName): string {
  return `${LINKS}\n${VOCABULARY}\n${TYPES[name]}`;
}

/** The same types for a gateway that knows federation 1 only, which has no place for rules. */
export function federation1Sdl(name: SubgraphName): string {
  return withoutDirectives(TYPES[name], (directive) => RULES.has(directive));
}

/** All three as one schema without federation. */
export function unfederatedSdl(): string {
  return withoutDirectives(SUBGRAPHS.map((name) => TYPES[name]).join("\n"), () => true);
}

/** @throws Error when the world does not compose, which would be a mistake in this file. */
export function composeSupergraph(urlOf: (name: SubgraphName) => string): string {
  const { supergraphSdl, errors } = composeServices(
    SUBGRAPHS.map((name) => ({ name, url: urlOf(name), typeDefs: parse(subgraphSdl(name)) })),
  );
  if (supergraphSdl === undefined) throw new Error((errors ?? []).map(({ message }) => message).join("\n"));
  return supergraphSdl;
}

function withoutDirectives(sdl: string, drops: (directive: string) => boolean): string {
  return print(visit(parse(sdl), { Directive: (node) => (drops(node.name.value) ? null : undefined) }));
}
