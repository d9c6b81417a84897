import { Kind, parse, print, validate, visit, type GraphQLSchema } from "graphql";
import type { Case } from "./compare";
import type { World } from "./world/world";

type Fails = (candidate: Case) => Promise<boolean>;

/**
 * The smallest case found that still fails: fewer selections first, then fewer things in the world.
 * @param inPlace asks the system of the same world, which spares a start; `anew` starts one
 */
export async function shrink(found: Case, schema: GraphQLSchema, inPlace: Fails, anew: Fails): Promise<Case> {
  const asked = await smallest(found, (best) => smallerOperations(best, schema), inPlace);
  return await smallest(asked, smallerWorlds, anew);
}

async function smallest(found: Case, smaller: (best: Case) => Case[], fails: Fails): Promise<Case> {
  for (const candidate of smaller(found))
    if (await fails(candidate)) return await smallest(candidate, smaller, fails);
  return found;
}

/** The operation without one of its selections, arguments, directives or unused fragments. */
function smallerOperations(given: Case, schema: GraphQLSchema): Case[] {
  const document = parse(given.operation.query);
  const removable: unknown[] = [];
  visit(document, {
    enter(node) {
      if (
        ["Field", "InlineFragment", "FragmentSpread", "Argument", "ObjectField", "Directive"].includes(
          node.kind,
        )
      )
        removable.push(node);
    },
  });
  return removable.flatMap((target) => {
    const cut = visit(document, { enter: (node) => (node === target ? null : undefined) });
    const text = print(cut);
    const spread = new Set([...text.matchAll(/\.\.\.(F\d+)/g)].map(([, name]) => name));
    const definitions = cut.definitions.filter(
      (node) => node.kind !== Kind.FRAGMENT_DEFINITION || spread.has(node.name.value),
    );
    const used = ["yes", "no"].filter((name) => text.includes(`if: $${name}`));
    const smaller = visit(
      { ...cut, definitions },
      {
        VariableDefinition: (node) => (used.includes(node.variable.name.value) ? undefined : null),
      },
    );
    const query = print(smaller);
    try {
      if (validate(schema, parse(query)).length > 0) return [];
    } catch {
      return [];
    }
    const kept = Object.entries(given.operation.variables).filter(([name]) => used.includes(name));
    return [{ ...given, operation: { query, variables: Object.fromEntries(kept) } }];
  });
}

/** The world without one of its things, and without what hung from it. */
function smallerWorlds(given: Case): Case[] {
  const kinds = Object.keys(given.world) as (keyof World)[];
  return kinds.flatMap((kind) =>
    given.world[kind].flatMap((_, index) => {
      const world = consistent({ ...given.world, [kind]: given.world[kind].toSpliced(index, 1) });
      return given.person === null || world.people.some(({ id }) => id === given.person)
        ? [{ ...given, world }]
        : [];
    }),
  );
}

function consistent(world: World): World {
  const ids = (things: readonly { readonly id: string }[]) => new Set(things.map(({ id }) => id));
  const organizations = world.organizations.map((each) =>
    each.holding !== null && world.holdings.includes(each.holding) ? each : { ...each, holding: null },
  );
  const companies = ids(organizations);
  const people = world.people.map((person) => ({
    ...person,
    memberships: person.memberships.filter(({ organization }) => companies.has(organization)),
  }));
  const contracts = world.contracts.filter(({ organization }) => companies.has(organization));
  const lines = world.lines.filter(({ contract }) => ids(contracts).has(contract));
  const sites = world.sites.filter(({ organization }) => companies.has(organization));
  const fixedLines = world.fixedLines.filter(({ site }) => ids(sites).has(site));
  const scopes = new Set([
    ...world.holdings,
    ...companies,
    ...ids(contracts),
    ...ids(lines),
    ...fixedLines.map(({ billingAccount }) => billingAccount),
  ]);
  return {
    holdings: world.holdings,
    organizations,
    people,
    grants: world.grants.filter(({ person, scope }) => ids(people).has(person) && scopes.has(scope)),
    contracts,
    lines,
    usage: world.usage.filter(({ line, contract }) => ids(lines).has(line) && ids(contracts).has(contract)),
    sites,
    fixedLines,
  };
}
