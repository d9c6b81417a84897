import { readFileSync } from "node:fs";
import fc from "fast-check";
import { buildASTSchema, parse } from "graphql";
import { freezeCaller, type Caller } from "../../schema/access/caller";
import { decide, heldAnywhere, meetsSomewhere, type ScopePath } from "../../schema/access/decide";
import { pathOfGrant } from "../../schema/access/grant-path";
import { readRules } from "../../schema/access/read-rules";
import { coverageWithin, rowGrants, type RowRule } from "../../subgraphs/shared/scope/row-rule";
import { namedOrganization, organizationPath } from "../../subgraphs/shared/scope/organization";
import { rowsOfGrants, rowsPassing } from "../../subgraphs/shared/scope/scope-sql";
import { coverageOf } from "./access/coverage";
import { READERS, ROWS } from "./access/table";
import { placeOfGrant, SCOPE_KINDS, Viewer, type Place } from "./access/viewer";
import { placeOfLine } from "./answer/mobile-inventory";
import { randomWorld } from "./world/random-world";
import { NOW, type World } from "./world/world";

const rules = readRules(
  buildASTSchema(parse(readFileSync("schema/generated/supergraph.graphql", "utf8")), {
    assumeValidSDL: true,
  }),
);
/** The rule that mobile-inventory scopes lines by, said over again. */
const LINE_ROWS: RowRule = {
  anyOf: ["HOLDING_REFERENT", "MOBILE_MASTER", "MOBILE_ADDITIONAL", "END_USER"],
  services: ["INVENTORY", "USAGE", "SIM_OPERATIONS", "OPTIONS"],
};
const CONTRACT_ROWS: RowRule = { anyOf: LINE_ROWS.anyOf };
const LINE_FIELDS = Object.keys(READERS).filter((field) => /^(MobileLine|Sim)\./.test(field));
const COLUMNS = { MOBILE_LINE: "line", MOBILE_CONTRACT: "contract", ORGANIZATION: "organization" };

/** What identity would say of a person, all their grants included: dropping those not in force is the product's. */
function callerOf(world: World, person: string): Caller {
  const own = world.grants.filter((grant) => grant.person === person && !grant.revoked);
  const viewer = new Viewer(world, person);
  const grants = own
    .sort((one, other) => (one.id < other.id ? -1 : 1))
    .map((grant) => ({
      id: grant.id,
      profile: grant.profile,
      services: grant.services,
      scope: { kind: SCOPE_KINDS[grant.profile], id: grant.scope },
      organizationIds: viewer.companiesOf(grant),
      contractId: placeOfGrant(world, grant).contract ?? null,
      validFrom: Date.parse(grant.from),
      validUntil: grant.until === null ? null : Date.parse(grant.until),
    }));
  const organizationIds = viewer.registeredWith;
  return freezeCaller({ userId: person, sessionId: "session", organizationIds, grants, at: NOW });
}

function pathOf({ line, contract, organization }: Place): ScopePath {
  const ids = [
    { kind: "MOBILE_LINE" as const, id: line },
    { kind: "MOBILE_CONTRACT" as const, id: contract },
    { kind: "ORGANIZATION" as const, id: organization },
  ];
  return { scopes: ids.flatMap(({ kind, id }) => (id === undefined ? [] : [{ kind, id }])) };
}

/** Runs `check` for every person of 80 random worlds. */
function forEveryone(check: (world: World, viewer: Viewer, caller: Caller) => void): void {
  fc.assert(
    fc.property(randomWorld, (world) => {
      for (const { id } of world.people) check(world, new Viewer(world, id), callerOf(world, id));
    }),
    { seed: 615, numRuns: 80, endOnFailure: true },
  );
}

it("decides every guarded field of every line as the oracle's table says, and so does the cut for all lines together", () => {
  forEveryone((world, viewer, caller) => {
    const held = [...new Set(viewer.grants.map(({ profile }) => profile))];
    expect(heldAnywhere(caller)).toEqual(held);
    const places = world.lines.map((line) => placeOfLine(world, line));
    const decided = LINE_FIELDS.map((field) => {
      const statement = rules.of(field)!;
      const each = places.map((place) => decide(caller, statement, pathOf(place)).allowed);
      return [field, meetsSomewhere(caller, statement).allowed, ...each];
    });
    const expected = LINE_FIELDS.map((field) => {
      const each = places.map((place) => viewer.may(READERS[field]!, place));
      return [field, viewer.mayAnywhere(READERS[field]!), ...each];
    });
    expect(decided).toEqual(expected);
  });
});

it("rests every list on the grants that the oracle rests it on, below companies and contracts", () => {
  forEveryone((world, viewer, caller) => {
    const parents = [
      ...world.organizations.map(({ id }) => ({ organization: id })),
      ...world.contracts.map(({ id, organization }) => ({ contract: id, organization })),
    ];
    for (const parent of parents) {
      for (const [rule, readers] of [
        [LINE_ROWS, ROWS.line],
        [CONTRACT_ROWS, ROWS.contract],
      ] as const) {
        const { kind, grants } = coverageWithin(caller, rule, pathOf(parent));
        const expected = coverageOf(viewer, readers, parent);
        expect([kind, grants.map(({ id }) => id)]).toEqual([
          expected.kind,
          expected.grants.map(({ id }) => id),
        ]);
      }
    }
  });
});

it("puts into SQL the ids on which a person passes, and a condition that nothing meets where there are none", () => {
  forEveryone((world, viewer, caller) => {
    for (const line of world.lines) {
      const place = placeOfLine(world, line);
      const found = (sql: string, parameters: readonly unknown[]) => meets(sql, parameters, place);
      const rows = rowsOfGrants(rowGrants(caller, LINE_ROWS), COLUMNS);
      expect(found(rows.sql, rows.parameters)).toBe(viewer.may(ROWS.line, place));
      const passing = rowsPassing(caller, rules.of("MobileLine.costCenter"), COLUMNS);
      expect(found(passing.sql, passing.parameters)).toBe(
        viewer.may(READERS["MobileLine.costCenter"]!, place),
      );
    }
  });
});

it("names the organizations that a person is registered with or holds something in, and gives each its own path", () => {
  forEveryone((world, viewer, caller) => {
    for (const { id } of world.organizations) {
      expect(namedOrganization(caller, id)).toEqual(viewer.namesOrganization(id) ? { id } : null);
      expect(organizationPath({ id })).toEqual({ scopes: [{ kind: "ORGANIZATION", id }] });
    }
    for (const grant of caller.grants)
      expect(pathOfGrant(grant).scopes).toEqual(expect.arrayContaining([grant.scope, ...companies(grant)]));
  });
});

function companies({ organizationIds }: { readonly organizationIds: readonly string[] }) {
  return organizationIds.map((id) => ({ kind: "ORGANIZATION", id }));
}

/** Reads `a IN (?, ?) OR b IN (?)` as the databases would; a condition without a column is met by nothing. */
function meets(sql: string, parameters: readonly unknown[], place: Place): boolean {
  const left = [...parameters];
  const parts = [...sql.matchAll(/(line|contract|organization) IN \(([^)]*)\)/g)];
  return parts
    .map(([, column, list]) => {
      const values = left.splice(0, list!.split("?").length - 1);
      return values.includes(place[column as keyof Place]);
    })
    .some(Boolean);
}
