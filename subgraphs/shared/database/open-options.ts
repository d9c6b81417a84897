import type { DatabaseLocation } from "./database";
import type { EntityClass } from "./entity-rows";

/** Which database is opened, with whose tables. */
export interface OpenOptions {
  /** The subgraph's name, `identity` or `mobile-inventory`: it names file and database. */
  readonly subgraph: string;
  readonly location: DatabaseLocation;
  readonly entities: readonly EntityClass[];
  /** TypeORM migrations; each class name ends in a timestamp of 13 digits, which orders them. */
  readonly migrations: readonly EntityClass[];
  /** Runs the outstanding migrations first; default true. */
  readonly migrate?: boolean;
  /** Hears every statement from the first on, the migrations' included. */
  readonly onStatement?: (sql: string) => void;
}
