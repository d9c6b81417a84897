import { eachDatabase, statementsOf } from "../kit/databases";
import { personas, plantCompanies } from "./company";
import { contractRow, lineRow, plant, usageRow } from "./feed";
import { caller, entity, openMobile, type Mobile } from "./kit";

const DETAILS = `
  fragment Details on MobileLine {
    id msisdn status activatedOn terminatedOn frozenOn label roaming
    contract { id number } organization { id } tariffPlan { id name } options { id name }
    premiumServiceBlacklist costCenter { code name } device { imei model }
    sim { iccid imsi puk kind administrativeState }
    usage { period asOf buckets { kind allowance used remaining thresholdReached } }
  }`;

const ONE_LINE = `${DETAILS} query ($id: ID!) { mobileLine(id: $id) { ...Details } }`;
const TWO_LINES = `${DETAILS} query ($of: [_Any!]!) { _entities(representations: $of) { ...Details } }`;

eachDatabase("the details of a line", ({ open }) => {
  let mobile: Mobile;
  beforeAll(async () => {
    mobile = await openMobile(open);
    await plantCompanies(mobile.database);
  });

  it("shows a master everything of a line of their contract", async () => {
    const { data, refused } = await mobile.ask(personas.master, ONE_LINE, { id: "l1" });
    expect(refused).toEqual({});
    expect(data.mobileLine).toEqual({
      id: "l1",
      msisdn: "+393350000001",
      status: "ACTIVE",
      activatedOn: "2021-05-10",
      terminatedOn: null,
      frozenOn: null,
      label: "Furgone 12",
      roaming: true,
      contract: { id: "mc-a1", number: "N-mc-a1" },
      organization: { id: "org-a" },
      tariffPlan: { id: "plan-50", name: "Azienda 50" },
      options: [
        { id: "opt-abroad", name: "Estero" },
        { id: "opt-extra", name: "Extra 10 Giga" },
      ],
      premiumServiceBlacklist: ["CARRIER_BILLING", "PREMIUM_SMS"],
      costCenter: { code: "CC-01", name: "Produzione" },
      device: { imei: "356938030000013", model: "Galaxy A55" },
      sim: {
        iccid: "8939010000000000017",
        imsi: "222010000000001",
        puk: "10000001",
        kind: "VOICE",
        administrativeState: "UNLOCKED",
      },
      usage: {
        period: "2026-06",
        asOf: "2026-06-15T06:00:00.000Z",
        buckets: [{ kind: "DATA", allowance: 1000, used: 250, remaining: 750, thresholdReached: null }],
      },
    });
  });

  it("shows a legal representative the IMSI of their company's line and not of their own elsewhere, in both orders", async () => {
    for (const ids of [
      ["l1", "l10"],
      ["l10", "l1"],
    ]) {
      const of = ids.map((id) => entity("MobileLine", id));
      const { data, refused } = await mobile.ask(personas.legal, TWO_LINES, { of });
      const own = ids.indexOf("l10");
      expect(data._entities[1 - own].sim).toMatchObject({ imsi: "222010000000001", puk: "10000001" });
      expect(data._entities[1 - own].costCenter).toEqual({ code: "CC-01", name: "Produzione" });
      expect(data._entities[own]).toMatchObject({
        id: "l10",
        sim: { imsi: null, puk: "10000010" },
        costCenter: null,
        usage: { period: "2026-06" },
      });
      expect(refused).toEqual({
        [`_entities.${own}.costCenter`]: "FORBIDDEN",
        [`_entities.${own}.sim.imsi`]: "FORBIDDEN",
      });
    }
  });

  it("refuses each viewer exactly the fields whose rule they do not meet", async () => {
    const refusedOf = async (name: keyof typeof personas) =>
      Object.keys((await mobile.ask(personas[name], ONE_LINE, { id: "l2" })).refused)
        .map((path) => path.replace("mobileLine.", ""))
        .sort();
    expect({
      additional: await refusedOf("additional"),
      simOperator: await refusedOf("simOperator"),
      endUser: await refusedOf("endUser"),
      holding: await refusedOf("holding"),
    }).toEqual({
      additional: ["premiumServiceBlacklist", "sim.imsi", "sim.puk"],
      simOperator: ["costCenter", "device", "premiumServiceBlacklist", "tariffPlan", "usage"],
      endUser: ["costCenter", "sim.imsi"],
      holding: ["premiumServiceBlacklist", "sim.imsi", "sim.puk"],
    });
  });

  it("shows a line without device, cost centre, options or usage as such", async () => {
    await plant(mobile.database, "mobile-lines", [
      lineRow("bare", "mc-c1", 99, {
        options: "",
        premium_service_blacklist: "",
        cost_center_code: "",
        cost_center_name: "",
        imei: "",
        device_model: "",
      }),
    ]);
    const { data } = await mobile.ask(personas.stranger, ONE_LINE, { id: "bare" });
    expect(data.mobileLine).toMatchObject({
      options: [],
      premiumServiceBlacklist: [],
      costCenter: null,
      device: null,
      usage: null,
    });
  });

  it("offers the company's cost centres by code to whoever may read them, and refuses an end user", async () => {
    const query = `query ($search: String, $after: String) { mobileContract(id: "mc-a1") {
      costCenters(search: $search, first: 1, after: $after) {
        edges { node { code name } cursor } totalCount pageInfo { hasNextPage } } } }`;
    const first = (await mobile.ask(personas.master, query)).data.mobileContract.costCenters;
    expect(first).toMatchObject({
      edges: [{ node: { code: "CC-01", name: "Produzione" } }],
      totalCount: 2,
      pageInfo: { hasNextPage: true },
    });
    const second = await mobile.ask(personas.master, query, { after: first.edges[0].cursor });
    expect(second.data.mobileContract.costCenters).toMatchObject({
      edges: [{ node: { code: "VEN", name: "Vendite" } }],
      totalCount: 2,
      pageInfo: { hasNextPage: false },
    });
    const searched = await mobile.ask(personas.master, query, { search: "VENDI" });
    expect(searched.data.mobileContract.costCenters).toMatchObject({
      edges: [{ node: { code: "VEN" } }],
      totalCount: 1,
    });
    expect(await mobile.ask(personas.endUser, query)).toEqual({
      data: { mobileContract: { costCenters: null } },
      refused: { "mobileContract.costCenters": "FORBIDDEN" },
    });
  });
});

