import fc from "fast-check";
import { createAccessCut } from "../../gateway/access/cut";
import { finishErrors, type OutgoingError } from "../../gateway/access/finish-errors";
import { grantableBy } from "../../schema/access/grantable";
import type { Profile } from "../../schema/access/vocabulary";
import { publishedRules } from "../../subgraphs/shared/serving/published-rules";
import { callerWith } from "./callers";
import { schemaOf } from "./supergraph";
import { rule } from "./rules";

const rules = publishedRules(
  schemaOf({
    types: `
      type Query { sims: [Sim!] @signedIn }
      type Sim {
        imsi: String @requiresProfile(anyOf: [MOBILE_MASTER, MOBILE_ADDITIONAL], service: SIM_OPERATIONS)
        owner: String @requiresProfile(anyOf: [LEGAL_REP])
      }`,
  }),
);

type Path = readonly (string | number)[];

/** What the engine makes of one compact error: one for each path, all with the same extensions object. */
function refused(coordinate: string, held: readonly Profile[], ...paths: readonly Path[]): OutgoingError[] {
  const extensions = { code: "FORBIDDEN", coordinate, held };
  return paths.map((path) => ({ message: "FORBIDDEN", path, extensions }));
}

const IMSI = {
  code: "FORBIDDEN",
  coordinate: "Sim.imsi",
  requires: [{ anyOf: ["MOBILE_MASTER", "MOBILE_ADDITIONAL"], service: "SIM_OPERATIONS" }],
  held: ["END_USER"],
  grantableBy: ["LEGAL_REP", "MOBILE_MASTER"],
};
const MESSAGE =
  "Sim.imsi requires MOBILE_MASTER or MOBILE_ADDITIONAL with SIM_OPERATIONS, on this object. " +
  "Ask the legal representative or the mobile master.";

