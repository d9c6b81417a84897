import "reflect-metadata";
import {
  keepSecondFactor,
  requestSecondFactorEnd,
} from "../identity/credentials/second-factor/lost-second-factor";
import { EnvironmentError } from "../shared/env";
import { runOnIdentity } from "./audit-database";

const HOUR = 3_600_000;

/**
 * `npm run second-factor:end -- USERNAME [--keep]`: a second factor that its owner has lost ends after the waiting time;
 * `--keep` takes that back. Exit code 1: nobody of this name has one, or nothing was asked for.
 */
runOnIdentity({ secret: false }, async (database, { SECOND_FACTOR_END_HOURS }) => {
  const [username, flag] = process.argv.slice(2);
  if (username === undefined || (flag !== undefined && flag !== "--keep"))
    throw new EnvironmentError(["Usage: npm run second-factor:end -- USERNAME [--keep]"]);
  const isDone =
    flag === "--keep"
      ? await keepSecondFactor(database, username, Date.now())
      : await requestSecondFactorEnd(database, username, SECOND_FACTOR_END_HOURS * HOUR, Date.now());
  if (!isDone) {
    process.stderr.write(`${username}: nobody of this user name has a second factor to end or to keep\n`);
    return 1;
  }
  const outcome = flag === "--keep" ? "stays" : `ends in ${SECOND_FACTOR_END_HOURS} hours`;
  process.stdout.write(`${username}: the second factor ${outcome}; the person and their company are told\n`);
  return 0;
});