eachDatabase("the cost of a page of lines", ({ open }) => {
  let mobile: Mobile;
  beforeAll(async () => {
    mobile = await openMobile(open);
    await plant(mobile.database, "mobile-contracts", [contractRow("mc-1", "org-1")]);
    const serials = Array.from({ length: 1_000 }, (_, index) => index + 1);
    await plant(
      mobile.database,
      "mobile-lines",
      serials.map((serial) => lineRow(`line-${serial}`, "mc-1", serial)),
    );
    await plant(
      mobile.database,
      "mobile-usage",
      serials.map((serial) => usageRow(`line-${serial}`, "2026-06")),
    );
  }, 120_000);

  const PAGE = `${DETAILS} query ($of: [_Any!]!, $first: Int) { _entities(representations: $of) {
    ... on Organization { mobileLines(first: $first) { edges { node { ...Details } } totalCount } } } }`;

  it("is the same number of statements for 1, 50 and 1,000 lines with all their details", async () => {
    const legal = caller([{ profile: "LEGAL_REP", on: "org-1" }]);
    const of = [entity("Organization", "org-1")];
    const statements: Record<number, number> = {};
    for (const first of [1, 50, 1_000]) {
      const asked = await statementsOf(mobile.database, async () => {
        const { data, refused } = await mobile.ask(legal, PAGE, { of, first });
        expect(refused).toEqual({});
        const { edges, totalCount } = data._entities[0].mobileLines;
        expect(edges).toHaveLength(first);
        expect(totalCount).toBe(1_000);
        expect(edges.at(-1).node).toMatchObject({
          contract: { id: "mc-1" },
          tariffPlan: { id: "plan-50" },
          options: [{ id: "opt-abroad" }, { id: "opt-extra" }],
          sim: { puk: expect.stringMatching(/^1\d{7}$/) },
          usage: { buckets: [{ used: 250 }] },
        });
      });
      statements[first] = asked.length;
    }
    // The page, its count, and one each for contract, plan, options, blacklist, cost centre, SIM, device and usage.
    expect(statements).toEqual({ 1: 10, 50: 10, 1_000: 10 });
  });

  it("is one statement for lines asked for by id, however many, beside their details", async () => {
    const master = caller([{ profile: "MOBILE_MASTER", on: "mc-1", organizations: ["org-1"] }]);
    const query =
      "query ($of: [_Any!]!) { _entities(representations: $of) { ... on MobileLine { id sim { puk } } } }";
    for (const many of [1, 1_000]) {
      const of = Array.from({ length: many }, (_, index) => entity("MobileLine", `line-${index + 1}`));
      const asked = await statementsOf(mobile.database, () => mobile.ask(master, query, { of }));
      expect(asked).toHaveLength(2);
    }
  });
});
