/** The server of the MySQL half of the tests: `MYSQL_URL`, or MySQL's own default address. */
export const MYSQL_URL = process.env["MYSQL_URL"] ?? "mysql://root@127.0.0.1:3306";

/** Where the global set-up tells the workers what came of asking the server: `yes` or the error. */
export const MYSQL_ANSWER = "TEST_MYSQL_ANSWER";

/** Test databases are named `test_<milliseconds in base 36>_…`, so that leftovers can be told by their age. */
export const TEST_PREFIX = "test_";
