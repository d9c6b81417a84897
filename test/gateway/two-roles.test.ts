import type { GraphQLAnswer } from "../kit/persona";
import { eachWorld } from "../kit/world";
import { WHOLE_LINE, wholeLine, without } from "./demo";

/** A line of the company that legal.aurora represents, and the line that they use in another one. */
const REPRESENTED = "ml-aurora-1-00007";
const USED = "ml-borea-1-00003";

const IMSI = {
  code: "FORBIDDEN",
  coordinate: "Sim.imsi",
  requires: [{ anyOf: ["MOBILE_MASTER", "MOBILE_ADDITIONAL"], service: "SIM_OPERATIONS" }],
  held: ["END_USER"],
  grantableBy: ["LEGAL_REP", "MOBILE_MASTER"],
};
const COST_CENTER = {
  code: "FORBIDDEN",
  coordinate: "MobileLine.costCenter",
  requires: [{ anyOf: ["MOBILE_MASTER", "MOBILE_ADDITIONAL", "HOLDING_REFERENT"], service: "INVENTORY" }],
  held: ["END_USER"],
  grantableBy: ["LEGAL_REP", "MOBILE_MASTER"],
};

const refusals = ({ errors }: GraphQLAnswer) =>
  errors.map(({ path, extensions }) => ({ path, ...extensions }));

eachWorld("one person in two roles", (world) => {
  it.each([
    ["the represented one first", REPRESENTED, USED],
    ["the used one first", USED, REPRESENTED],
  ])("reads of each line what their role over that line allows: %s", async (_order, first, second) => {
    const legal = await world.as("legal.aurora");
    const answer = await legal.ask(
      `query ($first: ID!, $second: ID!) {
        first: mobileLine(id: $first) { ...WholeLine }
        second: mobileLine(id: $second) { ...WholeLine }
      } ${WHOLE_LINE}`,
      { first, second },
    );
    const used = without(wholeLine(USED), ["sim.imsi", "costCenter"]);
    const expected: Readonly<Record<string, object>> = {
      [REPRESENTED]: wholeLine(REPRESENTED),
      [USED]: used,
    };
    expect(answer.data).toEqual({ first: expected[first], second: expected[second] });
    expect(used).toMatchObject({ sim: { puk: "65199159" }, usage: { period: "2026-06" } });
    const key = first === USED ? "first" : "second";
    expect(refusals(answer)).toHaveLength(2);
    expect(refusals(answer)).toEqual(
      expect.arrayContaining([
        { path: [key, "costCenter"], ...COST_CENTER },
        { path: [key, "sim", "imsi"], ...IMSI },
      ]),
    );
  });

  it("gets the same of each line under whatever names it is asked for, and twice in one operation", async () => {
    const legal = await world.as("legal.aurora");
    const answer = await legal.ask(
      `query ($used: ID!, $represented: ID!) {
        a: mobileLine(id: $used) { chip: sim { secret: imsi other: imsi code: puk } where: costCenter { code } }
        b: mobileLine(id: $represented) { chip: sim { secret: imsi other: imsi code: puk } where: costCenter { code } }
        c: mobileLine(id: $used) { ... on MobileLine { sim { ...Chip } } usage { period } }
      } fragment Chip on Sim { imsi puk }`,
      { used: USED, represented: REPRESENTED },
    );
    expect(answer.data).toEqual({
      a: { chip: { secret: null, other: null, code: "65199159" }, where: null },
      b: {
        chip: { secret: "222014326237923", other: "222014326237923", code: "63732357" },
        where: { code: "AUR-190" },
      },
      c: { sim: { imsi: null, puk: "65199159" }, usage: { period: "2026-06" } },
    });
    expect(answer.refused).toEqual({
      "a.chip.secret": "FORBIDDEN",
      "a.chip.other": "FORBIDDEN",
      "a.where": "FORBIDDEN",
      "c.sim.imsi": "FORBIDDEN",
    });
  });

  it("keeps the two apart in one nested list too, each refusal with its index", async () => {
    const legal = await world.as("legal.aurora");
    const answer = await legal.ask(
      `query ($filter: MobileLineFilter!) { viewer { organizations { edges { node {
        id vatNumber mobileLines(filter: $filter) { edges { node { id sim { imsi puk } costCenter { code } } } }
      } } } } }`,
      { filter: { search: "0197" } },
    );
    const edges: { node: { id: string; mobileLines: { edges: { node: { id: string } }[] } } }[] =
      answer.data.viewer.organizations.edges;
    expect(edges.map(({ node }) => node.id)).toEqual(["org-aurora", "org-borea"]);
    expect(edges[1]?.node).toEqual({
      id: "org-borea",
      vatNumber: null,
      mobileLines: {
        edges: [{ node: { id: USED, sim: { imsi: null, puk: "65199159" }, costCenter: null } }],
      },
    });
    const ofAurora = edges[0]?.node.mobileLines.edges ?? [];
    expect(ofAurora.length).toBeGreaterThan(0);
    for (const { node } of ofAurora) {
      const { sim, costCenter } = wholeLine(node.id) as {
        sim: { imsi: string; puk: string };
        costCenter: { code: string } | null;
      };
      expect(node).toEqual({
        id: node.id,
        sim: { imsi: sim.imsi, puk: sim.puk },
        costCenter: costCenter && { code: costCenter.code },
      });
    }
    const line = ["viewer", "organizations", "edges", 1, "node", "mobileLines", "edges", 0, "node"];
    expect(refusals(answer).map(({ path }) => path)).toEqual(
      expect.arrayContaining([
        ["viewer", "organizations", "edges", 1, "node", "vatNumber"],
        [...line, "sim", "imsi"],
        [...line, "costCenter"],
      ]),
    );
    expect(answer.errors).toHaveLength(3);
  });
});
