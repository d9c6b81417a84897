/** One of the README's queries, and who asks it there. A test holds that they are the README's. */
export interface Example {
  readonly title: string;
  readonly username: string;
  readonly query: string;
}

/** What the README shows, to be tried with one click. */
export const EXAMPLES: readonly Example[] = [
  {
    title: "1. A company at a glance",
    username: "legal.aurora",
    query: `{
  organization(id: "org-aurora") {
    legalName
    mobileInventory {
      total
      byStatus {
        status
        count
      }
      coverage {
        kind
        scopes {
          profile
          id
        }
      }
    }
  }
}
`,
  },
  {
    title: "2. One person, two roles",
    username: "legal.aurora",
    query: `{
  company: mobileLine(id: "ml-aurora-1-00007") {
    msisdn
    costCenter {
      code
    }
    sim {
      imsi
      puk
    }
  }
  mine: mobileLine(id: "ml-borea-1-00003") {
    msisdn
    costCenter {
      code
    }
    sim {
      imsi
      puk
    }
  }
}
`,
  },
  {
    title: "3. The same list, someone else",
    username: "enduser.aurora",
    query: `{
  organization(id: "org-aurora") {
    legalName
    mobileLines(first: 10) {
      totalCount
      coverage {
        kind
        scopes {
          profile
          kind
          id
        }
      }
      edges {
        node {
          id
          status
          user {
            displayName
          }
        }
      }
    }
  }
}
`,
  },
];
