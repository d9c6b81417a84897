import type { DataSource, EntityManager, FindOptionsWhere, ObjectLiteral, QueryRunner } from "typeorm";
import type { Dialect, Writer } from "./database";
import type { EntityClass } from "./entity-rows";
import { insertStatements, type ConflictRule } from "./insert-statements";
import { ManagerReader } from "./reader";
import { statementOf, type SqlFragment, type SqlValue } from "./sql";

/** A writer over the query runner that holds the transaction. */
export class TransactionWriter extends ManagerReader implements Writer {
  constructor(
    dialect: Dialect,
    manager: EntityManager,
    private readonly dataSource: DataSource,
    private readonly runner: QueryRunner,
  ) {
    super(dialect, manager);
  }

  async insert<Entity extends ObjectLiteral>(
    entity: EntityClass<Entity>,
    rows: readonly Partial<Entity>[],
  ): Promise<void> {
    await this.#run(insertStatements(this.dataSource, this.dialect, entity, rows));
  }

  async upsert<Entity extends ObjectLiteral>(
    entity: EntityClass<Entity>,
    rows: readonly Partial<Entity>[],
    options: ConflictRule,
  ): Promise<void> {
    await this.#run(insertStatements(this.dataSource, this.dialect, entity, rows, options));
  }

  async update<Entity extends ObjectLiteral>(
    entity: EntityClass<Entity>,
    where: FindOptionsWhere<Entity>,
    changes: Partial<Entity>,
  ): Promise<number> {
    refuseUndefined(where);
    const result = await this.manager.update<Entity>(entity, where, changes);
    return result.affected ?? 0;
  }

  async delete<Entity extends ObjectLiteral>(
    entity: EntityClass<Entity>,
    where: FindOptionsWhere<Entity>,
  ): Promise<number> {
    refuseUndefined(where);
    const result = await this.manager.delete<Entity>(entity, where);
    return result.affected ?? 0;
  }

  async execute(statement: string | SqlFragment, parameters: readonly SqlValue[] = []): Promise<number> {
    const asked = statementOf(statement, parameters);
    const result = await this.runner.query(asked.sql, [...asked.parameters], true);
    return result.affected ?? 0;
  }

  async #run(statements: Iterable<SqlFragment>): Promise<void> {
    for (const statement of statements) await this.execute(statement);
  }
}

/** An undefined value drops out of a condition: what was meant for one row would hit them all. */
function refuseUndefined(where: object): void {
  const missing = Object.entries(where).filter(([, value]) => value === undefined);
  if (missing.length === 0) return;
  throw new TypeError(
    `A condition on ${missing.map(([property]) => `"${property}"`).join(", ")} has no value.`,
  );
}
