import type {
  FindManyOptions,
  FindOneOptions,
  FindOptionsWhere,
  ObjectLiteral,
  SelectQueryBuilder,
} from "typeorm";
import type { EntityClass, PlainRow } from "./entity-rows";
import type { RequestTime } from "./request-time";
import type { Selection, SqlFragment, SqlValue } from "./sql";

/** The two families of database that statements are written for. */
export type Dialect = "sqlite" | "mysql";

/** Bounds of a MySQL pool; see `mysql-pool.ts` for the defaults. Times in milliseconds. */
export interface PoolLimits {
  readonly connections: number;
  readonly queue: number;
  readonly acquireTimeout: number;
  readonly statementTimeout: number;
}

/**
 * Where a subgraph's data lives: SQLite in `<directory>/<subgraph>.sqlite`, MySQL in the database
 * `<prefix>_<subgraph>` (hyphens become underscores), which is created when missing.
 */
export type DatabaseLocation =
  | { readonly kind: "sqlite"; readonly directory: string }
  | {
      readonly kind: "mysql";
      readonly url: string;
      readonly prefix: string;
      readonly pool?: Partial<PoolLimits>;
    };

/** The read side. Sees what has been committed; inside a transaction also the transaction's own changes. */
export interface Reader {
  readonly dialect: Dialect;
  /**
   * Raw rows, for hot lists. Placeholders are `?` on both engines; identifiers are not quoted (none
   * of ours is a reserved word). Booleans come as 0 and 1, BIGINT as a number. Sums come as numbers on
   * both. Two columns of one name would overwrite each other: give aliases.
   *
   * A statement made by `sql` of an entity's `columns` knows the type of its rows; of another one, say it.
   */
  rows<Row extends object>(statement: Selection<Row>): Promise<Row[]>;
  rows<Row extends object>(statement: string | SqlFragment, parameters?: readonly SqlValue[]): Promise<Row[]>;
  /** The first of the rows, or null. */
  row<Row extends object>(statement: Selection<Row>): Promise<Row | null>;
  row<Row extends object>(
    statement: string | SqlFragment,
    parameters?: readonly SqlValue[],
  ): Promise<Row | null>;
  /** Rows by TypeORM's own repository, without hidden columns: for look-ups of a few. */
  find<Entity extends ObjectLiteral>(
    entity: EntityClass<Entity>,
    options?: FindManyOptions<Entity>,
  ): Promise<PlainRow<Entity>[]>;
  findOne<Entity extends ObjectLiteral>(
    entity: EntityClass<Entity>,
    options: FindOneOptions<Entity>,
  ): Promise<PlainRow<Entity> | null>;
  /** Costs about five times the raw rows on a long list: `rows` is for those. */
  createQueryBuilder<Entity extends ObjectLiteral>(
    entity: EntityClass<Entity>,
    alias: string,
  ): SelectQueryBuilder<Entity>;
}

/**
 * The inside of a transaction; void once the work given to `write` has ended. Every method throws
 * `ConstraintViolation` when the database refuses a row; the transaction may go on after that.
 */
export interface Writer extends Reader {
  /** Inserts in batches. A property that a row lacks takes the column's default, or null. */
  insert<Entity extends ObjectLiteral>(
    entity: EntityClass<Entity>,
    rows: readonly Partial<Entity>[],
  ): Promise<void>;
  /**
   * Inserts, or updates the row that is already there, in batches.
   *
   * `key` names the properties of the primary key or a unique key; `update` the properties to
   * overwrite (default: all given ones outside `key`; an empty list keeps the row that is there).
   * The table should have no other unique key that a row could hit: MySQL would update on that one
   * too, where SQLite refuses.
   */
  upsert<Entity extends ObjectLiteral>(
    entity: EntityClass<Entity>,
    rows: readonly Partial<Entity>[],
    options: {
      readonly key: readonly (keyof Entity & string)[];
      readonly update?: readonly (keyof Entity & string)[];
    },
  ): Promise<void>;
  /** Updates the rows that match, and answers how many matched. */
  update<Entity extends ObjectLiteral>(
    entity: EntityClass<Entity>,
    where: FindOptionsWhere<Entity>,
    changes: Partial<Entity>,
  ): Promise<number>;
  /** Deletes the rows that match, and answers how many there were. */
  delete<Entity extends ObjectLiteral>(
    entity: EntityClass<Entity>,
    where: FindOptionsWhere<Entity>,
  ): Promise<number>;
  /** Any changing statement; answers how many rows it matched. */
  execute(statement: string | SqlFragment, parameters?: readonly SqlValue[]): Promise<number>;
}

export type DatabaseState = "well" | "reads only" | "unavailable";

/** One subgraph's database: readers side by side, writers by their transactions. */
export interface Database {
  readonly dialect: Dialect;
  readonly read: Reader;
  /**
   * Runs the work in one transaction: committed when it fulfils, rolled back when it rejects.
   * MySQL runs it again after a deadlock, so it must have no effect but through its transaction.
   * Throws `NestedWrite` inside another `write` of this database.
   */
  write<T>(work: (transaction: Writer) => Promise<T>): Promise<T>;
  /**
   * The same database for one request: no statement begins after its time, those under way are ended on the server, and
   * no transaction is committed then. SQLite's statements cannot be ended, as they run in this thread; the next one is refused.
   */
  within(time: RequestTime): Database;
  /** The database that a request's view is of; itself where it is no view. What requests share is kept by it. */
  readonly whole: Database;
  /** Tells the listener every statement from now on, transaction control included. Answers how to stop. */
  observe(listener: (sql: string) => void): () => void;
  /** Whether it answers now. `reads only`: the disk is full or read-only, or a part of the file is damaged. */
  state(): Promise<DatabaseState>;
  /** Lets the writes under way end, then closes. */
  close(): Promise<void>;
}
