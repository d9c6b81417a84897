import {
  Column,
  Entity,
  PrimaryColumn,
  TableIndex,
  type MigrationInterface,
  type QueryRunner,
} from "typeorm";
import {
  keysetConnection,
  type Connection,
  type ConnectionArguments,
} from "../../../subgraphs/shared/connection";
import type { SortOrder } from "../../../subgraphs/shared/connection";
import { createTable, type Database } from "../../../subgraphs/shared/database";

/** Letters in boxes, with the ties and gaps that a keyset must bear. */
@Entity("letter")
export class Letter {
  @PrimaryColumn({ type: "varchar", length: 64 })
  id!: string;

  @Column({ type: "varchar", length: 64 })
  box!: string;

  @Column({ type: "varchar", length: 20 })
  sender!: string;

  @Column({ name: "answered_at", type: "bigint", nullable: true })
  answeredAt!: number | null;
}

export class CreateArchive1700000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: "letter",
      columns: [
        { name: "id", type: "varchar", length: "64", isPrimary: true },
        { name: "box", type: "varchar", length: "64" },
        { name: "sender", type: "varchar", length: "20" },
        { name: "answered_at", type: "bigint", isNullable: true },
      ],
    });
    for (const column of ["sender", "answered_at"]) {
      await runner.createIndex(
        "letter",
        new TableIndex({ name: `letter_box_${column}_index`, columnNames: ["box", column, "id"] }),
      );
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable("letter");
  }
}

export const ARCHIVE = { entities: [Letter], migrations: [CreateArchive1700000000001] };

export type Direction = "ASC" | "DESC";

/** The order by one column, with the id to break ties. */
export function order(
  property: "sender" | "answeredAt",
  direction: Direction,
  ties: Direction,
): SortOrder<Letter> {
  return [
    property === "sender"
      ? { expression: "sender", property, direction }
      : { expression: "answered_at", property, direction, nullable: true },
    { expression: "id", property: "id", direction: ties },
  ];
}

const SELECT = "SELECT id, box, sender, answered_at AS answeredAt FROM letter";

/** The letters of one box, as a feature of a subgraph would list them. */
export async function lettersOf(
  database: Database,
  box: string,
  sort: SortOrder<Letter>,
  page: ConnectionArguments,
  filter?: unknown,
): Promise<Connection<Letter>> {
  return await keysetConnection<Letter, Letter>({
    arguments: page,
    list: { name: "Box.letters", parent: box, filter },
    order: sort,
    fetch: ({ after, orderBy, limit }) =>
      database.read.rows<Letter>(`${SELECT} WHERE box = ? AND (${after.sql}) ORDER BY ${orderBy} LIMIT ?`, [
        box,
        ...after.parameters,
        limit,
      ]),
    node: (letter) => letter,
    totalCount: async () => {
      const row = await database.read.row<{ n: number }>("SELECT COUNT(*) AS n FROM letter WHERE box = ?", [
        box,
      ]);
      return row?.n ?? 0;
    },
  });
}
