import { Column, getMetadataArgsStorage, type ColumnOptions, type ObjectLiteral } from "typeorm";
import type { EntityClass, HiddenOf, PlainRow, Raw, RawRow } from "./entity-rows";
import type { RowSource } from "./rows";
import { code, type Selection, type SqlFragment } from "./sql";

// The entity is the one declaration of a table's columns: their names in SQL and the type of a row come from here.

/** Properties to read, by name: `["id", "name"]`, or `{ serviceId: "id" }` to give them other names. */
type Picked<Entity> = readonly (keyof Entity & string)[] | Readonly<Record<string, keyof Entity & string>>;

type PickedRow<Entity, Pick> = Pick extends readonly (infer Property)[]
  ? { readonly [Name in Property & keyof Entity & string]: Raw<Entity[Name]> }
  : { readonly [Name in keyof Pick & string]: Raw<Entity[Pick[Name] & keyof Entity]> };

/** A column that no select reads unless it names it: see `Hidden`, which the property must be. */
export function HiddenColumn(
  options: ColumnOptions,
): <Entity>(target: Entity, property: HiddenOf<Entity>) => void {
  return (target, property) => Column({ ...options, select: false })(target as object, property);
}

/** The entity's table. @throws Error for a class that is no entity */
export function tableOf(entity: EntityClass): string {
  return declared(entity).table;
}

/** The entity's table under an alias, with what `columns` reads of it: what a list or a look-up reads from. */
export function rowSource<Entity extends ObjectLiteral>(
  entity: EntityClass<Entity>,
  alias: string,
): RowSource<RawRow<Entity>> {
  return { columns: columns(entity, alias).sql, from: `${tableOf(entity)} ${alias}` };
}

/** One column in SQL: `l.contract_id` of `contractId` and `l`. */
export function column<Entity extends ObjectLiteral>(
  entity: EntityClass<Entity>,
  property: keyof Entity & string,
  alias?: string,
): string {
  const name = declared(entity).columns.get(property)?.name;
  if (name === undefined) throw new Error(`${entity.name} has no column for the property "${property}"`);
  return alias === undefined ? name : `${alias}.${name}`;
}

/**
 * The select list of an entity: `l.id, l.contract_id AS contractId, …`.
 * @param alias of its table in the statement; none where it is the only one
 * @param picked the properties to read; all that are not hidden unless given
 */
export function columns<Entity extends ObjectLiteral>(
  entity: EntityClass<Entity>,
  alias?: string,
): Selection<RawRow<Entity>>;
export function columns<Entity extends ObjectLiteral, const Pick extends Picked<Entity>>(
  entity: EntityClass<Entity>,
  alias: string | undefined,
  picked: Pick,
): Selection<PickedRow<Entity, Pick>>;
export function columns(
  entity: EntityClass,
  alias?: string,
  picked?: Picked<ObjectLiteral>,
): Selection<object> {
  const sql = pairsOf(picked ?? declared(entity).shown).map(([name, property]) => {
    const expression = column(entity, property, alias);
    return column(entity, property) === name ? expression : `${expression} AS ${name}`;
  });
  return code(sql.join(", "));
}

/** The columns of an INSERT that reads its rows: `(id, contract_id)`. */
export function insertColumns<Entity extends ObjectLiteral>(
  entity: EntityClass<Entity>,
  properties: readonly (keyof Entity & string)[],
): SqlFragment {
  return code(`(${properties.map((property) => column(entity, property)).join(", ")})`);
}

/** Turns 0 and 1 of the entity's boolean columns into false and true; looks the columns up once. */
export function rowReader<Entity extends ObjectLiteral>(
  entity: EntityClass<Entity>,
): (raw: RawRow<Entity>) => PlainRow<Entity> {
  const booleans = [...declared(entity).columns].filter(([, { boolean }]) => boolean).map(([name]) => name);
  return (raw) => {
    const row: Record<string, unknown> = { ...raw };
    for (const name of booleans) {
      const value = row[name];
      if (typeof value === "number") row[name] = value === 1;
    }
    return row as PlainRow<Entity>;
  };
}

/** What of a richer object the entity's shown columns hold, such as a feed's row: the object's other properties are left. */
export function rowOf<Entity extends ObjectLiteral>(
  entity: EntityClass<Entity>,
  source: PlainRow<Entity>,
): PlainRow<Entity> {
  const row: Record<string, unknown> = {};
  for (const property of declared(entity).shown)
    row[property] = (source as Record<string, unknown>)[property];
  return row as PlainRow<Entity>;
}

interface DeclaredColumn {
  readonly name: string;
  readonly hidden: boolean;
  readonly boolean: boolean;
}

interface Declared {
  readonly table: string;
  readonly columns: ReadonlyMap<string, DeclaredColumn>;
  /** The properties that are not hidden. */
  readonly shown: readonly string[];
}

const known = new WeakMap<EntityClass, Declared>();

/** TypeORM's own record of what the decorators said, read once for each entity: it is there before any connection. */
function declared(entity: EntityClass): Declared {
  let found = known.get(entity);
  if (found === undefined) known.set(entity, (found = read(entity)));
  return found;
}

function read(entity: EntityClass): Declared {
  const storage = getMetadataArgsStorage();
  const table = storage.filterTables(entity)[0]?.name;
  if (table === undefined) throw new Error(`${entity.name} is not the entity of a named table`);
  const columns = storage.filterColumns(entity).map(({ propertyName, options }): [string, DeclaredColumn] => [
    propertyName,
    {
      name: options.name ?? propertyName,
      hidden: options.select === false,
      boolean: options.type === "boolean",
    },
  ]);
  const shown = columns.flatMap(([property, { hidden }]) => (hidden ? [] : property));
  return { table, columns: new Map(columns), shown };
}

function pairsOf(picked: Picked<ObjectLiteral>): readonly (readonly [name: string, property: string])[] {
  if (Array.isArray(picked)) return (picked as readonly string[]).map((property) => [property, property]);
  return Object.entries(picked as Readonly<Record<string, string>>);
}
