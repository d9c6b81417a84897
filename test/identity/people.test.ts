import { eachDatabase, statementsOf } from "../kit/databases";
import { FEED } from "./feed";
import { callerWith, startWithFeed, type Identity } from "./kit";

const AURORA = { kind: "ORGANIZATION", id: "org-aurora" } as const;
const BOREA = { kind: "ORGANIZATION", id: "org-borea" } as const;
const legal = callerWith("user-legal", [{ profile: "LEGAL_REP", scope: AURORA }], ["org-aurora"]);
const legalOfBorea = callerWith("user-borea", [{ profile: "LEGAL_REP", scope: BOREA }]);
const employee = callerWith("user-employee", [], ["org-aurora"]);

const PERSON = "id displayName username email mobileNumber status";
const WHOLE = {
  id: "user-legal",
  displayName: "Elena Ferraris",
  username: "legal.aurora",
  email: "elena@aurora.example",
  mobileNumber: "+393351234567",
  status: "INVITED",
};
const NAME = { ...WHOLE, username: null, email: null, mobileNumber: null, status: null };

eachDatabase("people", (databases) => {
  let system: Identity;
  beforeAll(async () => {
    system = await startWithFeed(databases);
    const header = FEED.users.split("\n")[0]!;
    const many = Array.from({ length: 60 }, (_, index) => {
      const number = String(index).padStart(2, "0");
      return `user-n${number},n${number},Zeno ${number},n${number}@aurora.example,,,org-aurora`;
    });
    await system.import("users", [header, ...many].join("\n"));
  });

  async function usersOf(args: string, caller = legal): Promise<string[]> {
    const query = `{ organization(id: "org-aurora") { users${args} { edges { node { id } } } } }`;
    const { data } = await system.run(query, caller);
    const { users } = data!["organization"] as { users: { edges: { node: { id: string } }[] } };
    return users.edges.map(({ node }) => node.id);
  }

  it("shows a person whole to themselves and their company's representative, and their name to everyone", async () => {
    const self = callerWith("user-legal", []);
    const representation = [{ __typename: "User", id: "user-legal" }];
    const seen = [];
    for (const caller of [legal, self, legalOfBorea, employee])
      seen.push((await system.entities(caller, representation, `... on User { ${PERSON} }`)).data);
    expect(seen).toEqual([
      { _entities: [WHOLE] },
      { _entities: [WHOLE] },
      { _entities: [NAME] },
      { _entities: [NAME] },
    ]);
  });

  it("lets either company's representative read who is registered with both", async () => {
    const representation = [{ __typename: "User", id: "user-two" }];
    const seen = [];
    for (const caller of [legal, legalOfBorea])
      seen.push((await system.entities(caller, representation, "... on User { email }")).data);
    expect(seen).toEqual([
      { _entities: [{ email: "bruna@borea.example" }] },
      { _entities: [{ email: "bruna@borea.example" }] },
    ]);
  });

  it("lists a company's people to its representative only, by name without regard to case and accents", async () => {
    expect((await usersOf("(first: 6)")).slice(0, 6)).toEqual([
      "user-master",
      "user-two",
      "user-additional",
      "user-enduser",
      "user-legal",
      "user-employee",
    ]);
    const refused = await system.run(
      '{ organization(id: "org-aurora") { id users { totalCount } } }',
      employee,
    );
    expect(refused.data).toEqual({ organization: { id: "org-aurora", users: null } });
    expect(refused.errors?.map(({ extensions }) => extensions?.["coordinate"])).toEqual([
      "Organization.users",
    ]);
  });

  it("finds people by the beginning of name, user name or e-mail address", async () => {
    expect([
      await usersOf('(search: "ALVARO r")'),
      await usersOf('(search: "legal.")'),
      await usersOf('(search: "bruna@")'),
      await usersOf('(search: "ossi")'),
      await usersOf('(search: "%%")'),
      await usersOf('(search: "__")'),
    ]).toEqual([["user-master"], ["user-legal"], ["user-two"], [], [], []]);
  });

  it("refuses a search of one character, and one of 101", async () => {
    const errors = [];
    for (const search of ["x", "x".repeat(101)]) {
      const query =
        'query ($search: String) { organization(id: "org-aurora") { users(search: $search) { totalCount } } }';
      errors.push((await system.run(query, legal, { search })).errors?.[0]?.extensions);
    }
    const refused = { code: "BAD_USER_INPUT", field: ["search"] };
    expect(errors).toEqual([refused, refused]);
  });

  it("filters by the status of the registration there, and counts what it lists", async () => {
    await system.database.write((transaction) =>
      transaction.execute(
        "UPDATE `organization_membership` SET `status` = CASE `organization_id` WHEN 'org-aurora' THEN 'DEACTIVATED' ELSE 'ACTIVE' END WHERE `user_id` = 'user-two'",
      ),
    );
    const query = `{ organization(id: "org-aurora") {
      gone: users(status: DEACTIVATED) { totalCount edges { node { id status } } }
      invited: users(status: INVITED) { totalCount }
      all: users { totalCount }
      pending: users(status: PENDING) { totalCount edges { cursor } }
    } }`;
    expect(await system.run(query, legal)).toEqual({
      data: {
        organization: {
          // Most active over all companies: the person is active in Borea.
          gone: { totalCount: 1, edges: [{ node: { id: "user-two", status: "ACTIVE" } }] },
          invited: { totalCount: 65 },
          all: { totalCount: 66 },
          pending: { totalCount: 0, edges: [] },
        },
      },
    });
  });

  it("keeps name and outcome of whom a company has let go, and no more where to reach them, nor finds them by it", async () => {
    // user-two is Borea's now, and Aurora's no more.
    const fields = "id username email mobileNumber status";
    const representation = [{ __typename: "User", id: "user-two" }];
    const seen = [];
    for (const caller of [legal, legalOfBorea, callerWith("user-two", [])])
      seen.push((await system.entities(caller, representation, `... on User { ${fields} }`)).data);
    const whole = {
      id: "user-two",
      username: "master.two",
      email: "bruna@borea.example",
      mobileNumber: null,
      status: "ACTIVE",
    };
    expect(seen).toEqual([
      { _entities: [{ ...whole, email: null }] },
      { _entities: [whole] },
      { _entities: [whole] },
    ]);
    const refused = await system.entities(legal, representation, "... on User { email }");
    expect(refused.errors?.map(({ extensions }) => extensions)).toEqual([
      expect.objectContaining({ code: "FORBIDDEN", coordinate: "User.email", held: [] }),
    ]);
    expect([await usersOf('(search: "bruna@")'), await usersOf('(search: "master.two")')]).toEqual([
      [],
      ["user-two"],
    ]);
    const asked = `{ viewer { access(coordinates: ["User.username", "User.email", "User.mobileNumber"], on: { type: "User", id: "user-two" }) { allowed } } }`;
    expect((await system.run(asked, legal)).data).toEqual({
      viewer: { access: [{ allowed: true }, { allowed: false }, { allowed: false }] },
    });
  });

  it("pages through everybody once", async () => {
    const query =
      'query ($after: String) { organization(id: "org-aurora") { users(first: 7, after: $after) { edges { node { id } } pageInfo { hasNextPage endCursor } } } }';
    interface Users {
      edges: { node: { id: string } }[];
      pageInfo: { hasNextPage: boolean; endCursor: string };
    }
    const seen: string[] = [];
    let after: string | null = null;
    for (let more = true; more;) {
      const { data } = await system.run(query, legal, { after });
      const { users } = data!["organization"] as { users: Users };
      seen.push(...users.edges.map(({ node }) => node.id));
      ({ hasNextPage: more, endCursor: after } = users.pageInfo);
    }
    expect(seen).toEqual(await usersOf("(first: 1000)"));
    expect(new Set(seen).size).toBe(66);
  });

  it("runs the same statements for a page of 1 and of 50 people with everything about them", async () => {
    const ask = (first: number) =>
      statementsOf(system.database, () =>
        system.run(
          `{ organization(id: "org-aurora") { users(first: ${first}) { totalCount edges { node { ${PERSON} } } } } }`,
          legal,
        ),
      );
    const [one, fifty] = [await ask(1), await ask(50)];
    expect([one.length, fifty.length]).toEqual([5, 5]);
  });

  it("reads nobody for a page of which only the number was asked", async () => {
    const statements = await statementsOf(system.database, () =>
      system.run(`{ organization(id: "org-aurora") { users { totalCount } } }`, legal),
    );
    expect(statements.filter((sql) => /SELECT u\.id/.test(sql))).toEqual([]);
    expect(statements).toHaveLength(3);
  });
});
