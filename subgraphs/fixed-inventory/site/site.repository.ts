import type { Caller } from "../../../schema/access/caller";
import { rowConnection, type Connection, type ConnectionArguments } from "../../shared/connection";
import type { ListIdentity, SortOrder } from "../../shared/connection";
import {
  allOf,
  isOneOf,
  rowSource,
  rowsWhere,
  type RawRow,
  type Reader,
  type SqlFragment,
} from "../../shared/database";
import { searchTerm, type SearchArguments } from "../../shared/inventory";
import { visibleSites, visibleSitesOf } from "../model/scope";
import { SiteEntity } from "./site.entity";
import { siteMatches } from "./site-search";
import type { SiteType } from "./site.type";

/** A site with the company that it is of. */
export type Site = Readonly<SiteType> & { readonly organizationId: string };

type SiteRow = RawRow<SiteEntity>;

const SITES = rowSource(SiteEntity, "s");

// A code is unique within its company, so that it alone is a total order.
const BY_CODE: SortOrder<SiteRow> = [{ expression: "s.code", property: "code", direction: "ASC" }];

/** The sites of these ids, whoever asks: for what was reached already, such as a line's own. */
export async function sitesById(reader: Reader, ids: readonly string[]): Promise<Site[]> {
  return await sitesWhere(reader, isOneOf("s.id", ids));
}

/** Those of these ids that the caller may reach. */
export async function visibleSitesById(
  reader: Reader,
  caller: Caller,
  ids: readonly string[],
): Promise<Site[]> {
  return await sitesWhere(reader, allOf([isOneOf("s.id", ids), visibleSites(caller)]));
}

/** The sites of an organization that the caller may reach, by code; `search` is the beginning of a code or name. */
export async function sitesOfOrganization(
  reader: Reader,
  caller: Caller,
  organizationId: string,
  { search, ...page }: SearchArguments,
): Promise<Connection<Site>> {
  const term = searchTerm(["search"], search);
  const list = { name: "Organization.sites", parent: organizationId, filter: { search: term } };
  const narrowings = term === null ? [] : [siteMatches(term)];
  const condition = allOf([visibleSitesOf(caller, organizationId), ...narrowings]);
  return await siteConnection(reader, list, condition, page, (site) => site);
}

/** A page of the sites that meet the condition, by code. All of them must be one organization's. */
export async function siteConnection<Node>(
  reader: Reader,
  list: ListIdentity,
  condition: SqlFragment,
  page: ConnectionArguments,
  node: (site: Site) => Node,
): Promise<Connection<Node>> {
  return await rowConnection({
    reader,
    source: SITES,
    condition,
    arguments: page,
    list,
    order: BY_CODE,
    node: (row) => node(toSite(row)),
  });
}

async function sitesWhere(reader: Reader, where: SqlFragment): Promise<Site[]> {
  const rows = await rowsWhere(reader, SITES, where);
  return rows.map(toSite);
}

function toSite({ id, organizationId, code, name, ...address }: SiteRow): Site {
  return { id, organizationId, code, name, address };
}
