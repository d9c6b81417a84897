import { mayOnSummary } from "../access/coverage";
import { READERS, ROWS } from "../access/table";
import { inForce, type Place, type Viewer } from "../access/viewer";
import { iccidOf, imeiOf, imsiOf, msisdnOf, pukOf } from "../world/feed-rows";
import { FROZEN_ON, NOW, TERMINATED_ON, type Line, type World } from "../world/world";
import { coverageObject } from "./coverage-object";
import { lineMatches } from "./line-filter";
import { connection, countBy, guarded, plain, sorted } from "./schema-object";
import type { Arguments, Asking, SchemaObject } from "./schema-object";
import { usageObject } from "./usage";

export function placeOfLine(world: World, { id, contract }: Line): Place {
  return { line: id, contract, organization: companyOf(world, contract) };
}

const companyOf = (world: World, contract: string) =>
  world.contracts.find(({ id }) => id === contract)!.organization;

/** Whether the line is among the viewer's rows. */
export function reachesLine(viewer: Viewer, line: Line): boolean {
  return viewer.may(ROWS.line, placeOfLine(viewer.world, line));
}

/** Of a whole company or contract, or as the contract of a line of one's own. */
function seesContract(viewer: Viewer, id: string): boolean {
  const place = { contract: id, organization: companyOf(viewer.world, id) };
  const lines = viewer.world.lines.filter(({ contract }) => contract === id);
  return (
    viewer.may(ROWS.contract, place) ||
    lines.some((line) => viewer.may(ROWS.contract, placeOfLine(viewer.world, line)))
  );
}

export function mobileOfOrganization(asking: Asking, organization: string): SchemaObject["fields"] {
  const { world, viewer } = asking;
  return {
    mobileContracts: (args) => {
      const reached = world.contracts.filter(
        (contract) => contract.organization === organization && seesContract(viewer, contract.id),
      );
      const inOrder = sorted(reached, ({ id }) => `N-${id}`);
      return connection(
        "MobileContract",
        inOrder.map(({ id }) => contractObject(asking, id)),
        args,
      );
    },
    mobileLines: (args) => linesObject(asking, { organization }, args),
    mobileInventory: (args) => summaryObject(asking, { organization }, args),
  };
}

export function contractObject(asking: Asking, id: string): SchemaObject | null {
  const { world, viewer, costCenterIds } = asking;
  const contract = world.contracts.find((each) => each.id === id);
  if (contract === undefined || !seesContract(viewer, id)) return null;
  const { organization } = contract;
  const place = { contract: id, organization };
  return {
    type: "MobileContract",
    fields: {
      id: () => id,
      number: () => `N-${id}`,
      signedOn: () => "2018-03-18",
      status: () => contract.status,
      organization: () => asking.organization(organization),
      master: () => holderObject(asking, "MOBILE_MASTER", id),
      lines: (args) => linesObject(asking, place, args),
      inventory: (args) => summaryObject(asking, place, args),
      availableOptions: () =>
        guarded(viewer.may(READERS["MobileContract.availableOptions"]!, place), () =>
          [...new Set(world.lines.flatMap(({ options }) => options))]
            .toSorted()
            .map((option) => named("LineOption", option)),
        ),
      costCenters: (args) =>
        guarded(viewer.may(READERS["MobileContract.costCenters"]!, place), () => {
          const lines = world.lines.filter((line) => companyOf(world, line.contract) === organization);
          const codes = [...new Set(lines.flatMap(({ costCenter }) => costCenter ?? []))].filter((code) =>
            [code, `Nome ${code}`].some((text) =>
              text
                .toLowerCase()
                .startsWith((typeof args["search"] === "string" ? args["search"] : "").toLowerCase()),
            ),
          );
          const objects = codes.toSorted().map((code) => costCenterObject(costCenterIds, organization, code));
          return connection("CostCenter", objects, args);
        }),
    },
  };
}

export function lineObject(asking: Asking, line: Line): SchemaObject | null {
  const { world, viewer, costCenterIds } = asking;
  if (!reachesLine(viewer, line)) return null;
  const place = placeOfLine(world, line);
  const rule = (coordinate: string, value: (args: Arguments) => unknown) => (args: Arguments) =>
    guarded(viewer.may(READERS[coordinate]!, place), () => value(args));
  const sim: SchemaObject = {
    type: "Sim",
    fields: {
      ...plain("Sim", { iccid: iccidOf(line), kind: "VOICE", administrativeState: "UNLOCKED" }).fields,
      imsi: rule("Sim.imsi", () => imsiOf(line)),
      puk: rule("Sim.puk", () => pukOf(line)),
    },
  };
  return {
    type: "MobileLine",
    fields: {
      id: () => line.id,
      contract: () => contractObject(asking, line.contract),
      organization: () => asking.organization(place.organization!),
      user: rule("MobileLine.user", () => holderObject(asking, "END_USER", line.id)),
      msisdn: () => msisdnOf(line),
      status: () => line.status,
      activatedOn: () => line.activatedOn,
      terminatedOn: () => terminatedOn(line),
      frozenOn: () => (line.status === "FROZEN" ? FROZEN_ON : null),
      label: () => line.label,
      roaming: () => true,
      tariffPlan: rule("MobileLine.tariffPlan", () => named("TariffPlan", line.plan)),
      options: () => line.options.toSorted().map((id) => named("LineOption", id)),
      premiumServiceBlacklist: rule("MobileLine.premiumServiceBlacklist", () => line.blocked.toSorted()),
      costCenter: rule("MobileLine.costCenter", () =>
        line.costCenter === null
          ? null
          : costCenterObject(costCenterIds, place.organization!, line.costCenter),
      ),
      sim: () => sim,
      device: rule("MobileLine.device", () =>
        line.hasDevice ? plain("Device", { imei: imeiOf(line), model: "Galaxy A55" }) : null,
      ),
      // Nobody acts on lines in this world.
      pendingAction: () => null,
      usage: rule("MobileLine.usage", (args) => usageObject(viewer, line, args)),
    },
  };
}

