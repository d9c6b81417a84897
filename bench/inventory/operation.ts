/** The company of the demo world with most lines, and its legal representative, who may see every detail. */
export const ORGANIZATION = "org-aurora";
export const USERNAME = "legal.aurora";
export const PAGE_SIZE = 1_000;

/** A page of lines with everything that hangs from them: R21–R24, seven relations, two subgraphs. */
export const INVENTORY = `query Inventory($organization: ID!, $first: Int!) {
  organization(id: $organization) {
    id
    mobileLines(first: $first) {
      edges {
        node {
          id
          msisdn
          status
          activatedOn
          terminatedOn
          frozenOn
          label
          roaming
          contract { id number status }
          tariffPlan { id name }
          options { id name }
          premiumServiceBlacklist
          costCenter { id code name }
          sim { iccid imsi puk kind administrativeState }
          device { imei model }
          usage { period asOf buckets { kind allowance used remaining thresholdReached } }
          user { id displayName }
        }
      }
      pageInfo { hasNextPage }
    }
  }
}`;
