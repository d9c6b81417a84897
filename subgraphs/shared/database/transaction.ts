import type { DataSource, QueryRunner } from "typeorm";
import type { Dialect, Writer } from "./database";
import { DatabaseUnavailable, TransactionEnded } from "./errors";
import type { RequestTime } from "./request-time";
import { workFor } from "./within-time";
import { TransactionWriter } from "./writer";

/** How an engine opens and undoes a transaction. `rollBack` must not reject. */
export interface TransactionControl {
  readonly dialect: Dialect;
  readonly begin: string;
  rollBack(runner: QueryRunner): Promise<void>;
}

/** Runs the work in one transaction on a query runner of its own. */
export async function runTransaction<T>(
  dataSource: DataSource,
  control: TransactionControl,
  work: (transaction: Writer) => Promise<T>,
  time?: RequestTime,
): Promise<T> {
  time?.refuseLate();
  // Not TypeORM's startTransaction: after a failed BEGIN or ROLLBACK its depth counter stays wrong,
  // and on SQLite, whose runner lives on, every later transaction would be a savepoint of none.
  const runner = dataSource.createQueryRunner();
  if (control.dialect === "mysql") workFor(runner, time);
  try {
    await runner.query(control.begin);
    const loan = lend(dataSource, control.dialect, runner, time);
    try {
      const result = await work(loan.writer);
      loan.end();
      loan.refuseGivenUp();
      // Whoever was told that the time is up must not find it done; from here on it is done whatever the time.
      time?.refuseLate();
      workFor(runner, undefined);
      await runner.query("COMMIT");
      return result;
    } catch (error) {
      loan.end();
      // Whatever went wrong: a transaction that stays open would be committed by the next one's begin.
      workFor(runner, undefined);
      await control.rollBack(runner);
      throw error;
    }
  } finally {
    await runner.release();
  }
}

interface Loan {
  readonly writer: Writer;
  /** Closes the transaction to further statements. */
  end(): void;
  /** @throws what made the database give the transaction up, if anything did: the work may have swallowed it */
  refuseGivenUp(): void;
}

/**
 * A writer whose every statement passes here first. Two things must never happen: a statement after
 * the end (it would run alone, or inside somebody else's transaction), and a statement after the
 * database gave the transaction up, when the work swallowed that error (it would commit a torn half).
 */
function lend(dataSource: DataSource, dialect: Dialect, runner: QueryRunner, time?: RequestTime): Loan {
  let ended = false;
  let givenUp: DatabaseUnavailable | undefined;
  const query = async (...parameters: Parameters<QueryRunner["query"]>): Promise<unknown> => {
    if (ended) throw new TransactionEnded();
    if (givenUp !== undefined) throw givenUp;
    try {
      time?.refuseLate();
      return await runner.query(...parameters);
    } catch (error) {
      if (error instanceof DatabaseUnavailable) givenUp = error;
      throw error;
    }
  };
  const view = Object.create(runner, { query: { value: query } }) as QueryRunner;
  const writer = new TransactionWriter(dialect, dataSource.createEntityManager(view), dataSource, view);
  return {
    writer,
    end: () => (ended = true),
    refuseGivenUp() {
      if (givenUp !== undefined) throw givenUp;
    },
  };
}
