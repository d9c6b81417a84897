/** The company of the demo world with most lines. */
export const ORGANIZATION = "org-aurora";
export const PAGE_SIZE = 1_000;

/** Who reads the page: one who may see all of it, and one who is refused some fields of every line. */
export const VIEWERS = ["legal.aurora", "holding.levante"] as const;
export type Viewer = (typeof VIEWERS)[number];

/** A page of lines, ten guarded fields under each, in two subgraphs; `username` and `email` stand on people, not on lines. */
export const GUARDED_PAGE = `query Guarded($organization: ID!, $first: Int!) {
  organization(id: $organization) {
    mobileLines(first: $first) {
      edges {
        node {
          id
          tariffPlan { id name }
          premiumServiceBlacklist
          costCenter { id code }
          device { imei model }
          usage { buckets { kind used } }
          sim { iccid imsi puk }
          user { id displayName username email }
        }
      }
    }
  }
}`;

/** The guarded ones among them, as the schema names them. */
export const GUARDED_FIELDS = [
  "MobileLine.tariffPlan",
  "MobileLine.premiumServiceBlacklist",
  "MobileLine.costCenter",
  "MobileLine.device",
  "MobileLine.usage",
  "MobileLine.user",
  "Sim.imsi",
  "Sim.puk",
  "User.username",
  "User.email",
] as const;
