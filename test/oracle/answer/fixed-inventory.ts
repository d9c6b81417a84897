import { ROWS } from "../access/table";
import type { Place, Viewer } from "../access/viewer";
import { phoneOf } from "../world/feed-rows";
import { NOW, type FixedLine, type Site, type World } from "../world/world";
import { coverageObject } from "./coverage-object";
import { among, within } from "./line-filter";
import { terminatedOn } from "./mobile-inventory";
import { ADDRESS, connection, countBy, plain, sorted } from "./schema-object";
import type { Arguments, Asking, SchemaObject } from "./schema-object";

const FAMILIES = ["VOICE", "VOICE_AND_DATA", "INTELLIGENT_NETWORK"];

const siteOf = (world: World, line: FixedLine) => world.sites.find(({ id }) => id === line.site)!;

function placeOf(world: World, line: FixedLine): Place {
  return { billingAccount: line.billingAccount, organization: siteOf(world, line).organization };
}

export function reachesFixedLine(viewer: Viewer, line: FixedLine): boolean {
  return viewer.may(ROWS.fixedLine, placeOf(viewer.world, line));
}

/** All of a company, or those with a reachable line. */
function reachesSite(viewer: Viewer, { id, organization }: Site): boolean {
  return (
    viewer.may(ROWS.wholeSites, { organization }) ||
    viewer.world.fixedLines.some((line) => line.site === id && reachesFixedLine(viewer, line))
  );
}

export function fixedOfOrganization(asking: Asking, organization: string): SchemaObject["fields"] {
  const { world, viewer } = asking;
  const sites = () =>
    sorted(
      world.sites.filter((site) => site.organization === organization && reachesSite(viewer, site)),
      ({ code }) => code,
    );
  const lines = (filter: unknown) =>
    linesIn(asking, (line) => siteOf(world, line).organization === organization, filter);
  const coverage = () => coverageObject(viewer, ROWS.fixedLine, { organization });
  return {
    sites: (args) => {
      const found = sites().filter((site) => siteMatches(site, args["search"]));
      return connection(
        "Site",
        found.map((site) => siteObject(asking, site)),
        args,
      );
    },
    fixedLines: (args) => linesObject(asking, lines(args["filter"]), organization, args),
    fixedInventory: ({ filter }) => ({
      type: "FixedInventorySummary",
      fields: {
        coverage,
        asOf: () => new Date(NOW).toISOString(),
        total: () => lines(filter).length,
        byService: () => byService(lines(filter)),
        bySite: (args: Arguments) => {
          const wanted = (filter as { siteIds?: string[] } | undefined)?.siteIds;
          const found = sites().filter(({ id }) => among(wanted, id));
          return connection(
            "SiteInventory",
            found.map((site) => inventoryObject(asking, site, filter)),
            args,
          );
        },
      },
    }),
  };
}

export function siteObject(asking: Asking, site: Site): SchemaObject | null {
  if (!reachesSite(asking.viewer, site)) return null;
  const { id, code, organization } = site;
  return {
    type: "Site",
    fields: {
      ...plain("Site", { id, code, name: `Sede ${code}`, address: plain("PostalAddress", ADDRESS) }).fields,
      organization: () => asking.organization(organization),
      lines: (args) =>
        linesObject(
          asking,
          linesIn(asking, (line) => line.site === id, args["filter"]),
          organization,
          args,
        ),
      inventory: ({ filter }) => inventoryObject(asking, site, filter),
    },
  };
}

export function fixedLineObject(asking: Asking, line: FixedLine): SchemaObject | null {
  if (!reachesFixedLine(asking.viewer, line)) return null;
  const site = siteOf(asking.world, line);
  const active = line.status === "TERMINATED" ? [] : line.services.toSorted();
  return {
    type: "FixedLine",
    fields: {
      ...plain("FixedLine", {
        id: line.id,
        number: phoneOf(line),
        family: line.family,
        accessTechnology: line.technology,
        status: line.status,
        activatedOn: line.activatedOn,
        terminatedOn: terminatedOn(line),
        billingAccount: plain("BillingAccount", { id: line.billingAccount }),
      }).fields,
      organization: () => asking.organization(site.organization),
      site: () => siteObject(asking, site),
      services: () =>
        active.map((id) =>
          plain("FixedService", {
            id: `${line.id}:${id}`,
            name: `Nome ${id}`,
            activatedOn: line.activatedOn,
          }),
        ),
    },
  };
}

