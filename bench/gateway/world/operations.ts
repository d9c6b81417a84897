import { ORGANIZATIONS } from "./data";
import { REVIEWS_QUERY } from "./reviews";

export interface Operation {
  readonly name: "small" | "heavy" | "reviews";
  readonly query: string;
  /** Requests of different numbers ask for different things. */
  variables(request: number): Record<string, unknown>;
}

const organizationOf = (request: number) => `organization-${request % ORGANIZATIONS}`;

/** One field of one object of one subgraph: what a gateway costs before it does anything. */
const SMALL: Operation = {
  name: "small",
  query: "query Small($id: ID!) { organization(id: $id) { legalName } }",
  variables: (request) => ({ id: organizationOf(request) }),
};

/** Fifty lines, the people who use them (one hop), and what those used (a second hop, after the first): 23 KB. */
const HEAVY: Operation = {
  name: "heavy",
  query: `query Heavy($id: ID!, $first: Int!, $period: String!) {
  organization(id: $id) {
    id
    legalName
    lines(first: $first) {
      id
      msisdn
      status
      activatedOn
      label
      contract { id number }
      sim { iccid imsi kind }
      tariffPlan { id name monthlyFee }
      user {
        id
        displayName
        email
        usage(period: $period) { period voiceSeconds dataMegabytes messages }
      }
    }
  }
}`,
  variables: (request) => ({
    id: organizationOf(request),
    first: 48 + (request % 3),
    period: `2026-${String((request % 12) + 1).padStart(2, "0")}`,
  }),
};

/** The public gateways benchmark's: see reviews.ts. */
const REVIEWS: Operation = {
  name: "reviews",
  query: REVIEWS_QUERY,
  variables: (request) => ({ first: 4 + (request % 3) }),
};

export const OPERATIONS: readonly Operation[] = [SMALL, HEAVY, REVIEWS];
