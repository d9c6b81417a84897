import { openInProcess, sealInProcess, SealError } from "../../schema/access/seal";
import { callerWith } from "../access/callers";
import { eachWorld } from "../kit/world";

const OWN = "ml-borea-1-00003";
const COMPANY = "ml-aurora-1-00001";
const FACTS = { requestId: "bypass", userAgent: null, ipAddress: null, acceptLanguage: null };

eachWorld("one field by every path", (world) => {
  it("refuses an end user the IMSI by root, list, contract, grant, alias and fragment alike", async () => {
    const answer = await (
      await world.as("enduser.aurora")
    ).ask(
      `query ($id: ID!) {
        root: mobileLine(id: $id) { sim { imsi code: imsi ... on Sim { inline: imsi } ...Named } }
        company: organization(id: "org-aurora") {
          mobileLines { edges { node { sim { imsi } } } }
          mobileContracts { edges { node { lines { edges { node { sim { imsi } } } } } } }
        }
        mobileContract(id: "mc-aurora-1") { lines { edges { node { contract { lines { edges { node { sim { imsi } } } } } } } } }
        viewer { grants { scope { mobileLine { sim { imsi } } } } }
      }
      fragment Named on Sim { named: imsi }`,
      { id: "ml-aurora-1-00007" },
    );
    const sim = { imsi: null };
    const lines = { edges: [{ node: { sim } }] };
    expect(answer.data).toEqual({
      root: { sim: { imsi: null, code: null, inline: null, named: null } },
      company: { mobileLines: lines, mobileContracts: { edges: [{ node: { lines } }] } },
      mobileContract: { lines: { edges: [{ node: { contract: { lines } } }] } },
      viewer: { grants: [{ scope: { mobileLine: { sim } } }] },
    });
    expect(new Set(answer.errors.map(({ extensions }) => extensions["coordinate"]))).toEqual(
      new Set(["Sim.imsi"]),
    );
    expect(Object.values(answer.refused)).toEqual(Array(8).fill("FORBIDDEN"));
  });

  it("decides two rows of one answer each on its own, in both orders and under aliases", async () => {
    const legal = await world.as("legal.aurora");
    const ask = (first: string, second: string) =>
      legal.ask(
        `query ($a: ID!, $b: ID!) { a: mobileLine(id: $a) { id sim { imsi puk } } b: mobileLine(id: $b) { id sim { imsi puk } } again: mobileLine(id: $a) { sim { x: imsi } } }`,
        { a: first, b: second },
      );
    for (const [first, second, own, again] of [
      [COMPANY, OWN, "b", false],
      [OWN, COMPANY, "a", true],
    ] as const) {
      const { data, refused } = await ask(first, second);
      const company = own === "a" ? "b" : "a";
      expect(data[company].sim).toEqual({ imsi: expect.stringMatching(/^222/), puk: expect.any(String) });
      expect(data[own].sim).toEqual({ imsi: null, puk: expect.any(String) });
      expect(data.again.sim.x === null).toBe(again);
      expect(refused).toEqual({
        [`${own}.sim.imsi`]: "FORBIDDEN",
        ...(again ? { "again.sim.x": "FORBIDDEN" } : {}),
      });
    }
  });

  it("takes names that every JavaScript object has for names like others, refused values staying away", async () => {
    const { data, errors } = await (
      await world.as("enduser.aurora")
    ).ask(
      `{ __proto__: mobileLine(id: "ml-aurora-1-00007") { constructor: sim { toString: imsi hasOwnProperty: puk } valueOf: costCenter { id } } }`,
    );
    const line = Object.getOwnPropertyDescriptor(data, "__proto__")?.value as Record<
      string,
      Record<string, unknown>
    >;
    expect(Object.keys(data as object)).toEqual(["__proto__"]);
    expect(line["constructor"]?.["toString"]).toBeNull();
    expect(line["constructor"]?.["hasOwnProperty"]).toEqual(expect.stringMatching(/^\d{8}$/));
    expect(line["valueOf"]).toBeNull();
    expect(errors.map(({ path }) => path)).toEqual(
      expect.arrayContaining([
        ["__proto__", "constructor", "toString"],
        ["__proto__", "valueOf"],
      ]),
    );
    expect(({} as Record<string, unknown>)["sim"]).toBeUndefined();
  });

  it("keeps to the rules where introspection stands beside the data", async () => {
    const { data, refused } = await (
      await world.as("enduser.aurora")
    ).ask(
      `{ __schema { queryType { name } } mobileLine(id: "ml-aurora-1-00007") { sim { imsi } } __type(name: "Sim") { name } }`,
    );
    expect(data).toEqual({
      __schema: { queryType: { name: "Query" } },
      mobileLine: { sim: { imsi: null } },
      __type: { name: "Sim" },
    });
    expect(refused).toEqual({ "mobileLine.sim.imsi": "FORBIDDEN" });
  });

  it("tells by __typename no more than that there is nothing, of what is hidden as of what does not exist", async () => {
    const ask = async (username: string, suffix: string) =>
      (await world.as(username)).ask(
        `{ organization(id: "org-aurora${suffix}") { __typename } mobileContract(id: "mc-aurora-1${suffix}") { __typename }
           mobileLine(id: "ml-aurora-1-00007${suffix}") { __typename sim { __typename } } holding(id: "hold-levante${suffix}") { __typename }
           site(id: "site-aurora-01${suffix}") { __typename } fixedLine(id: "fl-aurora-0001${suffix}") { __typename } }`,
      );
    const shown = await ask("legal.aurora", "");
    expect(Object.values(shown.data as object)).not.toContain(null);
    const hidden = await ask("legal.cometa", "");
    expect(hidden).toEqual(await ask("legal.cometa", "-is-not-there"));
    expect(hidden.data).toEqual({
      organization: null,
      mobileContract: null,
      mobileLine: null,
      holding: null,
      site: null,
      fixedLine: null,
    });
    expect(hidden.errors).toEqual([]);
  });

  it("refuses anonymous callers every path but the public one, with nothing said about what exists", async () => {
    const ask = (id: string) =>
      world.anonymous.ask(
        `query ($id: ID!) { __typename viewer { user { id } } mobileLine(id: $id) { __typename id sim { puk } } }`,
        { id },
      );
    const answer = await ask("ml-aurora-1-00007");
    expect(answer).toEqual(await ask("nothing"));
    expect(answer.data).toEqual({ __typename: "Query", viewer: null, mobileLine: null });
    expect(answer.refused).toEqual({ mobileLine: "UNAUTHENTICATED" });
  });

  it("answers _entities of a subgraph within the caller's rows and rules, whatever the representation says", async () => {
    const subgraph = world.system.subgraphs.of("mobile-inventory");
    const caller = callerWith({
      profile: "END_USER",
      on: "ml-aurora-1-00007",
      organization: "org-aurora",
      contract: "mc-aurora-1",
    });
    const { data } = await subgraph.execute(
      {
        query: `query ($r: [_Any!]!) { _entities(representations: $r) { __typename
          ... on MobileLine { id sim { imsi } costCenter { code } } ... on MobileContract { id lines { totalCount } } ... on Organization { id mobileLines { totalCount } } } }`,
        variables: {
          r: [
            { __typename: "MobileLine", id: "ml-aurora-1-00007", contractId: "mc-x", sim: { imsi: "1" } },
            { __typename: "MobileLine", id: "ml-aurora-1-00008" },
            { __typename: "MobileContract", id: "mc-aurora-1" },
            { __typename: "MobileContract", id: "mc-cometa-1" },
            { __typename: "Organization", id: "org-cometa" },
          ],
        },
      },
      caller,
      FACTS,
    );
    expect(JSON.parse(JSON.stringify(data))).toEqual({
      _entities: [
        { __typename: "MobileLine", id: "ml-aurora-1-00007", sim: { imsi: null }, costCenter: null },
        null,
        { __typename: "MobileContract", id: "mc-aurora-1", lines: { totalCount: 1 } },
        null,
        null,
      ],
    });
  });

  it("does not believe a representation that claims other ancestors than the caller's own", async () => {
    // Only the gateway, sealed, brings representations along; a forged one still gives no line's user but by a grant.
    const identity = world.system.subgraphs.of("identity");
    const stranger = callerWith({ profile: "MOBILE_MASTER", on: "mc-cometa-1", organization: "org-cometa" });
    const { data } = await identity.execute(
      {
        query:
          "query ($r: [_Any!]!) { _entities(representations: $r) { ... on MobileLine { user { username } } ... on User { username email } ... on MobileContract { master { id } } ... on Organization { legalName } } }",
        variables: {
          r: [
            {
              __typename: "MobileLine",
              id: "ml-aurora-1-00007",
              contract: { id: "mc-aurora-1" },
              organization: { id: "org-aurora" },
            },
            { __typename: "User", id: "user-legal-aurora" },
            { __typename: "MobileContract", id: "mc-aurora-1" },
            { __typename: "Organization", id: "org-aurora" },
          ],
        },
      },
      stranger,
      FACTS,
    );
    expect(JSON.parse(JSON.stringify(data))).toEqual({
      _entities: [{ user: null }, { username: null, email: null }, { master: null }, null],
    });
  });

  it("opens in process only the very caller that was sealed there", () => {
    const caller = callerWith({ profile: "LEGAL_REP", on: "org-aurora" });
    expect(() => openInProcess({ ...sealInProcess(caller) })).toThrow(SealError);
  });
});
