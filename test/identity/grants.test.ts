import { answeredBy } from "../kit/internal-call";
import { eachDatabase, statementsOf } from "../kit/databases";
import { callerWith, startWithFeed, type Identity } from "./kit";

const AURORA = { kind: "ORGANIZATION", id: "org-aurora" } as const;
const legal = callerWith("user-legal", [{ profile: "LEGAL_REP", scope: AURORA }], ["org-aurora"]);
const holding = callerWith("user-holding", [
  {
    profile: "HOLDING_REFERENT",
    scope: { kind: "HOLDING", id: "hold-levante" },
    organizationIds: ["org-aurora", "org-borea"],
  },
]);
const masterOf = (contractId: string, organizationId: string) =>
  callerWith("user-master", [
    {
      profile: "MOBILE_MASTER",
      scope: { kind: "MOBILE_CONTRACT", id: contractId },
      organizationIds: [organizationId],
    },
  ]);
const enduser = callerWith("user-enduser", [
  {
    profile: "END_USER",
    scope: { kind: "MOBILE_LINE", id: "ml-aurora-7" },
    organizationIds: ["org-aurora"],
    contractId: "mc-aurora-1",
  },
]);
const invoices = callerWith("user-additional", [
  {
    profile: "MOBILE_ADDITIONAL",
    services: ["INVOICES"],
    scope: { kind: "MOBILE_CONTRACT", id: "mc-aurora-1" },
    organizationIds: ["org-aurora"],
  },
]);
const cometa = callerWith("user-cometa", [
  { profile: "LEGAL_REP", scope: { kind: "ORGANIZATION", id: "org-cometa" } },
]);

/** Mobile-inventory, as far as it names contracts and lines; it does not know ml-borea-3. */
const mobileInventory = answeredBy((_subgraph, _name, input) => {
  const { refs } = input as { refs: { kind: string; id: string }[] };
  return Promise.resolve(
    refs.map(({ kind, id }) =>
      id === "ml-borea-3" ? null : { scopes: [{ kind, id }], label: `label of ${id}` },
    ),
  );
});

const LINES = [
  {
    __typename: "MobileLine",
    id: "ml-aurora-7",
    contract: { id: "mc-aurora-1" },
    organization: { id: "org-aurora" },
  },
  {
    __typename: "MobileLine",
    id: "ml-borea-3",
    contract: { id: "mc-borea-1" },
    organization: { id: "org-borea" },
  },
  {
    __typename: "MobileLine",
    id: "ml-aurora-8",
    contract: { id: "mc-aurora-1" },
    organization: { id: "org-aurora" },
  },
];
const CONTRACTS = ["mc-aurora-1", "mc-aurora-2", "mc-borea-1", "mc-cometa-1", "mc-none"].map((id) => ({
  __typename: "MobileContract",
  id,
}));

