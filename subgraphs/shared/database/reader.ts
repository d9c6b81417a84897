import type {
  EntityManager,
  FindManyOptions,
  FindOneOptions,
  ObjectLiteral,
  SelectQueryBuilder,
} from "typeorm";
import type { Dialect, Reader } from "./database";
import type { EntityClass, PlainRow } from "./entity-rows";
import { statementOf, type SqlFragment, type SqlValue } from "./sql";

/** A reader over one of TypeORM's managers. */
export class ManagerReader implements Reader {
  constructor(
    readonly dialect: Dialect,
    protected readonly manager: EntityManager,
  ) {}

  async rows<Row extends object>(
    statement: string | SqlFragment,
    parameters: readonly SqlValue[] = [],
  ): Promise<Row[]> {
    const asked = statementOf(statement, parameters);
    return await this.manager.query<Row[]>(asked.sql, [...asked.parameters]);
  }

  async row<Row extends object>(
    statement: string | SqlFragment,
    parameters: readonly SqlValue[] = [],
  ): Promise<Row | null> {
    const [first] = await this.rows<Row>(statement, parameters);
    return first ?? null;
  }

  async find<Entity extends ObjectLiteral>(
    entity: EntityClass<Entity>,
    options?: FindManyOptions<Entity>,
  ): Promise<PlainRow<Entity>[]> {
    return await this.manager.find<Entity>(entity, options);
  }

  async findOne<Entity extends ObjectLiteral>(
    entity: EntityClass<Entity>,
    options: FindOneOptions<Entity>,
  ): Promise<PlainRow<Entity> | null> {
    return await this.manager.findOne<Entity>(entity, options);
  }

  createQueryBuilder<Entity extends ObjectLiteral>(
    entity: EntityClass<Entity>,
    alias: string,
  ): SelectQueryBuilder<Entity> {
    return this.manager.createQueryBuilder<Entity>(entity, alias);
  }
}
