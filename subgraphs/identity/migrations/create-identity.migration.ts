import type { MigrationInterface, QueryRunner } from "typeorm";
import { companyTables } from "./tables/companies";
import { grantTables } from "./tables/grants";
import { peopleTables } from "./tables/people";
import { sessionTables } from "./tables/sessions";
import { createTable } from "../../shared/database";

const TABLES = [...companyTables, ...peopleTables, ...grantTables, ...sessionTables];

/** The first tables: companies, people, grants, sessions and signing keys. */
export class CreateIdentity1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await createTable(runner, table);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { name } of TABLES.toReversed()) await runner.dropTable(name);
  }
}
