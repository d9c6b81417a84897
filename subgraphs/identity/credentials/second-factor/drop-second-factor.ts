import type { Writer } from "../../../shared/database";
import { RecoveryCodeEntity } from "./recovery-code.entity";
import { SecondFactorEndingEntity } from "./second-factor-ending.entity";
import { SecondFactorEntity } from "./second-factor.entity";

/** Takes a second factor away with all that hangs on it. */
export async function dropSecondFactor(transaction: Writer, userId: string): Promise<void> {
  await transaction.delete(RecoveryCodeEntity, { userId });
  await transaction.delete(SecondFactorEndingEntity, { userId });
  await transaction.delete(SecondFactorEntity, { userId });
}