export const terminatedOn = (line: { status: string }) =>
  line.status === "TERMINATED" ? TERMINATED_ON : null;

function linesObject(asking: Asking, parent: Place, args: Arguments): SchemaObject {
  const order = (args["orderBy"] ?? { field: "MSISDN" }) as { field: string; direction?: string };
  const keyOf = {
    MSISDN: (line: Line) => msisdnOf(line),
    STATUS: (line: Line) => line.status,
    ACTIVATED_ON: (line: Line) => line.activatedOn,
    TERMINATED_ON: (line: Line) => terminatedOn(line),
  }[order.field]!;
  const ascending = sorted(linesIn(asking, parent, args["filter"]), keyOf, ({ id }) => id);
  const inOrder = order.direction === "DESC" ? ascending.toReversed() : ascending;
  return connection(
    "MobileLine",
    inOrder.map((line) => lineObject(asking, line)),
    args,
    {
      coverage: () => coverageObject(asking.viewer, ROWS.line, parent),
    },
  );
}

function summaryObject(asking: Asking, parent: Place, args: Arguments): SchemaObject {
  const { world, viewer, costCenterIds } = asking;
  const lines = linesIn(asking, parent, args["filter"]);
  const rule = (field: string, value: (passing: Line[]) => unknown) => () => {
    const readers = READERS[`MobileInventorySummary.${field}`]!;
    const passing = lines.filter((line) => viewer.may(readers, placeOfLine(world, line)));
    return guarded(mayOnSummary(viewer, readers, parent), () => value(passing));
  };
  return {
    type: "MobileInventorySummary",
    fields: {
      coverage: () => coverageObject(viewer, ROWS.line, parent),
      asOf: () => new Date(NOW).toISOString(),
      total: () => lines.length,
      byStatus: () =>
        ["ACTIVE", "TERMINATED", "FROZEN"].map((status) => {
          const count = lines.filter((line) => line.status === status).length;
          return plain("MobileLineStatusCount", { status, count });
        }),
      byContract: () =>
        countBy(lines, ({ contract }) => contract).map(([id, count]) =>
          plain("ContractCount", { contract: contractObject(asking, id!), count }),
        ),
      byTariffPlan: rule("byTariffPlan", (passing) =>
        countBy(passing, ({ plan }) => plan).map(([id, count]) =>
          plain("TariffPlanCount", { tariffPlan: named("TariffPlan", id!), count }),
        ),
      ),
      byCostCenter: rule("byCostCenter", (passing) => {
        const idOf = ({ contract, costCenter }: Line) =>
          costCenter === null ? null : costCenterIds.get(`${companyOf(world, contract)} ${costCenter}`)!;
        return countBy(passing, idOf).map(([id, count]) => {
          const line = passing.find((each) => id !== null && idOf(each) === id);
          const costCenter =
            line === undefined
              ? null
              : costCenterObject(costCenterIds, companyOf(world, line.contract), line.costCenter!);
          return plain("CostCenterCount", { costCenter, count });
        });
      }),
    },
  };
}

/** The lines below the parent that the viewer reaches and the filter leaves. */
function linesIn(asking: Asking, parent: Place, filter: unknown): Line[] {
  const { world, viewer } = asking;
  return world.lines.filter((line) => {
    const place = placeOfLine(world, line);
    const below =
      parent.contract === undefined
        ? place.organization === parent.organization
        : place.contract === parent.contract;
    return below && reachesLine(viewer, line) && lineMatches(asking, line, place, filter);
  });
}

function holderObject(
  asking: Asking,
  profile: "MOBILE_MASTER" | "END_USER",
  scope: string,
): SchemaObject | null {
  const holder = asking.world.grants.find(
    (grant) => grant.profile === profile && grant.scope === scope && inForce(grant),
  );
  return holder === undefined ? null : asking.user(holder.person);
}

function costCenterObject(ids: Asking["costCenterIds"], organization: string, code: string): SchemaObject {
  return plain("CostCenter", { id: ids.get(`${organization} ${code}`), code, name: `Nome ${code}` });
}

function named(type: string, id: string): SchemaObject {
  return plain(type, { id, name: `Nome ${id}` });
}