describe("a refusal on its way to the client", () => {
  it("says what the field requires, what is held on the object, and whom to ask, at its full path", () => {
    const path = ["organization", "mobileLines", "edges", 3, "node", "sim", "imsi"];
    expect(finishErrors(refused("Sim.imsi", ["END_USER"], path), rules)).toEqual([
      { message: MESSAGE, path, extensions: IMSI },
    ]);
  });

  it("sends nobody to people who cannot give it either", () => {
    const [error] = finishErrors(refused("Sim.owner", [], ["owner"]), rules);
    expect(error).toEqual({
      message: "Sim.owner requires LEGAL_REP, on this object. Only the operator gives it.",
      path: ["owner"],
      extensions: {
        code: "FORBIDDEN",
        coordinate: "Sim.owner",
        requires: [{ anyOf: ["LEGAL_REP"] }],
        held: [],
        grantableBy: [],
      },
    });
  });

  it("is one error for two rows of one list: the list's path, the indexes and the keys below them", () => {
    const errors = refused(
      "Sim.imsi",
      ["END_USER"],
      ["lines", "edges", 4, "node", "sim", "imsi"],
      ["lines", "edges", 1, "node", "sim", "imsi"],
    );
    expect(finishErrors(errors, rules)).toEqual([
      {
        message: MESSAGE,
        path: ["lines", "edges"],
        extensions: { ...IMSI, indexes: [1, 4], field: ["node", "sim", "imsi"] },
      },
    ]);
  });

  it("keeps nested lists, aliases, fields and different holdings apart, and other errors in their places", () => {
    const other = { message: "No", path: ["x"], extensions: { code: "NOT_FOUND" } };
    const errors = [
      ...refused("Sim.imsi", ["END_USER"], ["a", 0, "sims", 0, "imsi"], ["a", 0, "sims", 1, "imsi"]),
      other,
      ...refused("Sim.imsi", ["END_USER"], ["a", 1, "sims", 0, "imsi"], ["a", 0, "sims", 0, "mine"]),
      ...refused("Sim.imsi", [], ["a", 0, "sims", 2, "imsi"]),
      ...refused("Sim.owner", ["END_USER"], ["a", 0, "sims", 3, "imsi"]),
      // Another fetch found the same: it joins the first.
      ...refused("Sim.imsi", ["END_USER"], ["a", 0, "sims", 7, "imsi"]),
    ];
    const finished = finishErrors(errors, rules);
    expect(
      finished.map(({ path, extensions }) => [path, extensions?.["indexes"], extensions?.["held"]]),
    ).toEqual([
      [["a", 0, "sims"], [0, 1, 7], ["END_USER"]],
      [["x"], undefined, undefined],
      [["a", 1, "sims", 0, "imsi"], undefined, ["END_USER"]],
      [["a", 0, "sims", 0, "mine"], undefined, ["END_USER"]],
      [["a", 0, "sims", 2, "imsi"], undefined, []],
      [["a", 0, "sims", 3, "imsi"], undefined, ["END_USER"]],
    ]);
  });

  it("has the same shape whichever layer refused", () => {
    const caller = callerWith({ profile: "END_USER", on: "line-1" });
    const cut = createAccessCut(rules)(caller).error("Sim.imsi");
    const path = ["sims", 0, "imsi"];
    const fromGateway = finishErrors([{ ...cut, path }], rules);
    expect(fromGateway).toEqual(finishErrors(refused("Sim.imsi", ["END_USER"], path), rules));
    expect(fromGateway).toEqual([{ message: MESSAGE, path, extensions: IMSI }]);
    const rows = [0, 1].map((index) => ({ ...cut, path: ["sims", index, "imsi"] }));
    expect(finishErrors(rows, rules)).toEqual([
      { message: MESSAGE, path: ["sims"], extensions: { ...IMSI, indexes: [0, 1], field: ["imsi"] } },
    ]);
  });

  it("makes one error of 10,000 refused rows", () => {
    const paths = Array.from({ length: 10_000 }, (_, index) => ["lines", index, "sim", "imsi"]);
    const finished = finishErrors(refused("Sim.imsi", [], ...paths), rules);
    expect(finished).toHaveLength(1);
    expect(finished[0]?.extensions?.["indexes"]).toHaveLength(10_000);
  });

  it("gathers whatever comes in whatever order, each place in exactly one error", () => {
    const place = fc.record({
      list: fc.nat({ max: 30 }),
      row: fc.nat({ max: 3 }),
      field: fc.constantFrom("imsi", "mine"),
      held: fc.subarray<Profile>(["END_USER"]),
    });
    const unique = fc.uniqueArray(place, {
      maxLength: 120,
      selector: ({ list, row, field }) => `${list} ${row} ${field}`,
    });
    fc.assert(
      fc.property(unique, (places) => {
        const errors = places.flatMap(({ list, row, field, held }) =>
          refused("Sim.imsi", held, ["a", list, "sims", row, field]),
        );
        const told = finishErrors(errors, rules).flatMap(({ path = [], extensions = {} }) => {
          const { indexes, field } = extensions as { indexes?: number[]; field?: string[] };
          const paths = indexes?.map((index) => [...path, index, ...(field ?? [])]) ?? [path];
          if (indexes !== undefined) expect(indexes.length).toBeGreaterThan(1);
          return paths.map((one) => [one.join("."), extensions["held"]]);
        });
        const expected = errors.map(({ path, extensions }) => [path?.join("."), extensions?.["held"]]);
        const byPath = (one: unknown[], other: unknown[]) => String(one[0]).localeCompare(String(other[0]));
        expect(told.sort(byPath)).toEqual(expected.sort(byPath));
        const groups = new Set(places.map(({ list, field, held }) => `${list} ${field} ${held.join()}`));
        expect(finishErrors(errors, rules)).toHaveLength(groups.size);
      }),
    );
  });

  it("lets no error of an unknown code out with its words", () => {
    const errors = [{ message: "secret", path: ["a"], extensions: { code: "FORBIDDEN_BY_X", sql: "…" } }];
    expect(finishErrors(errors, rules)).toEqual([
      { message: "Internal error", path: ["a"], extensions: { code: "INTERNAL" } },
    ]);
  });
});

describe("who could give what a rule asks for", () => {
  it.each<[Profile[], Profile[]]>([
    [["LEGAL_REP"], []],
    [["HOLDING_REFERENT"], []],
    [["FIXED_OWNER"], []],
    [["MOBILE_MASTER"], ["LEGAL_REP"]],
    [["MOBILE_ADDITIONAL"], ["LEGAL_REP", "MOBILE_MASTER"]],
    [["END_USER"], ["LEGAL_REP", "MOBILE_MASTER"]],
    [["FIXED_MASTER"], ["LEGAL_REP", "FIXED_OWNER"]],
    // FIXED_MASTER implies it, and the owner appoints one.
    [["FIXED_STANDARD"], ["LEGAL_REP", "FIXED_OWNER"]],
  ])("%j: %j", (anyOf, givers) => {
    expect(grantableBy([rule(anyOf)])).toEqual(givers);
  });

  it("names those who could give what every rule asks for", () => {
    expect(grantableBy([rule(["END_USER"]), rule(["FIXED_MASTER"])])).toEqual(["LEGAL_REP"]);
    expect(grantableBy([rule(["END_USER"]), rule(["LEGAL_REP"])])).toEqual([]);
    expect(grantableBy([])).toEqual([]);
  });
});
