import type { ObjectLiteral } from "typeorm";

/** A class that TypeORM knows as the declaration of a table. */
export type EntityClass<Entity extends ObjectLiteral = ObjectLiteral> = new (
  ...parameters: never[]
) => Entity;

declare const HIDDEN: unique symbol;
interface Mark {
  readonly [HIDDEN]: never;
}

/**
 * The type of a property whose column is read only by name: a secret, or a key that only indexes read. Values are
 * written to it as to a plain one. Its column is a `HiddenColumn`.
 */
export type Hidden<Value> = Value | Mark;

/** The properties of hidden columns. */
export type HiddenOf<Entity> = {
  [Property in keyof Entity & string]: Mark extends Entity[Property] ? Property : never;
}[keyof Entity & string];

/** A property's value without the mark. */
type Plain<Value> = Exclude<Value, Mark>;
/** A value as both databases answer it. */
export type Raw<Value> = Plain<Value> extends infer Each ? (Each extends boolean ? 0 | 1 : Each) : never;

/** A row of the table by the entity's properties, without the hidden ones. */
export type PlainRow<Entity> = {
  readonly [Property in Exclude<keyof Entity & string, HiddenOf<Entity>>]: Plain<Entity[Property]>;
};

/** The same as both databases answer it: booleans are 0 and 1. */
export type RawRow<Entity> = {
  readonly [Property in Exclude<keyof Entity & string, HiddenOf<Entity>>]: Raw<Entity[Property]>;
};
