import {
  isEnumType,
  getNamedType,
  isInputObjectType,
  type GraphQLArgument,
  type GraphQLField,
} from "graphql";
import { Viewer } from "../access/viewer";
import { reachesFixedLine } from "../answer/fixed-inventory";
import { reachesLine } from "../answer/mobile-inventory";
import type { Draw } from "../draw";
import { msisdnOf, phoneOf } from "../world/feed-rows";
import type { World } from "../world/world";

export interface Facts {
  readonly world: World;
  readonly costCenterIds: ReadonlyMap<string, string>;
}

/** What a client may know to ask for: ids and numbers of the world, within the client's reach or not. */
export interface Known extends Facts {
  /** By root field, those that the client reaches. */
  readonly reached: Readonly<Record<string, readonly string[]>>;
}

export function knownTo(person: string | null, facts: Facts): Known {
  const { world } = facts;
  const viewer = new Viewer(world, person ?? "");
  const ids = (things: readonly { readonly id: string }[]) => things.map(({ id }) => id);
  const lines = world.lines.filter((line) => reachesLine(viewer, line));
  const fixedLines = world.fixedLines.filter((line) => reachesFixedLine(viewer, line));
  const reached = {
    organization: ids(world.organizations.filter(({ id }) => viewer.namesOrganization(id))),
    mobileContract: lines.map(({ contract }) => contract),
    mobileLine: ids(lines),
    fixedLine: ids(fixedLines),
    site: fixedLines.map(({ site }) => site),
  };
  return { ...facts, reached };
}

/** Fields that the oracle leaves to tests of their own, by reason. */
const LEFT_OUT: readonly (readonly [RegExp, string])[] = [
  [/^Mutation\./, "changes the world: test/identity and the mutations' own tests"],
  [/^Viewer\.(access|accessRequests|secondFactor\w*|notifications|exports|jobs)$/, "explains or lists acts"],
  [
    /^(Query\.bill|Organization\.(bills|billing|billingAccounts)$|MobileContract\.bills$|BillingAccount\.(?!id$))/,
    "test/billing",
  ],
  [/^MobileContract\.accessRequests$/, "lists acts: test/grants"],
  [/^Organization\.(whoCanRead|previewGrant|accessRequests|auditLog|invitations)$/, "explains or lists acts"],
];

export function isLeftOut(coordinate: string): boolean {
  return LEFT_OUT.some(([pattern]) => pattern.test(coordinate));
}

const DAYS = ["2019-05-10", "2021-05-10", "2021-05-11", "2026-02-28"];

/** A value in GraphQL, or undefined to leave the argument out. */
export function argumentText(
  { name: field }: GraphQLField<unknown, unknown>,
  { name, type }: GraphQLArgument,
  known: Known,
  draw: Draw,
): string | undefined {
  const { world } = known;
  const named = getNamedType(type);
  switch (name) {
    case "id":
      return quoted(draw.one(idsFor(field, known, draw)));
    case "first":
      return draw.chance(40) ? String(draw.number(5)) : undefined;
    case "search":
      return draw.chance(30) ? quoted(draw.one(searches(world))) : undefined;
    case "period":
      return draw.chance(70) ? quoted(draw.one(["2026-04", "2026-05", "2026-06", "2025-01"])) : undefined;
    default:
      if (!draw.chance(35)) return undefined;
      if (isEnumType(named)) return draw.one(named.getValues()).name;
      if (!isInputObjectType(named)) return undefined;
      if (name === "orderBy") {
        const fields = getNamedType(named.getFields()["field"]!.type);
        if (!isEnumType(fields)) return undefined;
        return `{ field: ${draw.one(fields.getValues()).name}, direction: ${draw.one(["ASC", "DESC"])} }`;
      }
      return `{ ${draw
        .some(Object.keys(named.getFields()), 20)
        .flatMap((key) => filterText(named.name, key, known, draw))
        .join(", ")} }`;
  }
}

/** Look-ups by number need one argument, not both: id is given, the other left out. */
function idsFor(field: string, { world, reached }: Known, draw: Draw): readonly string[] {
  const own = reached[field] ?? [];
  if (own.length > 0 && draw.chance(80)) return own;
  const all: Record<string, readonly { readonly id: string }[]> = {
    organization: world.organizations,
    mobileContract: world.contracts,
    mobileLine: world.lines,
    fixedLine: world.fixedLines,
    site: world.sites,
  };
  return field === "holding"
    ? world.holdings
    : [...(all[field] ?? []).map(({ id }) => id), "nothing-of-the-kind"];
}

function searches(world: World): string[] {
  const numbers = [...world.lines.map(msisdnOf), ...world.fixedLines.map(phoneOf)];
  const parts = numbers.slice(0, 4).flatMap((number) => [number.slice(-4), number.slice(3, 12), number]);
  return ["Fur", "mag", "PROD", "nome v", "VE", "S1", "sede", "us", "ad", "Car", ...parts];
}

function filterText(input: string, key: string, { world, costCenterIds }: Known, draw: Draw): string[] {
  const list = (values: readonly string[], isEnum = false) =>
    `${key}: [${draw
      .some(values)
      .map(isEnum ? String : quoted)
      .join(", ")}]`;
  switch (key) {
    case "status":
      return [
        list(
          input === "MobileLineFilter" ? ["ACTIVE", "TERMINATED", "FROZEN"] : ["ACTIVE", "TERMINATED"],
          true,
        ),
      ];
    case "contractIds":
      return [list(world.contracts.map(({ id }) => id))];
    case "tariffPlanIds":
      return [list(["plan-a", "plan-b"])];
    case "costCenterIds":
      return [list([...costCenterIds.values()])];
    case "families":
      return [list(["VOICE", "VOICE_AND_DATA", "INTELLIGENT_NETWORK"], true)];
    case "accessTechnologies":
      return [list(["RTG", "FTTH", "VOIP"], true)];
    case "siteIds":
      return [list(world.sites.map(({ id }) => id))];
    case "billingAccountIds":
      return [list([...new Set(world.fixedLines.map(({ billingAccount }) => billingAccount))])];
    case "search":
      return [`search: ${quoted(draw.one(searches(world)))}`];
    case "activatedFrom":
    case "activatedTo":
    case "terminatedFrom":
    case "terminatedTo":
      return [`${key}: ${quoted(draw.one(DAYS))}`];
    default:
      return [];
  }
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
