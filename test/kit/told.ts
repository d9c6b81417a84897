import { ConstraintViolation, type Database, type EntityClass } from "../../subgraphs/shared/database";

/** A row as another program may write it: values that our compiler would refuse. */
export type Written<Entity> = Partial<Record<keyof Entity & string, unknown>>;

/** What the database says to a row: the constraint that refuses it, or "taken". Nothing of it stays. */
export async function told<Entity extends object>(
  database: Database,
  entity: EntityClass<Entity>,
  row: Written<Entity>,
): Promise<string> {
  try {
    await database.write(async (transaction) => {
      await transaction.insert(entity, [row as Partial<Entity>]);
      throw new Error("taken");
    });
  } catch (error) {
    if (error instanceof ConstraintViolation) return error.constraint ?? error.kind;
    if (error instanceof Error) return error.message;
  }
  return "neither";
}