eachDatabase("grants", (databases) => {
  let system: Identity;
  beforeAll(async () => {
    system = await startWithFeed(databases, mobileInventory);
  });
  beforeEach(() => {
    system.asked.length = 0;
  });

  it("shows viewers their own grants in force, newest first, each scope with what it is called and lies in", async () => {
    const query = `{ viewer { grants { id profile services validFrom validUntil user { id } grantedBy { id }
      scope { kind id label organization { id } mobileContract { id } mobileLine { id } } } } }`;
    const caller = callerWith("user-legal", [
      { profile: "LEGAL_REP", scope: AURORA },
      {
        profile: "END_USER",
        scope: { kind: "MOBILE_LINE", id: "ml-borea-3" },
        organizationIds: ["org-borea"],
      },
    ]);
    const rest = { services: [], validUntil: null, user: { id: "user-legal" }, grantedBy: null };
    expect(await system.run(query, caller)).toEqual({
      data: {
        viewer: {
          grants: [
            {
              id: "grant-legal-line",
              profile: "END_USER",
              validFrom: "2025-06-15T00:00:00.000Z",
              ...rest,
              scope: {
                kind: "MOBILE_LINE",
                id: "ml-borea-3",
                // Mobile-inventory knows no such line: its id has to do.
                label: "ml-borea-3",
                organization: { id: "org-borea" },
                mobileContract: { id: "mc-borea-1" },
                mobileLine: { id: "ml-borea-3" },
              },
            },
            {
              id: "grant-legal",
              profile: "LEGAL_REP",
              validFrom: "2024-06-15T00:00:00.000Z",
              ...rest,
              scope: {
                kind: "ORGANIZATION",
                id: "org-aurora",
                label: "Aurora Meccanica S.p.A.",
                organization: { id: "org-aurora" },
                mobileContract: null,
                mobileLine: null,
              },
            },
          ],
        },
      },
    });
  });

  it("lists a company's grants in force to its representative, asking once for every label", async () => {
    const query = `{ organization(id: "org-aurora") { grants { totalCount edges { node {
      id services user { displayName } scope { label } } } } } }`;
    const node = (id: string, displayName: string, label: string, services: string[] = []) => ({
      node: { id, services, user: { displayName }, scope: { label } },
    });
    expect(await system.run(query, legal)).toEqual({
      data: {
        organization: {
          grants: {
            totalCount: 5,
            edges: [
              node("grant-enduser", "Dario Verdi", "label of ml-aurora-7"),
              node("grant-two-aurora", "Bruna Bianchi", "label of mc-aurora-2"),
              node("grant-master", "Àlvaro Rossi", "label of mc-aurora-1"),
              node("grant-legal", "Elena Ferraris", "Aurora Meccanica S.p.A."),
              node("grant-additional", "Carla Neri", "label of mc-aurora-1", ["INVENTORY", "USAGE"]),
            ],
          },
        },
      },
    });
    expect(system.asked).toEqual([
      [
        "mobile-inventory",
        "scopePath",
        {
          refs: [
            { kind: "MOBILE_LINE", id: "ml-aurora-7" },
            { kind: "MOBILE_CONTRACT", id: "mc-aurora-2" },
            { kind: "MOBILE_CONTRACT", id: "mc-aurora-1" },
          ],
        },
        null,
      ],
    ]);
  });

  it("runs the same statements for one grant of a company as for all", async () => {
    const ask = (first: number) =>
      statementsOf(system.database, () =>
        system.run(
          `{ organization(id: "org-aurora") { grants(first: ${first}) { edges { node { services user { email } scope { label } } } } } }`,
          legal,
        ),
      );
    expect([(await ask(1)).length, (await ask(50)).length]).toEqual([5, 5]);
  });

  it("names the master of a contract to who reaches the contract, and to nobody else (R11)", async () => {
    const seen = [];
    for (const caller of [legal, holding, masterOf("mc-borea-1", "org-borea"), enduser, cometa]) {
      const { data } = await system.entities(caller, CONTRACTS, "... on MobileContract { master { id } }");
      seen.push(
        (data!["_entities"] as { master: { id: string } | null }[]).map(({ master }) => master?.id ?? null),
      );
    }
    expect(seen).toEqual([
      ["user-master", "user-two", null, null, null],
      ["user-master", "user-two", "user-two", null, null],
      [null, null, "user-two", null, null],
      ["user-master", null, null, null, null],
      [null, null, null, "user-cometa", null],
    ]);
  });

  it("names the user of a line to who passes the rule on that line (R14), in either order of the rows", async () => {
    const usersSeen = async (caller: Parameters<Identity["run"]>[1], lines: readonly object[]) => {
      const { data } = await system.entities(caller, lines, "... on MobileLine { user { id } }");
      return (data!["_entities"] as { user: { id: string } | null }[]).map(({ user }) => user?.id ?? null);
    };
    const seen = [];
    for (const caller of [legal, holding, masterOf("mc-borea-1", "org-borea"), enduser, invoices, cometa])
      seen.push(await usersSeen(caller, LINES));
    expect(seen).toEqual([
      ["user-enduser", null, null],
      ["user-enduser", "user-legal", null],
      [null, "user-legal", null],
      ["user-enduser", null, null],
      [null, null, null],
      [null, null, null],
    ]);
    expect(await usersSeen(enduser, LINES.toReversed())).toEqual([null, null, "user-enduser"]);
  });

  it("runs the same statements for one and for many, the users of lines as the masters of contracts", async () => {
    const ask = async (representations: readonly object[], selection: string) => {
      const statements = await statementsOf(system.database, () =>
        system.entities(holding, representations, selection),
      );
      return statements.length;
    };
    const user = "... on MobileLine { user { email } }";
    const master = "... on MobileContract { master { email } }";
    expect([await ask(LINES.slice(0, 1), user), await ask(LINES, user)]).toEqual([3, 3]);
    expect([await ask(CONTRACTS.slice(0, 1), master), await ask(CONTRACTS, master)]).toEqual([3, 3]);
  });
});

eachDatabase("grants while mobile-inventory is away", (databases) => {
  it("show the ids of their scopes in place of labels, and tell the log", async () => {
    const system = await startWithFeed(databases);
    const caller = callerWith("user-master", []);
    expect(await system.run("{ viewer { grants { scope { label } } } }", caller)).toEqual({
      data: { viewer: { grants: [{ scope: { label: "mc-aurora-1" } }] } },
    });
    expect(system.log).toEqual(["labels of mobile scopes cannot be had"]);
  });
});