function inventoryObject(asking: Asking, site: Site, filter: unknown): SchemaObject {
  const lines = () => linesIn(asking, (line) => line.site === site.id, filter);
  return {
    type: "SiteInventory",
    fields: {
      site: () => siteObject(asking, site),
      coverage: () => coverageObject(asking.viewer, ROWS.fixedLine, { organization: site.organization }),
      asOf: () => new Date(NOW).toISOString(),
      total: () => lines().length,
      byService: () => byService(lines()),
    },
  };
}

function linesObject(
  asking: Asking,
  lines: FixedLine[],
  organization: string,
  args: Arguments,
): SchemaObject {
  const order = (args["orderBy"] ?? { field: "NUMBER" }) as { field: string; direction?: string };
  const keyOf = {
    NUMBER: (line: FixedLine) => phoneOf(line),
    STATUS: (line: FixedLine) => line.status,
    ACTIVATED_ON: (line: FixedLine) => line.activatedOn,
    TERMINATED_ON: (line: FixedLine) => terminatedOn(line),
  }[order.field]!;
  const ascending = sorted(lines, keyOf, ({ id }) => id);
  const inOrder = order.direction === "DESC" ? ascending.toReversed() : ascending;
  return connection(
    "FixedLine",
    inOrder.map((line) => fixedLineObject(asking, line)),
    args,
    {
      coverage: () => coverageObject(asking.viewer, ROWS.fixedLine, { organization }),
    },
  );
}

interface Filter {
  readonly status?: string[];
  readonly families?: string[];
  readonly siteIds?: string[];
  readonly billingAccountIds?: string[];
  readonly accessTechnologies?: string[];
  readonly search?: string;
  readonly activatedFrom?: string;
  readonly activatedTo?: string;
  readonly terminatedFrom?: string;
  readonly terminatedTo?: string;
}

function linesIn(
  { world, viewer }: Asking,
  below: (line: FixedLine) => boolean,
  given: unknown,
): FixedLine[] {
  const filter = (given ?? {}) as Filter;
  return world.fixedLines.filter(
    (line) =>
      below(line) &&
      reachesFixedLine(viewer, line) &&
      among(filter.status, line.status) &&
      among(filter.families, line.family) &&
      among(filter.siteIds, line.site) &&
      among(filter.billingAccountIds, line.billingAccount) &&
      among(filter.accessTechnologies, line.technology) &&
      within(line.activatedOn, filter.activatedFrom, filter.activatedTo) &&
      within(terminatedOn(line), filter.terminatedFrom, filter.terminatedTo) &&
      (typeof filter.search !== "string" || found(world, line, filter.search)),
  );
}

function found(world: World, line: FixedLine, term: string): boolean {
  const number = phoneOf(line);
  const byNumber = [term, `+${term}`, `+39${term}`].some((text) => number.startsWith(text));
  return (
    (/^\d+$/.test(term) && (byNumber || number.endsWith(term))) || siteMatches(siteOf(world, line), term)
  );
}

function siteMatches({ code }: Site, search: unknown): boolean {
  if (typeof search !== "string") return true;
  return [code, `Sede ${code}`].some((text) => text.toLowerCase().startsWith(search.toLowerCase()));
}

function byService(lines: readonly FixedLine[]): SchemaObject[] {
  return FAMILIES.map((family) => {
    const own = lines.filter((line) => line.family === family);
    const active = own.flatMap(({ status, services }) => (status === "TERMINATED" ? [] : services));
    const services = countBy(active, (id) => id).map(([id, count]) =>
      plain("FixedServiceCount", { name: `Nome ${id}`, count }),
    );
    return plain("ServiceFamilyInventory", { family, total: own.length, services });
  });
}
