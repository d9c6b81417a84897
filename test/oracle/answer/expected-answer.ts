import {
  Kind,
  valueFromASTUntyped,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";
import { READERS } from "../access/table";
import { Viewer } from "../access/viewer";
import type { World } from "../world/world";
import { msisdnOf, phoneOf } from "../world/feed-rows";
import { fixedLineObject, siteObject } from "./fixed-inventory";
import { holdingObject, organizationObject, userObject, viewerObject } from "./identity";
import { contractObject, lineObject } from "./mobile-inventory";
import { Refused, UNAUTHENTICATED, type Asking, type SchemaObject } from "./schema-object";

/** What the oracle says that a person gets, and the code of each refused path. */
export interface Expected {
  readonly data: unknown;
  readonly refused: Readonly<Record<string, string>>;
  /** Which guarded fields were met, and how: `Sim.imsi refused`, `Sim.imsi read`. */
  readonly met: ReadonlySet<string>;
}

/** @param person null: nobody is signed in; a deactivated person is nobody too */
export function expectedAnswer(
  world: World,
  costCenterIds: ReadonlyMap<string, string>,
  person: string | null,
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
): Expected {
  const active = world.people.some(({ id, deactivated }) => id === person && !deactivated);
  const asking: Asking = {
    world,
    viewer: new Viewer(world, active ? person! : ""),
    costCenterIds,
    organization: (id) => organizationObject(asking, id),
    user: (id) => userObject(asking, id),
  };
  const operation = document.definitions.find(
    (node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION,
  )!;
  const walk = new Walk(document, variables);
  const root = active ? queryObject(asking) : anonymousQuery();
  const data = walk.object(root, [operation.selectionSet], []);
  return { data, refused: walk.refused, met: walk.met };
}

const ROOT_FIELDS = [
  "holding",
  "organization",
  "mobileContract",
  "mobileLine",
  "fixedLine",
  "site",
  "bulkJob",
];

function anonymousQuery(): SchemaObject {
  const refused = ROOT_FIELDS.map((name) => [name, () => UNAUTHENTICATED] as const);
  return { type: "Query", fields: { ...Object.fromEntries(refused), viewer: () => null } };
}

function queryObject(asking: Asking): SchemaObject {
  const { world } = asking;
  return {
    type: "Query",
    fields: {
      viewer: () => viewerObject(asking),
      organization: ({ id }) => organizationObject(asking, String(id)),
      holding: ({ id }) => holdingObject(asking, String(id)),
      mobileContract: ({ id }) => contractObject(asking, String(id)),
      mobileLine: ({ id, msisdn }) => {
        const line = world.lines.find((each) =>
          typeof id === "string" ? each.id === id : each.status !== "TERMINATED" && msisdnOf(each) === msisdn,
        );
        return line === undefined ? null : lineObject(asking, line);
      },
      // Nobody acts on lines in this world.
      bulkJob: () => null,
      fixedLine: ({ id, number }) => {
        const line = world.fixedLines.find((each) =>
          typeof id === "string" ? each.id === id : each.status !== "TERMINATED" && phoneOf(each) === number,
        );
        return line === undefined ? null : fixedLineObject(asking, line);
      },
      site: ({ id }) => {
        const site = world.sites.find((each) => each.id === id);
        return site === undefined ? null : siteObject(asking, site);
      },
    },
  };
}

type Path = readonly (string | number)[];

/** The spec's execution algorithm, without anything that this schema does not need. */
class Walk {
  readonly refused: Record<string, string> = {};
  readonly met = new Set<string>();
  private readonly fragments = new Map<string, FragmentDefinitionNode>();

  constructor(
    document: DocumentNode,
    private readonly variables: Readonly<Record<string, unknown>>,
  ) {
    for (const node of document.definitions)
      if (node.kind === Kind.FRAGMENT_DEFINITION) this.fragments.set(node.name.value, node);
  }

  object(object: SchemaObject, sets: readonly SelectionSetNode[], path: Path): Record<string, unknown> {
    const answer: Record<string, unknown> = {};
    for (const [key, nodes] of this.collect(object.type, sets, new Map())) {
      // A key such as `__proto__` is a key like every other.
      const value = this.field(object, nodes, [...path, key]);
      Object.defineProperty(answer, key, { value, enumerable: true, configurable: true, writable: true });
    }
    return answer;
  }

  private field(object: SchemaObject, nodes: readonly FieldNode[], path: Path): unknown {
    const [node] = nodes;
    const name = node!.name.value;
    if (name === "__typename") return object.type;
    const resolve = object.fields[name];
    if (resolve === undefined) throw new Error(`The oracle does not know ${object.type}.${name}`);
    const values = (node!.arguments ?? [])
      .map((each) => [each.name.value, valueFromASTUntyped(each.value, this.variables)] as const)
      .filter(([, value]) => value !== undefined);
    const value = resolve(Object.fromEntries(values));
    const coordinate = `${object.type}.${name}`;
    if (READERS[coordinate] !== undefined && value !== null)
      this.met.add(`${coordinate} ${value instanceof Refused ? "refused" : "read"}`);
    return this.complete(
      value,
      nodes.flatMap(({ selectionSet }) => selectionSet ?? []),
      path,
    );
  }

  private complete(value: unknown, sets: readonly SelectionSetNode[], path: Path): unknown {
    if (value instanceof Refused) {
      this.refused[path.join(".")] = value.code;
      return null;
    }
    if (Array.isArray(value)) return value.map((item, index) => this.complete(item, sets, [...path, index]));
    if (value === null || typeof value !== "object") return value;
    return this.object(value as SchemaObject, sets, path);
  }

  private collect(
    type: string,
    sets: readonly SelectionSetNode[],
    into: Map<string, FieldNode[]>,
  ): Map<string, FieldNode[]> {
    for (const node of sets.flatMap(({ selections }) => selections)) {
      const skipped = (node.directives ?? []).some(({ name, arguments: [given] = [] }) => {
        const condition = valueFromASTUntyped(given!.value, this.variables) === true;
        return name.value === "skip" ? condition : !condition;
      });
      if (skipped) continue;
      if (node.kind === Kind.FIELD) {
        const key = (node.alias ?? node.name).value;
        into.set(key, [...(into.get(key) ?? []), node]);
        continue;
      }
      const { typeCondition, selectionSet } =
        node.kind === Kind.INLINE_FRAGMENT ? node : this.fragments.get(node.name.value)!;
      if (typeCondition === undefined || typeCondition.name.value === type)
        this.collect(type, [selectionSet], into);
    }
    return into;
  }
}
