import { Column, Entity, PrimaryColumn, type MigrationInterface, type QueryRunner } from "typeorm";
import { createTable } from "../../../subgraphs/shared/database";

/** A small world for the database's own promises: shelves, and books that stand on one. */
@Entity("shelf")
export class Shelf {
  @PrimaryColumn({ type: "varchar", length: 64 })
  id!: string;

  @Column({ type: "varchar", length: 8 })
  label!: string;
}

@Entity("book")
export class Book {
  @PrimaryColumn({ type: "varchar", length: 64 })
  id!: string;

  @Column({ name: "shelf_id", type: "varchar", length: 64 })
  shelfId!: string;

  @Column({ type: "varchar", length: 100, nullable: true })
  title!: string | null;

  @Column({ type: "int" })
  pages!: number;

  @Column({ type: "boolean", default: false })
  lent!: boolean;

  @Column({ name: "bought_at", type: "bigint", nullable: true })
  boughtAt!: number | null;

  @Column({ name: "sold_on", type: "varchar", length: 10, nullable: true })
  soldOn!: string | null;
}

export class CreateLibrary1700000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: "shelf",
      columns: [
        { name: "id", type: "varchar", length: "64", isPrimary: true },
        { name: "label", type: "varchar", length: "8" },
      ],
      uniques: [{ name: "shelf_label_key", columnNames: ["label"] }],
    });
    await createTable(runner, {
      name: "book",
      columns: [
        { name: "id", type: "varchar", length: "64", isPrimary: true },
        { name: "shelf_id", type: "varchar", length: "64" },
        { name: "title", type: "varchar", length: "100", isNullable: true },
        { name: "pages", type: "int" },
        { name: "lent", type: "boolean", default: 0 },
        { name: "bought_at", type: "bigint", isNullable: true },
        { name: "sold_on", type: "varchar", length: "10", isNullable: true },
      ],
      uniques: [{ name: "book_shelf_title_key", columnNames: ["shelf_id", "title"] }],
      checks: [{ name: "book_pages_positive", expression: "pages > 0" }],
      foreignKeys: [
        {
          name: "book_shelf_fk",
          columnNames: ["shelf_id"],
          referencedTableName: "shelf",
          referencedColumnNames: ["id"],
        },
      ],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable("book");
    await runner.dropTable("shelf");
  }
}

export const LIBRARY = { entities: [Shelf, Book], migrations: [CreateLibrary1700000000000] };
